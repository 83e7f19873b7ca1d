//! The county's spreadsheet: its columns and the formats of its cells.
//!
//! Each format is parsed and written in the same file, so that both stay consistent. The mapping
//! between records and cells is in `offer_table`.

pub(crate) mod ages;
pub(crate) mod categories;
pub mod cells;
pub(crate) mod choices;
pub(crate) mod columns;
pub(crate) mod errors;
pub(crate) mod groups;
pub(crate) mod headings;
pub(crate) mod languages;
pub(crate) mod likeness;
pub(crate) mod lists;
pub(crate) mod moments;
pub(crate) mod numbers;
pub(crate) mod online;
pub(crate) mod phones;
pub(crate) mod pieces;
pub(crate) mod places;
pub mod reading;
pub mod schedule;
pub(crate) mod states;
pub mod terms;
pub(crate) mod times;
pub mod towns;
pub(crate) mod zeros;

use serde::{Deserialize, Serialize};
use shared::contact::ContactError;
use shared::text::TextError;
use std::borrow::Cow;

/// Why a cell is invalid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellError {
    /// It must not be empty.
    #[error("missing")]
    Missing,
    /// Its text is too long or malformed.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Not a telephone number, mail or web address.
    #[error(transparent)]
    Contact(#[from] ContactError),
    /// A value that is not in the list of this column.
    #[error("unknown value {0:?}")]
    Unknown(String),
    /// Not a whole number of at least 0.
    #[error("{0:?} is no whole number")]
    Number(String),
    /// Not a date.
    #[error("{0:?} is no date")]
    Date(String),
    /// Not a time in the format of the column.
    #[error("{value:?} is no time like {example:?}")]
    Time {
        /// The cell's value.
        value: String,
        /// An example of a valid value.
        example: Cow<'static, str>,
    },
    /// Not a latitude or longitude.
    #[error("{0:?} is no coordinate")]
    Degrees(String),
    /// Question marks instead of letters: saved in an encoding that lacks them.
    #[error("letters were lost when this was saved")]
    LostLetters,
    /// A town whose offers somebody else is responsible for.
    #[error("not a town of this editor")]
    ForeignTown,
    /// A duplicate of an earlier row.
    #[error("the same as in row {0}")]
    Repeated(usize),
}

impl CellError {
    /// A value that is not in the list.
    pub(crate) fn unknown(value: &str) -> Self {
        Self::Unknown(shortened(value))
    }
}

/// Whether most letters of a text are question marks, as happens to Arabic and Cyrillic when a
/// spreadsheet program saves CSV in Windows-1252.
pub(crate) fn has_lost_letters(text: &str) -> bool {
    let lost = text.matches('?').count();
    text.contains("??") && lost > text.chars().filter(|letter| letter.is_alphanumeric()).count()
}

/// The part of a value that is quoted in a report.
fn shortened(value: &str) -> String {
    value.chars().take(60).collect()
}
