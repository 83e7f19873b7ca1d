//! Why an offer matched: for each word of the query what it matched.

use super::index::Meaning;
use super::postings::Place;
use serde::{Deserialize, Serialize};

/// How a word matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The word itself, or all words of a phrase.
    Exact,
    /// The same word in another script.
    OtherScript,
    /// By its meaning in the vocabulary.
    Meaning,
    /// By all parts of a compound.
    Parts,
    /// By words that begin with it.
    Beginning,
    /// By similar words.
    Similar,
}

/// Why an offer matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What was typed.
    pub typed: String,
    /// How it matched.
    pub how: How,
    /// Where in the offer the word, or a word with its meaning, occurs.
    pub place: Place,
    /// The matched word, as first encountered in the catalogue.
    pub found: Option<String>,
    /// The meaning, where the match was by meaning.
    pub meaning: Option<Meaning>,
}
