//! Files of offers with their providers, whatever their format.

use crate::duplicates::{Comparison, Duplicate, find_duplicates};
use crate::error::{ReadError, WriteError};
use crate::file::{self, Kind, Table};
use crate::hsds;
use crate::hsds::read::{Fallback, Known};
use crate::offer_table::{read as table, write};
use crate::records::{Held, OfferFile};
use shared::taxonomy::Taxonomy;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of files that offers are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferFormat {
    /// Table as German spreadsheet programs read text: UTF-8, semicolons.
    Csv,
    /// Workbook.
    Xlsx,
    /// The whole records.
    Json,
    /// Human Services Data Specification 3.0.
    Hsds,
}

impl OfferFormat {
    /// Whether providers without offers have a place in it.
    pub const fn has_idle_providers(self) -> bool {
        matches!(self, Self::Json)
    }
}

/// The bytes of a file.
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

/// A file of offers, parsed but not yet understood.
#[derive(Debug)]
pub enum Source {
    /// The county's spreadsheet.
    Table(Table),
    /// Whole records.
    Records(OfferFile),
    /// The Human Services Data Specification, as its text.
    Hsds(Vec<u8>),
}

impl Source {
    /// Parses the bytes of a file.
    ///
    /// # Errors
    /// [`ReadError`] but for problems in cells and records.
    pub fn parse(kind: Kind, content: Vec<u8>) -> Result<Self, ReadError> {
        match kind {
            Kind::Json if hsds::read::is_hsds(&content) => Ok(Self::Hsds(content)),
            Kind::Json => file::json(&content).map(Self::Records),
            Kind::Csv | Kind::Xlsx => file::table(kind, &content).map(Self::Table),
        }
    }
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its records, each as it is to be stored.
    pub content: OfferFile,
    /// Rows or records read.
    pub records: usize,
    /// Headings that mean nothing to us; their cells were passed over.
    pub unknown_columns: Vec<String>,
    /// Fields of records that have no place with us, with the number of records that have them.
    pub passed_over: BTreeMap<String, usize>,
    /// Offers that are probably the same, among each other or as one that is held.
    pub duplicates: Vec<Duplicate>,
}

/// Understands a file; `fallback` holds for records of the Human Services Data Specification.
///
/// # Errors
/// [`ReadError::MissingColumn`], [`ReadError::DoubleColumn`]; [`ReadError::Problems`] and
/// [`ReadError::Records`] with all that must be changed.
pub fn read(
    source: &Source,
    taxonomy: &Taxonomy,
    fallback: &Fallback,
    held: Held,
) -> Result<Reading, ReadError> {
    match source {
        Source::Table(content) => {
            let read = table::read(content, taxonomy, &held)?;
            Ok(Reading {
                records: content.rows.len(),
                unknown_columns: read.unknown_columns,
                duplicates: duplicates(&read.content, &read.rows, held),
                content: read.content,
                passed_over: BTreeMap::new(),
            })
        }
        Source::Records(content) => Ok(Reading {
            records: content.offers.len(),
            duplicates: duplicates(content, &[], held),
            content: content.clone(),
            ..Reading::default()
        }),
        Source::Hsds(text) => {
            let known = Known::new(held.offers.keys(), held.providers.keys());
            let read = hsds::read::read(text, taxonomy, fallback, &known)?;
            Ok(Reading {
                records: read.records,
                passed_over: read.passed_over,
                duplicates: duplicates(&read.content, &[], held),
                content: read.content,
                unknown_columns: Vec::new(),
            })
        }
    }
}

/// `rows` are those of the offers, where they come from a table.
fn duplicates(content: &OfferFile, rows: &[usize], held: Held) -> Vec<Duplicate> {
    let named: BTreeSet<_> = content.offers.iter().map(|offer| &offer.id).collect();
    let others = held.offers.values().filter(|offer| !named.contains(&offer.id));
    find_duplicates(Comparison {
        found: &content.offers,
        rows,
        held: &others.collect::<Vec<_>>(),
        providers: &held.providers.values().chain(&content.providers).collect::<Vec<_>>(),
    })
}
