//! Errors of reading and writing files.

use crate::hsds::RecordProblem;
use crate::limits::{MAX_COLUMNS, MAX_FILE, MAX_TEXT};
use crate::problem::Problem;
use std::borrow::Cow;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is larger than [`MAX_FILE`].
    #[error("the file has {bytes} bytes, {MAX_FILE} are allowed")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// The file is empty, or has no rows below the headings.
    #[error("the file holds no rows")]
    Empty,
    /// Neither UTF-8 nor Windows-1252 text.
    #[error("the file is no text in UTF-8 or Windows-1252")]
    Encoding,
    /// A workbook with a password, or in the format before XLSX.
    #[error("the workbook has a password, or is in an old format")]
    Protected,
    /// Unsupported file extension.
    #[error("files of this kind are not read")]
    Kind,
    /// A malformed table, such as a damaged workbook.
    #[error("the table cannot be read: {reason}")]
    Table {
        /// Message of the parser.
        reason: String,
    },
    /// More rows than are allowed.
    #[error("the table has over {most} rows")]
    TooManyRows {
        /// How many are.
        most: usize,
    },
    /// More columns than [`MAX_COLUMNS`].
    #[error("row {row} has over {MAX_COLUMNS} columns")]
    TooManyColumns {
        /// Row number in the spreadsheet.
        row: usize,
    },
    /// More text than [`MAX_TEXT`].
    #[error("the workbook unpacks to over {MAX_TEXT} bytes")]
    TooMuchText,
    /// Malformed JSON, or JSON of the wrong shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// A required column is missing.
    #[error("the column {0:?} is missing")]
    MissingColumn(&'static str),
    /// Two headings for the same column.
    #[error("the column {0:?} is there twice")]
    DoubleColumn(Cow<'static, str>),
    /// Invalid cells.
    #[error("{} problems in the table", .0.len())]
    Problems(Vec<Problem>),
    /// Invalid records.
    #[error("{} problems in the records", .0.len())]
    Records(Vec<RecordProblem>),
}

/// Why JSON could not be read. Paths are keys and, in brackets, positions from 1:
/// `fields[2].challenges[1].text`; empty for the whole document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Malformed JSON.
    #[error("line {line}, column {column}: no JSON")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A key that means nothing here.
    #[error("{path} is unknown")]
    UnknownKey {
        /// The path of the key.
        path: String,
    },
    /// A key that is required.
    #[error("{path} is missing")]
    MissingKey {
        /// The path of the key.
        path: String,
    },
    /// A value of the wrong type, or one that breaks a rule.
    #[error("{path}{}the value {value} does not fit", if path.is_empty() { "" } else { ": " })]
    Value {
        /// The path of the value.
        path: String,
        /// The value as JSON, shortened.
        value: String,
    },
}

/// Why a file could not be written: the records exceed the limits of the format, such as the
/// length of a cell in a workbook.
#[derive(Debug, thiserror::Error)]
#[error("the records do not fit into this kind of file: {reason}")]
pub struct WriteError {
    /// Message of the writer.
    pub reason: String,
}

impl WriteError {
    /// Wraps an error of a writer.
    pub(crate) fn encode(error: impl std::fmt::Display) -> Self {
        Self { reason: error.to_string() }
    }
}
