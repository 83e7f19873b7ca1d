//! Importing offers from the county's spreadsheet.
//!
//! Fields without a column keep their values where the offer already exists; in an existing
//! column, empty cells clear their fields, and cells that are not understood keep them. Rows without
//! a required field are returned as they are, with their problems.

mod addresses;
mod columns;
mod details;
mod positions;
mod provider_ids;
mod providers;
mod rows;
mod several_towns;
mod texts;
mod times;

use crate::error::ReadError;
use crate::file::{Row, Table};
use crate::offers::{OfferOptions, RowDoubt};
use crate::problem::Problem;
use crate::records::{ExistingRecords, OfferFile};
use crate::rejected::{self, RejectedRow};
use crate::sheet::CellError;
use crate::sheet::cells::CellReader;
use crate::sheet::columns::{Column, Field};
use providers::{ProviderInSheet, ProviderRow};
use rows::{CellDoubt, RowReader};
use several_towns::{TownRow, by_town};
use shared::id::{OfferId, ProviderId};
use shared::offer::Offer;
use shared::text::Line;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(crate) use columns::{Columns, is_place_heading};

/// The content of a table.
#[derive(Debug, Default)]
pub(crate) struct TableReading {
    pub(crate) content: OfferFile,
    /// The row of each offer.
    pub(crate) rows: Vec<usize>,
    pub(crate) doubts: Vec<RowDoubt>,
    pub(crate) rejected: Vec<RejectedRow>,
}

/// Reads a table, merging it with existing records.
///
/// # Errors
/// [`ReadError::MissingColumn`], [`ReadError::DoubleColumn`].
pub(crate) fn read(
    table: &Table,
    options: &OfferOptions<'_>,
    existing: &ExistingRecords,
) -> Result<TableReading, ReadError> {
    let columns = Columns::find(&table.headings, options.mapping)?.complete()?;
    let mut reader = TableReader {
        cells: CellReader::new(options.taxonomy, options.today),
        options: *options,
        columns: columns.places,
        existing,
        ids_by_name: provider_ids::ids_by_name(&existing.providers),
        rows_by_id: BTreeMap::new(),
        providers: BTreeMap::new(),
        reading: TableReading::default(),
    };
    for row in &table.rows {
        reader.read_row(row);
    }
    let mut reading = reader.reading;
    reading.content.providers =
        reader.providers.into_values().filter_map(ProviderInSheet::into_provider).collect();
    Ok(reading)
}

struct TableReader<'a> {
    cells: CellReader,
    options: OfferOptions<'a>,
    columns: BTreeMap<Column, usize>,
    existing: &'a ExistingRecords,
    ids_by_name: BTreeMap<String, Option<ProviderId>>,
    rows_by_id: BTreeMap<OfferId, usize>,
    providers: BTreeMap<ProviderId, ProviderInSheet>,
    reading: TableReading,
}

/// An offer of a row.
struct ReadOffer {
    offer: Offer,
    provider_name: Line,
    provider_row: ProviderRow,
    doubts: Vec<rejected::CellDoubt>,
}

/// Why an offer of a row cannot be taken.
struct Refused {
    problems: Vec<Problem>,
    doubts: Vec<rejected::CellDoubt>,
}

impl TableReader<'_> {
    /// Takes the offers of a row, which are one for each of its towns, or rejects it as a whole.
    fn read_row(&mut self, row: &Row) {
        let mapped = self.mapped(row);
        let rows = by_town(&mapped, &self.columns, &self.cells);
        let read: Result<Vec<_>, _> = rows.iter().map(|one| self.read_offer(one)).collect();
        match read {
            Ok(read) => read.into_iter().for_each(|read| self.take(row.number, read)),
            Err(Refused { problems, doubts }) => {
                self.reading.rejected.push(RejectedRow { row: row.clone(), problems, doubts });
            }
        }
    }

    fn read_offer(&self, TownRow { row, doubt }: &TownRow<'_>) -> Result<ReadOffer, Refused> {
        let mut reader = RowReader {
            row,
            columns: &self.columns,
            cells: &self.cells,
            problems: Vec::new(),
            doubts: Vec::new(),
        };
        if let Some(doubt) = doubt {
            reader.doubt(&Column::Of(Field::City), doubt.clone());
        }
        let head = reader.head(&self.ids_by_name, &self.existing.providers);
        let stored = head.as_ref().and_then(|head| self.existing.offers.get(&head.id).cloned());
        let cities = head.iter().map(|head| &head.city).chain(stored.iter().map(|one| &one.city));
        if !cities.into_iter().all(|city| self.options.may_change(city)) {
            reader.reject(Field::City, CellError::ForeignTown);
        }
        let details = reader.details(stored);
        let provider_row = reader.provider();
        let earlier = head.as_ref().and_then(|head| self.rows_by_id.get(&head.id).copied());
        if let (Some(head), Some(earlier)) = (&head, earlier) {
            reader.reject(head.id_field, CellError::Repeated(earlier));
        }
        let RowReader { problems, doubts, .. } = reader;
        let doubts = doubts.into_iter().map(|CellDoubt { column, doubt }| rejected::CellDoubt {
            column: column.heading(),
            doubt,
        });
        let doubts: Vec<rejected::CellDoubt> = doubts.collect();
        let (Some(head), true) = (head, problems.is_empty()) else {
            return Err(Refused { problems, doubts });
        };
        let provider_name = head.provider_name.clone();
        match details.into_offer(head) {
            Some(offer) => Ok(ReadOffer { offer, provider_name, provider_row, doubts }),
            None => Err(Refused { problems, doubts }),
        }
    }

    fn take(&mut self, row: usize, read: ReadOffer) {
        let ReadOffer { offer, provider_name, provider_row, doubts } = read;
        let provider = offer.provider.clone();
        let stored = self.existing.providers.get(&provider);
        let new = || ProviderInSheet::new(&provider, stored, &self.columns);
        let in_sheet = self.providers.entry(provider.clone()).or_insert_with(new);
        in_sheet.merge(&provider_name, provider_row);
        in_sheet.count(&offer);
        self.rows_by_id.insert(offer.id.clone(), row);
        self.reading.doubts.extend(doubts.into_iter().map(|doubt| RowDoubt {
            row,
            offer: offer.id.clone(),
            column: doubt.column,
            doubt: doubt.doubt,
        }));
        self.reading.rows.push(row);
        self.reading.content.offers.push(offer);
    }

    /// The row with the values of the mapping.
    fn mapped<'a>(&self, row: &'a Row) -> Cow<'a, Row> {
        let mut mapped = Cow::Borrowed(row);
        if self.options.mapping.values.is_empty() {
            return mapped;
        }
        for (column, place) in &self.columns {
            if let Some(replaced) = self.options.mapping.replaced(column, row.cell(Some(*place)))
                && let Some(cell) = mapped.to_mut().cells.get_mut(*place)
            {
                *cell = replaced;
            }
        }
        mapped
    }
}

#[cfg(test)]
mod tests;
