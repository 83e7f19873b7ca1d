//! Words of a query as typed, and how words of the catalogue begin like them.

use super::super::fold::{fold_word, tokens};
use super::super::index::Index;
use super::super::key::{Key, Script};

/// Words of a query that are evaluated.
const MAX_WORDS: usize = 16;

/// A word as typed.
pub(super) struct Word<'a> {
    pub(super) typed: &'a str,
    pub(super) key: Key,
    /// Whether the word may be incomplete: the last word of the text.
    pub(super) is_last: bool,
}

impl Word<'_> {
    /// Number of letters as typed; keys are shorter.
    pub(super) fn length(&self) -> usize {
        self.typed.chars().count()
    }

    /// Whether it has Latin letters with accents, or the like.
    pub(super) fn has_accent(&self) -> bool {
        self.key.script == Script::Latin && !self.typed.is_ascii()
    }

    /// Whether it is mostly letters that repeat the one before, which no word is.
    pub(super) fn is_repetition(&self) -> bool {
        let folded = fold_word(self.typed);
        let letters: Vec<char> = folded.chars().collect();
        let repeated = letters.windows(2).filter(|pair| pair[0] == pair[1]).count();
        letters.len() > 2
            && !letters.iter().any(char::is_ascii_digit)
            && repeated * 2 >= letters.len()
    }
}

/// The words of a text in pieces.
pub(super) fn words_of<'a>(index: &Index, text: &[&'a str]) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'_>> = text
        .iter()
        .flat_map(|piece| tokens(piece))
        .filter_map(|typed| Some(Word { typed, key: Key::from_word(typed)?, is_last: false }))
        .take(MAX_WORDS)
        .collect();
    let is_alone = words.len() == 1;
    if let Some(last) = words.last_mut() {
        // A stop word after other words is complete.
        last.is_last = is_alone || !index.ignored.contains(&last.key);
    }
    words
}

/// How much the beginning of a word is like what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// It only sounds like it.
    BySound,
    /// But for accents and the like.
    Folded,
    AsTyped,
}

/// The beginning of a word as typed.
pub(super) struct Beginning {
    typed: String,
    folded: String,
}

impl Beginning {
    pub(super) fn new(typed: &str) -> Self {
        Self { typed: typed.to_lowercase(), folded: fold_word(typed) }
    }

    pub(super) fn likeness(&self, word: &str) -> Likeness {
        if word.to_lowercase().starts_with(&self.typed) {
            Likeness::AsTyped
        } else if fold_word(word).starts_with(&self.folded) {
            Likeness::Folded
        } else {
            Likeness::BySound
        }
    }
}
