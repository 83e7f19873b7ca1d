//! Doubts about cells of an imported file: words that an editor should look at.

use serde::{Deserialize, Serialize};

/// Words of a cell that an editor should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// The words as written.
    pub words: String,
    /// Why.
    pub reason: DoubtReason,
}

/// Why words are doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtReason {
    /// Not understood; the cell has no value.
    Unreadable,
    /// Not part of the value that was understood; kept beside it.
    Partly,
    /// Can mean something else, too.
    Ambiguous,
    /// Something that was not written was added.
    Assumed(Assumption),
    /// Not in the list, but like this entry, which was taken.
    Similar {
        /// Label of the entry.
        label: String,
    },
    /// Question marks instead of letters: saved in an encoding that lacks them.
    LostLetters,
    /// The error of a formula, such as `#N/A`; the cell is read as if it had no column.
    FormulaError,
}

/// What was added to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assumption {
    /// The year of a date.
    Year,
    /// The day of a month.
    Day,
    /// The week from which every n-th week is counted.
    FirstWeek,
    /// The zero at the start of a telephone number or postal code.
    LeadingZero,
    /// The plus sign of a country code.
    CountryCode,
    /// A mistyped sign of an address.
    Spelling,
    /// One town of several: an offer has one.
    Town,
}

impl Doubt {
    /// A doubt about these words.
    pub fn new(words: &str, reason: DoubtReason) -> Self {
        Self { words: words.trim().to_owned(), reason }
    }

    /// Words kept beside the value.
    pub fn beside(words: &str) -> Self {
        Self::new(words, DoubtReason::Partly)
    }
}
