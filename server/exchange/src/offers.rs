//! Files of offers with their providers, in any format.

use crate::duplicates::{Comparison, Duplicate, find_duplicates};
use crate::error::{ReadError, WriteError};
use crate::file::{self, Kind, Table};
use crate::hsds;
use crate::hsds::read::{Fallback, KnownIds};
use crate::offer_table::{read as table, write};
use crate::records::{ExistingRecords, OfferFile};
use shared::taxonomy::Taxonomy;
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
    Records(OfferFile),
    /// The Human Services Data Specification, as text.
    Hsds(Vec<u8>),
}

impl Source {
    /// Parses the bytes of a file.
    ///
    /// # Errors
    /// [`ReadError`], except problems of cells and records.
    pub fn parse(kind: Kind, content: Vec<u8>) -> Result<Self, ReadError> {
        match kind {
            Kind::Json if hsds::read::is_hsds(&content) => Ok(Self::Hsds(content)),
            Kind::Json => file::json(&content).map(Self::Records),
            Kind::Csv | Kind::Xlsx => file::table(kind, &content).map(Self::Table),
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
    /// Unsupported fields, with the number of records that have them.
    pub ignored_fields: BTreeMap<String, usize>,
    /// Probable duplicates, within the file or with existing offers.
    pub duplicates: Vec<Duplicate>,
}

/// Interprets a file; `fallback` applies to records of the Human Services Data Specification.
///
/// # Errors
/// [`ReadError::MissingColumn`], [`ReadError::DoubleColumn`]; [`ReadError::Problems`] and
/// [`ReadError::Records`] with every problem.
pub fn read(
    source: &Source,
    taxonomy: &Taxonomy,
    fallback: &Fallback,
    existing: &ExistingRecords,
) -> Result<Reading, ReadError> {
    match source {
        Source::Table(content) => {
            let read = table::read(content, taxonomy, existing)?;
            Ok(Reading {
                records: content.rows.len(),
                unknown_columns: read.unknown_columns,
                duplicates: duplicates(&read.content, &read.rows, existing),
                content: read.content,
                ignored_fields: BTreeMap::new(),
            })
        }
        Source::Records(content) => Ok(Reading {
            records: content.offers.len(),
            duplicates: duplicates(content, &[], existing),
            content: content.clone(),
            ..Reading::default()
        }),
        Source::Hsds(text) => {
            let known = KnownIds::new(existing.offers.keys(), existing.providers.keys());
            let read = hsds::read::read(text, taxonomy, fallback, &known)?;
            Ok(Reading {
                records: read.records,
                ignored_fields: read.ignored_fields,
                duplicates: duplicates(&read.content, &[], existing),
                content: read.content,
                unknown_columns: Vec::new(),
            })
        }
    }
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
