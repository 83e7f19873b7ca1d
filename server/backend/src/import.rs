//! What all imports share: mode, report, errors.
//!
//! An import is one unit of work: it changes everything or nothing.

use crate::db::DbError;
use exchange::Duplicate;
use exchange::addresses::AddressRemark;
use exchange::difference::OfferDifference;
use exchange::error::ReadError;
use exchange::file::TableSource;
use exchange::hsds::Fallback;
use exchange::mapping::{ColumnProposal, Mapping};
use exchange::offers::RowDoubt;
use exchange::overview::UnmatchedColumn;
use exchange::rejected::Rejected;
use shared::contact::Address;
use shared::id::{ImportId, OfferId};
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

/// What happens where rows of a table cannot be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Accept {
    /// Nothing is stored.
    #[default]
    All,
    /// The other rows are stored; those that were left come back with their reasons in a column.
    Good {
        /// Heading of that column.
        reasons: String,
    },
}

/// How a file of offers is imported.
#[derive(Clone, Debug)]
pub struct OfferImportOptions {
    /// Values for records in the Human Services Data Specification that lack them.
    pub fallback: Fallback,
    /// What happens where rows of a table cannot be taken.
    pub accept: Accept,
    /// Decisions about the columns and values; by default those that are remembered for a file with
    /// these headings.
    pub mapping: Option<Mapping>,
    /// Whether it is stored.
    pub mode: Mode,
}

impl OfferImportOptions {
    /// All or nothing, with the mapping that is remembered.
    pub fn new(mode: Mode) -> Self {
        Self { fallback: Fallback::default(), accept: Accept::All, mapping: None, mode }
    }
}

/// What an import of offers did.
#[derive(Clone, Debug, Default)]
pub struct OfferImportReport {
    /// Counts and notices.
    pub report: ImportReport,
    /// The import, where it was stored.
    pub import: Option<ImportId>,
    /// Rows that were not taken.
    pub rejected: Rejected,
    /// What the unknown columns probably are.
    pub proposals: Vec<ColumnProposal>,
    /// The mapping that was applied.
    pub mapping: Mapping,
    /// Whether this mapping was remembered rather than given.
    pub is_remembered: bool,
    /// Where in the file the table was found.
    pub source: TableSource,
    /// Values that stand in none of our lists.
    pub unmatched: Vec<UnmatchedColumn>,
    /// In a dry run: what would change, offer by offer.
    pub differences: Vec<OfferDifference>,
}

/// What importing a table of addresses did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressReport {
    /// Rows read.
    pub rows: usize,
    /// Addresses that are remembered.
    pub addresses: usize,
    /// Rows that were left out.
    pub left_out: usize,
    /// The first of these rows.
    pub remarks: Vec<AddressRemark>,
    /// Offers that got their position.
    pub set: usize,
    /// Offers that had one.
    pub already: usize,
    /// Offers whose address is not known.
    pub unknown: Vec<UnplacedOffer>,
}

/// An offer that no known address fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnplacedOffer {
    /// Its id.
    pub id: OfferId,
    /// Its name.
    pub name: String,
    /// Address of its venue.
    pub address: Address,
}

/// Columns that have to be confirmed before a file can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnconfirmedColumns {
    /// Columns that are missing, some of them among the proposals.
    pub missing: Vec<&'static str>,
    /// What the unknown columns probably are.
    pub proposals: Vec<ColumnProposal>,
    /// Headings that are not known, the proposed ones included.
    pub unknown: Vec<String>,
    /// What is decided about the others.
    pub mapping: Mapping,
}

/// Why an uploaded file was not kept, shown or imported.
#[derive(Debug, thiserror::Error)]
pub enum StagingError {
    /// There is no such file, or no longer.
    #[error("there is no such file")]
    Missing,
    /// It was imported before.
    #[error("the file was imported")]
    Applied,
    /// Too many files wait to be imported.
    #[error("too many files wait")]
    TooMany,
    /// It cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
}

impl From<DbError> for StagingError {
    fn from(error: DbError) -> Self {
        Self::Import(error.into())
    }
}

/// Why an import was not undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is no such import.
    #[error("there is no such import")]
    Unknown,
    /// It has been undone before.
    #[error("the import has been undone")]
    Undone,
    /// It changed offers of towns that somebody else is responsible for.
    #[error("offers of other towns were changed")]
    ForeignTown,
    /// Records were changed after the import.
    #[error("{} records were changed after the import", .0.len())]
    Changed(Vec<String>),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What undoing an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoReport {
    /// Records that are as before.
    pub restored: usize,
    /// Records that were new and are removed.
    pub removed: usize,
    /// Names of new providers that stay, since other offers name them.
    pub kept: Vec<String>,
}

/// What undoing an import does with records that were changed after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaterChanges {
    /// Nothing is undone.
    Refuse,
    /// They are lost.
    Discard,
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be parsed, or its content is invalid.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A required column is missing, but another one may be meant.
    #[error("the columns {:?} are missing", .0.missing)]
    Columns(Box<UnconfirmedColumns>),
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
    /// Providers of the file.
    pub providers: usize,
    /// Record fields without a counterpart here, with the number of records that have them.
    pub ignored_fields: BTreeMap<String, usize>,
    /// Names of providers that stay as they are, since their towns are somebody else's.
    pub kept_providers: Vec<String>,
    /// Offers that are probably duplicates; all of them were imported.
    pub duplicates: Vec<Duplicate>,
    /// Cells that were taken only as far as they were understood.
    pub doubts: Vec<RowDoubt>,
}
