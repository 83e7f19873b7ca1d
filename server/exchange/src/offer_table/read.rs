//! Importing offers from the county's spreadsheet.
//!
//! Fields without a column keep their values where the offer already exists; in an existing
//! column, empty cells clear their fields, and cells that are not understood keep them. Rows without
//! a required field are returned as they are, with their problems.

mod addresses;
mod columns;
mod details;
mod provider_ids;
mod providers;
mod rows;
mod texts;
mod times;

use crate::error::ReadError;
use crate::file::{Row, Table};
use crate::offers::{OfferOptions, RowDoubt};
use crate::records::{ExistingRecords, OfferFile};
use crate::rejected::{self, RejectedRow};
use crate::sheet::CellError;
use crate::sheet::cells::CellReader;
use crate::sheet::columns::{Column, Field};
use providers::ProviderInSheet;
use rows::{CellDoubt, RowReader};
use shared::id::{OfferId, ProviderId};
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

impl TableReader<'_> {
    fn read_row(&mut self, row: &Row) {
        let mapped = self.mapped(row);
        let mut reader = RowReader {
            row: &mapped,
            columns: &self.columns,
            cells: &self.cells,
            problems: Vec::new(),
            doubts: Vec::new(),
        };
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
            self.reading.rejected.push(RejectedRow { row: row.clone(), problems, doubts });
            return;
        };
        let (provider, name) = (head.provider.clone(), head.provider_name.clone());
        let Some(offer) = details.into_offer(head) else {
            self.reading.rejected.push(RejectedRow { row: row.clone(), problems, doubts });
            return;
        };
        let stored = self.existing.providers.get(&provider);
        let new = || ProviderInSheet::new(&provider, stored, &self.columns);
        let in_sheet = self.providers.entry(provider.clone()).or_insert_with(new);
        in_sheet.merge(&name, provider_row);
        in_sheet.count(&offer);
        self.rows_by_id.insert(offer.id.clone(), row.number);
        self.reading.doubts.extend(doubts.into_iter().map(|doubt| RowDoubt {
            row: row.number,
            offer: offer.id.clone(),
            column: doubt.column,
            doubt: doubt.doubt,
        }));
        self.reading.rows.push(row.number);
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
