//! Files of offers with their providers, in any format.

use crate::duplicates::{Comparison, Duplicate, find_duplicates};
use crate::error::{JsonError, ReadError, WriteError};
use crate::file::{self, Kind, Table, TableSource};
use crate::hsds;
use crate::hsds::read::{Fallback, KnownIds};
use crate::hsds::{RecordError, RecordProblem};
use crate::limits::MAX_PROBLEMS;
use crate::mapping::{ColumnProposal, Fingerprint, Mapping};
use crate::offer_table::{read as table, write};
use crate::overview::{TableValues, UnmatchedColumn, find_unknown_values, match_values};
use crate::record_file::RecordFile;
use crate::records::{ExistingRecords, OfferFile};
use crate::rejected::{Rejected, RejectedRecord};
use crate::sheet::headings::is_heading;
use crate::sheet::reading::Doubt;
use jiff::civil::Date;
use shared::id::{CityId, OfferId};
use shared::taxonomy::Taxonomy;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// File formats of offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferFormat {
    /// Table in the text format of German spreadsheet programs: UTF-8, semicolons.
    Csv,
    /// Workbook.
    Xlsx,
    /// The full records.
    Json,
    /// Human Services Data Specification 3.0.
    Hsds,
}

impl OfferFormat {
    /// Whether it can contain providers without offers.
    pub const fn has_idle_providers(self) -> bool {
        matches!(self, Self::Json)
    }
}

/// Encodes a file.
///
/// # Errors
/// [`WriteError`].
pub fn encode(
    format: OfferFormat,
    content: &OfferFile,
    taxonomy: &Taxonomy,
) -> Result<Vec<u8>, WriteError> {
    match format {
        OfferFormat::Csv => write::csv(&content.offers, &content.providers, taxonomy),
        OfferFormat::Xlsx => write::xlsx(&content.offers, &content.providers, taxonomy),
        OfferFormat::Hsds => hsds::write::file(&content.offers, &content.providers, taxonomy),
        OfferFormat::Json => serde_json::to_vec_pretty(content).map_err(WriteError::encode),
    }
}

/// A parsed file whose records have not been interpreted yet.
#[derive(Debug)]
pub enum Source {
    /// The county's spreadsheet.
    Table(Table),
    /// Full records.
    Records(RecordFile),
    /// The Human Services Data Specification, as text.
    Hsds(Vec<u8>),
}

impl Source {
    /// What identifies its source, by its headings where it is a table; `None` where nothing has to be
    /// decided about it.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        match self {
            Self::Table(table) => Some(Fingerprint::of(&table.headings)),
            Self::Records(_) => None,
            // A publisher of such files uses the same terms in all of them.
            Self::Hsds(_) => Some(Fingerprint::of(&["hsds".to_owned()])),
        }
    }

    /// Parses the bytes of a file.
    ///
    /// # Errors
    /// [`ReadError`], except problems of cells and records.
    pub fn parse(kind: Kind, content: Vec<u8>) -> Result<Self, ReadError> {
        match kind {
            Kind::Json if hsds::read::is_hsds(&content) => {
                // So that a malformed file is refused here already.
                file::json::<serde_json::Value>(&content)?;
                Ok(Self::Hsds(content))
            }
            Kind::Json => RecordFile::parse(&content).map(Self::Records),
            Kind::Csv | Kind::Xlsx | Kind::Ods => {
                file::find_table(kind, &content, &is_heading).map(Self::Table)
            }
        }
    }
}

