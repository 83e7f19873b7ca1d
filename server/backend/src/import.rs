//! What every import has in common: how it is asked for, what it reports, why it fails.
//!
//! An import changes everything or nothing.

use crate::db::DbError;
use exchange::Duplicate;
use exchange::error::ReadError;
use shared::search::vocabulary::VocabularyError;
use shared::voting::join_code::JoinCode;
use shared::voting::round::RulesError;
use std::collections::BTreeMap;

/// Whether an import is to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everything is checked and stored.
    Store,
    /// Everything is checked, nothing is stored.
    DryRun,
}

/// Why a file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read, or not taken as it is.
    #[error(transparent)]
    Read(#[from] ReadError),
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
    /// A part of the server has stopped.
    #[error("{0} has stopped")]
    Stopped(&'static str),
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
    pub ignored_fields: BTreeMap<String, usize>,
    /// Offers that are probably the same; all of them were taken.
    pub duplicates: Vec<Duplicate>,
}
