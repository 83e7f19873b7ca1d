//! The vocabulary: words of all languages for the same thing, as data that editors maintain.
//!
//! A concept is a set of words that people use for one thing; it applies to every offer with one
//! of them in its texts. A value belongs to a filter; its words find the offers that have it.
//! Parts are the components of German compounds, and ignored words (stop words) carry no meaning
//! in a query. Written by hand for this product; the file is
//! `server/backend/data/vocabulary.json`.

use super::Facet;
use super::fold::{fold_word, tokens};
use super::key::{Key, Script};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most entries of each list, so that a broken file cannot exhaust the server.
pub const MAX_ENTRIES: usize = 20_000;
/// Most words of a phrase.
pub const MAX_PHRASE: usize = 3;
/// Minimum number of letters before a `*`.
const MIN_STEM: usize = 3;

/// Everything the search knows about words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vocabulary {
    /// Things people search for.
    pub concepts: Vec<Concept>,
    /// Additional words for filter values.
    pub values: Vec<ValueWords>,
    /// Parts of German compounds, without their linking letters.
    pub parts: Vec<String>,
    /// Stop words by language.
    pub ignored: BTreeMap<String, Vec<String>>,
}

/// A thing people search for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Identifier, such as `german`.
    pub id: String,
    /// Its label by interface language.
    pub label: BTreeMap<String, String>,
    /// Its words and phrases by language; a word may end in `*` and then stands for every word
    /// that begins with it.
    pub words: BTreeMap<String, Vec<String>>,
}

/// Words for a filter value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueWords {
    /// The filter.
    pub facet: Facet,
    /// Its value.
    pub id: String,
    /// Words and phrases by language, as for a [`Concept`].
    pub words: BTreeMap<String, Vec<String>>,
}

/// Why a vocabulary was rejected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VocabularyError {
    /// More than [`MAX_ENTRIES`] of something.
    #[error("more than {MAX_ENTRIES} entries")]
    TooMany,
    /// Two concepts with the same id.
    #[error("the concept {id:?} is there twice")]
    Repeated {
        /// The id.
        id: String,
    },
    /// An invalid entry: not a word, too many words, or too few letters before its `*`.
    #[error("{entry:?} of {id:?} is no word or phrase")]
    Entry {
        /// Concept or value.
        id: String,
        /// The entry as written.
        entry: String,
    },
}

/// A parsed entry: one to [`MAX_PHRASE`] words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Phrase(pub(super) Vec<Pattern>);

/// A word of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Pattern {
    pub(super) key: Key,
    /// Whether it matches every word that begins with it.
    pub(super) is_stem: bool,
}

impl Pattern {
    /// Whether it matches a word.
    pub(super) fn matches(&self, word: &Key) -> bool {
        if self.is_stem {
            self.key.script == word.script && word.letters.starts_with(&self.key.letters)
        } else {
            self.key == *word
        }
    }
}

impl Phrase {
    /// Parses an entry; `None` where it is invalid.
    pub(super) fn parse(entry: &str) -> Option<Self> {
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
    let pattern = |word: &str, is_stem: bool| {
        let key = Key::from_word(word)?;
        let is_long_enough = !is_stem || key.letters.chars().count() >= MIN_STEM;
        is_long_enough.then_some(Pattern { key, is_stem })
    };
    words.iter().enumerate().map(|(place, word)| pattern(word, is_stem && place == last)).collect()
}

impl Vocabulary {
    /// Validates every entry.
    ///
    /// # Errors
    /// [`VocabularyError`] with the first invalid one.
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

    /// The keys of stop words of every language.
    pub(super) fn ignored_keys(&self) -> BTreeSet<Key> {
        self.ignored.values().flatten().flat_map(|word| super::key::keys(word)).collect()
    }

    /// Folded compound parts of at least three letters.
    pub(super) fn folded_parts(&self) -> BTreeSet<String> {
        self.parts
            .iter()
            .map(|part| fold_word(part))
            .filter(|part| part.len() >= 3 && script_of(part) == Script::Latin)
            .collect()
    }
}

fn script_of(word: &str) -> Script {
    Key::from_folded(word).map_or(Script::Other, |key| key.script)
}

fn check_words(id: &str, words: &BTreeMap<String, Vec<String>>) -> Result<(), VocabularyError> {
    let all: Vec<&String> = words.values().flatten().collect();
    if all.len() > MAX_ENTRIES {
        return Err(VocabularyError::TooMany);
    }
    match all.into_iter().find(|entry| Phrase::parse(entry).is_none()) {
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

    fn matches(entry: &str, text: &str) -> bool {
        let phrase = Phrase::parse(entry).unwrap();
        let words = crate::search::key::keys(text);
        phrase.0.len() == words.len() && phrase.0.iter().zip(&words).all(|(p, w)| p.matches(w))
    }

    #[rstest]
    #[case("deutsch*", "Deutschkurse", true)]
    #[case("deutsch", "Deutschkurse", false)]
    #[case("немецк*", "немецкого", true)]
    #[case("курс* немецк*", "курсы немецкого", true)]
    #[case("مساعد* دراسي*", "مساعدة دراسية", true)]
    #[case("e-mail schreiben", "E-Mail schreiben", true)]
    fn an_entry_matches_its_inflections(
        #[case] entry: &str,
        #[case] text: &str,
        #[case] expected: bool,
    ) {
        assert_eq!(matches(entry, text), expected);
    }

    #[rstest]
    #[case("")]
    #[case("*")]
    #[case("ab*")]
    #[case("one two three four")]
    fn an_invalid_entry_is_named(#[case] entry: &str) {
        let words = BTreeMap::from([("de".to_owned(), vec![entry.to_owned()])]);
        let concept = Concept { id: "x".into(), label: BTreeMap::new(), words };
        let vocabulary = Vocabulary { concepts: vec![concept], ..Vocabulary::default() };
        let error = VocabularyError::Entry { id: "x".into(), entry: entry.into() };
        assert_eq!(vocabulary.check(), Err(error));
    }
}