/// The content of a file.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its records, ready to be stored.
    pub content: OfferFile,
    /// Number of rows or records read.
    pub records: usize,
    /// Unknown headings, whose cells were ignored.
    pub unknown_columns: Vec<String>,
    /// What the unknown headings probably are.
    pub proposals: Vec<ColumnProposal>,
    /// Unsupported fields, with the number of records that have them.
    pub ignored_fields: BTreeMap<String, usize>,
    /// Probable duplicates, within the file or with existing offers.
    pub duplicates: Vec<Duplicate>,
    /// Doubts about cells of the rows that were taken.
    pub doubts: Vec<RowDoubt>,
    /// Rows that could not be taken.
    pub rejected: Rejected,
    /// Names of providers that stay as they are, since their towns are somebody else's.
    pub kept_providers: Vec<String>,
    /// Values that stand in none of our lists.
    pub unmatched: Vec<UnmatchedColumn>,
    /// How the file was read, where it is a table.
    pub source: TableSource,
    /// Why it cannot be taken as a whole, where that is more exact than the records' problems.
    pub json_error: Option<JsonError>,
}

/// A doubt about a cell of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowDoubt {
    /// Row number in the spreadsheet.
    pub row: usize,
    /// The offer.
    pub offer: OfferId,
    /// Heading of the column.
    pub column: Cow<'static, str>,
    /// The words and the reason.
    pub doubt: Doubt,
}

impl Reading {
    /// The reading where every row and record could be taken.
    ///
    /// # Errors
    /// [`ReadError::Problems`] or [`ReadError::Records`] with all problems, up to [`MAX_PROBLEMS`].
    pub fn all_or_nothing(self) -> Result<Self, ReadError> {
        if self.rejected.is_empty() {
            return Ok(self);
        }
        if let Some(error) = self.json_error {
            return Err(error.into());
        }
        if !self.rejected.records.is_empty() {
            let problems = self.rejected.record_problems().take(MAX_PROBLEMS).cloned().collect();
            return Err(ReadError::Records(problems));
        }
        Err(ReadError::Problems(self.rejected.problems().take(MAX_PROBLEMS).cloned().collect()))
    }
}

/// How a file is interpreted.
#[derive(Clone, Copy, Debug)]
pub struct OfferOptions<'a> {
    /// The operator's lists.
    pub taxonomy: &'a Taxonomy,
    /// Values for records of the Human Services Data Specification that lack them.
    pub fallback: &'a Fallback,
    /// Decisions about the headings and values of a table.
    pub mapping: &'a Mapping,
    /// The towns whose offers may be changed; all without them.
    pub towns: Option<&'a BTreeSet<CityId>>,
    /// The day from which dates without a year are the next ones.
    pub today: Date,
}

impl OfferOptions<'_> {
    /// Whether an offer that is, or will be, in this town may be changed.
    pub(crate) fn may_change(&self, city: &CityId) -> bool {
        self.towns.is_none_or(|towns| towns.contains(city))
    }
}

/// The columns of a table, before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnReading {
    /// Headings that are probably those of a column.
    pub proposals: Vec<ColumnProposal>,
    /// Headings that are not known, the proposed ones included.
    pub unknown: Vec<String>,
    /// Required columns that are missing.
    pub missing: Vec<&'static str>,
}

/// What is known about the columns of a file, to be confirmed before it is read; `None` for files
/// that are no tables.
///
/// # Errors
/// [`ReadError::DoubleColumn`].
pub fn read_columns(
    source: &Source,
    mapping: &Mapping,
) -> Result<Option<ColumnReading>, ReadError> {
    let Source::Table(content) = source else { return Ok(None) };
    let columns = table::Columns::find(&content.headings, mapping)?;
    let missing = columns.missing().map(super::sheet::columns::Field::heading).collect();
    Ok(Some(ColumnReading { missing, proposals: columns.proposals, unknown: columns.unknown }))
}

/// Interprets a file.
///
/// # Errors
/// [`ReadError::MissingColumn`], [`ReadError::DoubleColumn`]; [`ReadError::Records`] with every
/// problem of records that are no rows of a table.
pub fn read(
    source: &Source,
    options: &OfferOptions<'_>,
    existing: &ExistingRecords,
) -> Result<Reading, ReadError> {
    let mut reading = match source {
        Source::Table(content) => read_table(content, options, existing)?,
        Source::Records(file) => read_records(file, options, existing),
        Source::Hsds(text) => {
            let read = hsds::read::read(text, options, &KnownIds::of(existing))?;
            Reading {
                records: read.records,
                ignored_fields: read.ignored_fields,
                unmatched: match_values(read.unknown, options.mapping, options.taxonomy),
                duplicates: duplicates(&read.content, &[], existing),
                rejected: Rejected { records: read.rejected, ..Rejected::default() },
                content: read.content,
                ..Reading::default()
            }
        }
    };
    reading.kept_providers = keep_foreign_providers(&mut reading.content, options, existing);
    Ok(reading)
}

