//! An invalid cell.

use crate::sheet::CellError;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An invalid cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Row number in the spreadsheet; headings are row 1.
    pub row: usize,
    /// Heading of the column.
    pub column: Cow<'static, str>,
    /// What is wrong.
    pub reason: CellError,
}
