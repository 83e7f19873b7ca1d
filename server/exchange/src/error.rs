//! Why a file cannot be read or written.

use crate::hsds::RecordProblem;
use crate::limits::{MAX_COLUMNS, MAX_FILE, MAX_ROWS, MAX_TEXT};
use crate::problem::Problem;
use std::borrow::Cow;

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is larger than [`MAX_FILE`].
    #[error("the file has {bytes} bytes, {MAX_FILE} are allowed")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// There is nothing in it, or nothing below the headings.
    #[error("the file holds no rows")]
    Empty,
    /// Neither UTF-8 nor Windows-1252 text.
    #[error("the file is no text in UTF-8 or Windows-1252")]
    Encoding,
    /// Another kind of file, by its name.
    #[error("files of this kind are not read")]
    Kind,
    /// A table that cannot be read, such as a damaged workbook.
    #[error("the table cannot be read: {reason}")]
    Table {
        /// What the reader says.
        reason: String,
    },
    /// More rows than [`MAX_ROWS`].
    #[error("the table has over {MAX_ROWS} rows")]
    TooManyRows,
    /// More columns than [`MAX_COLUMNS`].
    #[error("row {row} has over {MAX_COLUMNS} columns")]
    TooManyColumns {
        /// Row as the spreadsheet counts it.
        row: usize,
    },
    /// More text than [`MAX_TEXT`].
    #[error("the workbook unpacks to over {MAX_TEXT} bytes")]
    TooMuchText,
    /// JSON that is none, or not of the right shape.
    #[error("line {line}, column {column}: {reason}")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says.
        reason: String,
    },
    /// A column that must be there is not.
    #[error("the column {0:?} is missing")]
    MissingColumn(&'static str),
    /// Two columns mean the same.
    #[error("the column {0:?} is there twice")]
    DoubleColumn(Cow<'static, str>),
    /// Cells that cannot be taken.
    #[error("{} problems in the table", .0.len())]
    Problems(Vec<Problem>),
    /// Records that cannot be taken.
    #[error("{} problems in the records", .0.len())]
    Records(Vec<RecordProblem>),
}

/// Why a file is not written: this kind of file cannot hold the records, such as a cell that is
/// too long for a workbook.
#[derive(Debug, thiserror::Error)]
#[error("the records do not fit into this kind of file: {reason}")]
pub struct WriteError {
    /// What the writer says.
    pub reason: String,
}

impl WriteError {
    /// A writer's own error.
    pub(crate) fn encode(error: impl std::fmt::Display) -> Self {
        Self { reason: error.to_string() }
    }
}