/// Leaves providers of towns that are somebody else's as they are stored; the names of those that the
/// file would have changed.
fn keep_foreign_providers(
    content: &mut OfferFile,
    options: &OfferOptions<'_>,
    existing: &ExistingRecords,
) -> Vec<String> {
    let mut kept = Vec::new();
    for provider in &mut content.providers {
        let Some(stored) = existing.providers.get(&provider.id) else { continue };
        let is_own =
            stored.city.as_ref().map_or(options.towns.is_none(), |city| options.may_change(city));
        if !is_own && provider != stored {
            kept.push(stored.name.as_str().to_owned());
            provider.clone_from(stored);
        }
    }
    kept
}

/// Complete records; those of towns that are somebody else's are left.
fn read_records(
    file: &RecordFile,
    options: &OfferOptions<'_>,
    existing: &ExistingRecords,
) -> Reading {
    let mut rejected = file.rejected.clone();
    let mut content = OfferFile { providers: file.content.providers.clone(), offers: Vec::new() };
    for (place, offer) in file.content.offers.iter().enumerate() {
        let stored = existing.offers.get(&offer.id).map(|stored| &stored.city);
        let mut towns = stored.into_iter().chain([&offer.city]);
        if towns.all(|city| options.may_change(city)) {
            content.offers.push(offer.clone());
        } else {
            let problem = RecordProblem {
                record: place + 1,
                field: "city".into(),
                reason: RecordError::ForeignTown,
            };
            let record = serde_json::to_value(offer).unwrap_or_default();
            let list = "offers".into();
            rejected.push(RejectedRecord { list, record, problems: vec![problem] });
        }
    }
    Reading {
        records: file.content.offers.len() + file.rejected.len(),
        duplicates: duplicates(&content, &[], existing),
        content,
        rejected: Rejected { records: rejected, ..Rejected::default() },
        json_error: file.error.clone(),
        ..Reading::default()
    }
}

fn read_table(
    content: &Table,
    options: &OfferOptions<'_>,
    existing: &ExistingRecords,
) -> Result<Reading, ReadError> {
    let columns = table::Columns::find(&content.headings, options.mapping)?;
    let read = table::read(content, options, existing)?;
    let unknown = find_unknown_values(TableValues {
        table: content,
        columns: &columns,
        doubts: &read.doubts,
        rejected: &read.rejected,
    });
    Ok(Reading {
        unmatched: match_values(unknown, options.mapping, options.taxonomy),
        records: content.rows.len(),
        unknown_columns: columns.unknown,
        proposals: columns.proposals,
        duplicates: duplicates(&read.content, &read.rows, existing),
        content: read.content,
        doubts: read.doubts,
        rejected: Rejected {
            headings: content.headings.clone(),
            rows: read.rejected,
            records: Vec::new(),
        },
        source: content.source.clone(),
        ..Reading::default()
    })
}

/// `rows` are the rows of the offers, where they come from a table.
fn duplicates(content: &OfferFile, rows: &[usize], existing: &ExistingRecords) -> Vec<Duplicate> {
    let named: BTreeSet<_> = content.offers.iter().map(|offer| &offer.id).collect();
    let others = existing.offers.values().filter(|offer| !named.contains(&offer.id));
    find_duplicates(Comparison {
        found: &content.offers,
        rows,
        existing: &others.collect::<Vec<_>>(),
        providers: &existing.providers.values().chain(&content.providers).collect::<Vec<_>>(),
    })
}
