//! Words, numbers and signs of a cell with their places.

use shared::search::fold::fold_word;
use std::borrow::Cow;

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
    /// ASCII digits, or minutes that are written as superscripts.
    Number(Cow<'a, str>),
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
        match &self.kind {
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
        let is_behind = tokens.last().is_some_and(|last: &Token<'_>| {
            last.end == place && matches!(last.kind, Kind::Number(_))
        });
        if let Some(Raised { digits, length }) = raised(&text[place..]).filter(|_| is_behind) {
            let (start, end) = (place, place + length);
            tokens.push(Token { kind: Kind::Sign('.'), start, end: start });
            tokens.push(Token { kind: Kind::Number(Cow::Owned(digits)), start, end });
            place = end;
            continue;
        }
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
            '0'..='9' => Some(Kind::Number(Cow::Borrowed(piece))),
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

/// Minutes behind an hour without a point: "15⁰⁰", "9³⁰", "15°°".
struct Raised {
    digits: String,
    length: usize,
}

fn raised(text: &str) -> Option<Raised> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |letter: char| match letter {
        '°' | 'º' => Some('0'),
        other => {
            ('0'..='9').zip(DIGITS).find(|(_, raised)| *raised == other).map(|(digit, _)| digit)
        }
    };
    let pair: Vec<char> = text.chars().take_while(|letter| digit(*letter).is_some()).collect();
    let is_pair = pair.len() == 2;
    is_pair.then(|| Raised {
        digits: pair.iter().copied().filter_map(digit).collect(),
        length: pair.iter().map(|letter| letter.len_utf8()).sum(),
    })
}

fn run(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !is_in(letter)).unwrap_or(text.len())
}
