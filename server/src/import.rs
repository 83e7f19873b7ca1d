//! Taking in spreadsheets and files: what somebody has becomes records, or a report
//! that names row and column. An import changes everything or nothing.

pub mod conference;
pub mod documents;
mod duplicates;
pub mod file;
pub mod hsds;
pub mod offers;

pub use crate::sheet::CellError;
pub use duplicates::{Duplicate, Twin};

use crate::db::DbError;
use shared::join_code::JoinCode;
use shared::round::RulesError;
use shared::search::vocabulary::VocabularyError;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Largest file that is read, in bytes.
pub const MAX_FILE: u64 = 20 * 1024 * 1024;
/// Most rows of a table.
pub const MAX_ROWS: usize = 100_000;
/// Most columns of a table: a spreadsheet program ends at 16,384, no county's table beyond 200.
pub const MAX_COLUMNS: usize = 1_000;
/// Most bytes of text in a workbook when it is unpacked.
pub const MAX_TEXT: u64 = 100 * 1024 * 1024;
/// Most problems that are listed; nobody reads on after that.
pub const MAX_PROBLEMS: usize = 200;

/// Why a file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(std::io::Error),
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
    /// Cells that cannot be taken; nothing was written.
    #[error("{} problems in the table", .0.len())]
    Problems(Vec<Problem>),
    /// Records that cannot be taken; nothing was written.
    #[error("{} problems in the records", .0.len())]
    Records(Vec<hsds::RecordProblem>),
    /// Another conference has this code.
    #[error("the code {0} is taken")]
    CodeTaken(JoinCode),
    /// An entry of the search vocabulary that cannot be used.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
    /// The settings of the round do not fit.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The database's.
    #[error(transparent)]
    Db(#[from] DbError),
}

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

/// What an import did, or with a dry run would have done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows or records read.
    pub rows: usize,
    /// Records that are new.
    pub created: usize,
    /// Records that were there and are as in the file now.
    pub updated: usize,
    /// Headings that mean nothing to us; their cells were passed over.
    pub unknown_columns: Vec<String>,
    /// Fields of records that have no place with us, with the number of records that have them.
    pub passed_over: BTreeMap<String, usize>,
    /// Offers that are probably the same; all of them were taken.
    pub duplicates: Vec<Duplicate>,
}

/// Problems found so far; goes on to look for more.
#[derive(Debug, Default)]
struct Problems(Vec<Problem>);

impl Problems {
    /// The value, or `None` with the problem noted.
    fn note<T, E: Into<CellError>>(
        &mut self,
        (row, column): (usize, impl Into<Cow<'static, str>>),
        result: Result<T, E>,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                if self.0.len() < MAX_PROBLEMS {
                    let (column, reason) = (column.into(), error.into());
                    self.0.push(Problem { row, column, reason });
                }
                None
            }
        }
    }

    /// The content where nothing was noted.
    fn or_content<T>(self, content: T) -> Result<T, ImportError> {
        if self.0.is_empty() { Ok(content) } else { Err(ImportError::Problems(self.0)) }
    }
}
