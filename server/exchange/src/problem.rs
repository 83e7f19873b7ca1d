//! A cell that cannot be taken.

use crate::sheet::CellError;
use std::borrow::Cow;

/// A cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Row as the spreadsheet counts it, headings are row 1.
    pub row: usize,
    /// Heading of the column.
    pub column: Cow<'static, str>,
    /// What is wrong.
    pub reason: CellError,
}
