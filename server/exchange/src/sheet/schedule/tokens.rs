//! Words, numbers and signs of a cell with their places.

use shared::search::fold::fold_word;

/// A word, number or sign.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// Bytes in the text.
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// ASCII digits.
    Number(&'a str),
    /// Letters, folded.
    Word(String),
    /// Anything else but white space; a line break is a sign.
    Sign(char),
}

/// What was found, and the place after it.
pub(super) struct At<T> {
    pub(super) found: T,
    pub(super) next: usize,
}

impl Token<'_> {
    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<&str> {
        match self.kind {
            Kind::Number(digits) => Some(digits),
            _ => None,
        }
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut place = 0;
    while let Some(first) = text[place..].chars().next() {
        let length = if first.is_ascii_digit() {
            run(&text[place..], |letter| letter.is_ascii_digit())
        } else if first.is_alphabetic() {
            run(&text[place..], |letter| letter.is_alphabetic() || "*'’\u{300}".contains(letter))
        } else {
            first.len_utf8()
        };
        let end = place + length;
        let piece = &text[place..end];
        let kind = match first {
            '0'..='9' => Some(Kind::Number(piece)),
            letter if letter.is_alphabetic() => Some(Kind::Word(fold_word(piece))),
            '\n' => Some(Kind::Sign('\n')),
            '–' | '—' | '−' | '‐' | '‑' => Some(Kind::Sign('-')),
            letter if letter.is_whitespace() => None,
            sign => Some(Kind::Sign(sign)),
        };
        tokens.extend(kind.map(|kind| Token { kind, start: place, end }));
        place = end;
    }
    tokens
}

fn run(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !is_in(letter)).unwrap_or(text.len())
}
