//! What all imports share: mode, report, errors.
//!
//! An import is one unit of work: it changes everything or nothing.

use crate::db::DbError;
use exchange::Duplicate;
use exchange::error::ReadError;
use exchange::offers::RowDoubt;
use shared::search::vocabulary::VocabularyError;
use shared::voting::join_code::JoinCode;
use shared::voting::round::RulesError;
use std::collections::BTreeMap;

/// Whether an import is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everything is checked and stored.
    Store,
    /// Everything is checked, nothing is stored.
    DryRun,
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be parsed, or its content is invalid.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Another conference has this code.
    #[error("the code {0} is taken")]
    CodeTaken(JoinCode),
    /// An entry of the search vocabulary is invalid.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
    /// The settings of the round are invalid.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A background task has stopped.
    #[error("{0} has stopped")]
    Stopped(&'static str),
}

/// What an import did, or would have done without a dry run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows or records read.
    pub rows: usize,
    /// Records created.
    pub created: usize,
    /// Existing records that were updated from the file.
    pub updated: usize,
    /// Unknown column headings; their cells were ignored.
    pub unknown_columns: Vec<String>,
    /// Record fields without a counterpart here, with the number of records that have them.
    pub ignored_fields: BTreeMap<String, usize>,
    /// Offers that are probably duplicates; all of them were imported.
    pub duplicates: Vec<Duplicate>,
    /// Cells that were taken only as far as they were understood.
    pub doubts: Vec<RowDoubt>,
}
