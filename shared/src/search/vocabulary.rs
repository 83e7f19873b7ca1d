//! The vocabulary: words of all languages for the same thing, as data that an editor changes.
//!
//! A concept is a set of words people use for one thing; it belongs to every offer in whose
//! texts one of them occurs. A value belongs to a filter; its words find the offers that have
//! it. Parts are what German compounds are made of, and ignored words say nothing in a query.
//! Written by hand for this product; the file is `server/backend/data/vocabulary.json`.

use super::Facet;
use super::fold::{fold_word, tokens};
use super::key::{Key, Script};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most entries of each list, so that a broken file cannot exhaust a server.
pub const MAX_ENTRIES: usize = 20_000;
/// Most words of a phrase.
pub const MAX_PHRASE: usize = 3;
/// Fewest letters of a key before a `*`.
const MIN_STEM: usize = 3;

/// Everything the search knows about words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vocabulary {
    /// Things people look for.
    pub concepts: Vec<Concept>,
    /// Further words for values of filters.
    pub values: Vec<ValueWords>,
    /// Parts of German compounds, without their linking letters.
    pub parts: Vec<String>,
    /// Words that say nothing, by language.
    pub ignored: BTreeMap<String, Vec<String>>,
}

/// A thing people look for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Identifier, such as `german`.
    pub id: String,
    /// What it is called, by language of the interface.
    pub label: BTreeMap<String, String>,
    /// Its words and phrases by language; a word may end in `*` and then stands for every
    /// word that begins so.
    pub words: BTreeMap<String, Vec<String>>,
}

/// Words for a value of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueWords {
    /// The filter.
    pub facet: Facet,
    /// Its value.
    pub id: String,
    /// Words and phrases by language, as for a [`Concept`].
    pub words: BTreeMap<String, Vec<String>>,
}

/// Why a vocabulary was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VocabularyError {
    /// More than [`MAX_ENTRIES`] of something.
    #[error("more than {MAX_ENTRIES} entries")]
    TooMany,
    /// Two concepts of one name.
    #[error("the concept {id:?} is there twice")]
    Repeated {
        /// The name.
        id: String,
    },
    /// An entry that is no word, has too many words, or too few letters before its `*`.
    #[error("{entry:?} of {id:?} is no word or phrase")]
    Entry {
        /// Concept or value.
        id: String,
        /// The entry as it stands there.
        entry: String,
    },
}

/// An entry as it is compared: one to [`MAX_PHRASE`] words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Phrase(pub(super) Vec<Pattern>);

/// A word of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Pattern {
    pub(super) key: Key,
    /// Whether every word that begins so is meant.
    pub(super) is_stem: bool,
}

impl Pattern {
    /// Whether a word is meant.
    pub(super) fn fits(&self, word: &Key) -> bool {
        if self.is_stem {
            self.key.script == word.script && word.letters.starts_with(&self.key.letters)
        } else {
            self.key == *word
        }
    }
}

impl Phrase {
    /// Reads an entry; `None` where it is none.
    pub(super) fn read(entry: &str) -> Option<Self> {
        let patterns: Vec<Pattern> =
            entry.split_whitespace().flat_map(patterns).collect::<Option<_>>()?;
        (1..=MAX_PHRASE).contains(&patterns.len()).then_some(Self(patterns))
    }
}

/// The words of a piece between spaces; the last one may be a stem.
fn patterns(piece: &str) -> Vec<Option<Pattern>> {
    let is_stem = piece.ends_with('*');
    let words: Vec<&str> = tokens(piece).collect();
    let last = words.len().saturating_sub(1);
    let pattern = |(place, word): (usize, &&str)| {
        let (key, is_stem) = (Key::of(word)?, is_stem && place == last);
        let is_long_enough = !is_stem || key.letters.chars().count() >= MIN_STEM;
        is_long_enough.then_some(Pattern { key, is_stem })
    };
    words.iter().enumerate().map(pattern).collect()
}

impl Vocabulary {
    /// Whether every entry can be used.
    ///
    /// # Errors
    /// [`VocabularyError`] with the first that cannot.
    pub fn check(&self) -> Result<(), VocabularyError> {
        let sizes = [self.concepts.len(), self.values.len(), self.parts.len(), self.ignored.len()];
        if sizes.into_iter().any(|size| size > MAX_ENTRIES) {
            return Err(VocabularyError::TooMany);
        }
        let mut ids = BTreeSet::new();
        for concept in &self.concepts {
            if !ids.insert(&concept.id) {
                return Err(VocabularyError::Repeated { id: concept.id.clone() });
            }
            check_words(&concept.id, &concept.words)?;
        }
        self.values.iter().try_for_each(|value| check_words(&value.id, &value.words))
    }

    /// The keys of ignored words, of every language.
    pub(super) fn ignored_keys(&self) -> BTreeSet<Key> {
        self.ignored.values().flatten().flat_map(|word| super::key::keys(word)).collect()
    }

    /// Parts of compounds, folded; those of at least three letters.
    pub(super) fn folded_parts(&self) -> BTreeSet<String> {
        let parts = self.parts.iter().map(|part| fold_word(part));
        parts.filter(|part| part.len() >= 3 && Script::Latin == script_of(part)).collect()
    }
}

fn script_of(word: &str) -> Script {
    Key::of_folded(word).map_or(Script::Other, |key| key.script)
}

fn check_words(id: &str, words: &BTreeMap<String, Vec<String>>) -> Result<(), VocabularyError> {
    let all: Vec<&String> = words.values().flatten().collect();
    if all.len() > MAX_ENTRIES {
        return Err(VocabularyError::TooMany);
    }
    match all.into_iter().find(|entry| Phrase::read(entry).is_none()) {
        Some(entry) => {
            let (id, entry) = (id.to_owned(), entry.chars().take(60).collect());
            Err(VocabularyError::Entry { id, entry })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn fits(entry: &str, text: &str) -> bool {
        let phrase = Phrase::read(entry).unwrap();
        let words = crate::search::key::keys(text);
        phrase.0.len() == words.len() && phrase.0.iter().zip(&words).all(|(p, w)| p.fits(w))
    }

    #[rstest]
    #[case("deutsch*", "Deutschkurse", true)]
    #[case("deutsch", "Deutschkurse", false)]
    #[case("немецк*", "немецкого", true)]
    #[case("курс* немецк*", "курсы немецкого", true)]
    #[case("مساعد* دراسي*", "مساعدة دراسية", true)]
    #[case("e-mail schreiben", "E-Mail schreiben", true)]
    fn an_entry_fits_its_inflections(#[case] entry: &str, #[case] text: &str, #[case] fit: bool) {
        assert_eq!(fits(entry, text), fit);
    }

    #[rstest]
    #[case("")]
    #[case("*")]
    #[case("ab*")]
    #[case("one two three four")]
    fn what_is_no_entry_is_named(#[case] entry: &str) {
        let words = BTreeMap::from([("de".to_owned(), vec![entry.to_owned()])]);
        let concept = Concept { id: "x".into(), label: BTreeMap::new(), words };
        let vocabulary = Vocabulary { concepts: vec![concept], ..Vocabulary::default() };
        let error = VocabularyError::Entry { id: "x".into(), entry: entry.into() };
        assert_eq!(vocabulary.check(), Err(error));
    }
}
