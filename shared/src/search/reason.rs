//! Why an offer was found: for each word of the query what it met.

use super::index::Meaning;
use super::postings::Place;
use serde::{Deserialize, Serialize};

/// How a word found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The word itself, or all words of a phrase.
    Exact,
    /// The same word in another script.
    OtherScript,
    /// The vocabulary knows what it means.
    Meaning,
    /// All parts of the compound.
    Parts,
    /// Words that begin with it.
    Beginning,
    /// Words spelled alike.
    Similar,
}

/// Why an offer was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What was typed.
    pub typed: String,
    /// How it was found.
    pub how: How,
    /// Where in the offer, or where the words for its meaning are.
    pub place: Place,
    /// The word in the catalogue, as it was first met.
    pub found: Option<String>,
    /// What it means, where that was it.
    pub meaning: Option<Meaning>,
}
