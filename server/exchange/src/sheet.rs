//! The county's spreadsheet: its columns, and what stands in its cells.
//!
//! Each sort of cell is written and read in the same file, so that the two stay in step.
//! Which cells make up a record is decided in `export::sheet` and `import::offers`.

pub(crate) mod choices;
pub(crate) mod columns;
pub(crate) mod lists;
pub(crate) mod numbers;
pub(crate) mod places;
pub(crate) mod states;
pub(crate) mod times;

use shared::contact::ContactError;
use shared::text::TextError;

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    /// It must hold something.
    #[error("missing")]
    Missing,
    /// Its text is too long or broken.
    #[error(transparent)]
    Text(#[from] TextError),
    /// No telephone number, mail or web address.
    #[error(transparent)]
    Contact(#[from] ContactError),
    /// A value that is not in the list of this column.
    #[error("unknown value {0:?}")]
    Unknown(String),
    /// No whole number from 0 on.
    #[error("{0:?} is no whole number")]
    Number(String),
    /// No date.
    #[error("{0:?} is no date")]
    Date(String),
    /// No time of the kind the column holds.
    #[error("{value:?} is no time like {example:?}")]
    Time {
        /// What stands there.
        value: String,
        /// What could stand there.
        example: &'static str,
    },
    /// No latitude or longitude.
    #[error("{0:?} is no coordinate")]
    Degrees(String),
    /// Question marks where letters were: saved in an encoding that does not have them.
    #[error("letters were lost when this was saved")]
    LostLetters,
    /// The same as in an earlier row.
    #[error("the same as in row {0}")]
    Repeated(usize),
}

impl CellError {
    /// A value that is not in the list.
    pub(crate) fn unknown(value: &str) -> Self {
        Self::Unknown(shortened(value))
    }
}

/// Whether most letters of a text have become question marks, as Arabic and Cyrillic ones do
/// when a spreadsheet program saves CSV in Windows-1252.
pub(crate) fn has_lost_letters(text: &str) -> bool {
    let lost = text.matches('?').count();
    text.contains("??") && lost > text.chars().filter(|letter| letter.is_alphanumeric()).count()
}

/// As much of a value as a report needs.
fn shortened(value: &str) -> String {
    value.chars().take(60).collect()
}
