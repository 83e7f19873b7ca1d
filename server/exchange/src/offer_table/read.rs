//! Importing offers from the county's spreadsheet.
//!
//! Fields without a column keep their values where the offer already exists; in an existing
//! column, empty cells clear their fields.

mod details;
mod provider_ids;
mod providers;
mod rows;
mod texts;

use crate::error::ReadError;
use crate::file::Table;
use crate::problems::Problems;
use crate::records::{ExistingRecords, OfferFile};
use crate::sheet::CellError;
use crate::sheet::columns::{Column, Field};
use crate::sheet::lists::Lists;
use providers::ProviderInSheet;
use rows::RowReader;
use shared::id::{OfferId, ProviderId};
use shared::taxonomy::Taxonomy;
use std::collections::BTreeMap;

/// The content of a table.
#[derive(Debug, Default)]
pub(crate) struct TableReading {
    pub(crate) content: OfferFile,
    /// The row of each offer.
    pub(crate) rows: Vec<usize>,
    pub(crate) unknown_columns: Vec<String>,
}

/// Reads a table, merging it with existing records.
///
/// # Errors
/// [`ReadError::MissingColumn`], [`ReadError::DoubleColumn`], [`ReadError::Problems`].
pub(crate) fn read(
    table: &Table,
    taxonomy: &Taxonomy,
    existing: &ExistingRecords,
) -> Result<TableReading, ReadError> {
    let columns = Columns::find(table)?;
    let reading = read_rows(table, &columns, &Lists::new(taxonomy), existing)?;
    Ok(TableReading { unknown_columns: columns.unknown, ..reading })
}

/// The columns of a table.
struct Columns {
    places: BTreeMap<Column, usize>,
    unknown: Vec<String>,
}

impl Columns {
    fn find(table: &Table) -> Result<Self, ReadError> {
        let mut columns = Self { places: BTreeMap::new(), unknown: Vec::new() };
        for (place, heading) in table.headings.iter().enumerate() {
            match Column::find(heading) {
                Some(column) if columns.places.contains_key(&column) => {
                    return Err(ReadError::DoubleColumn(column.heading()));
                }
                Some(column) => drop(columns.places.insert(column, place)),
                None if heading.is_empty() => {}
                None => columns.unknown.push(heading.clone()),
            }
        }
        let is_missing = |field: &Field| !columns.places.contains_key(&Column::Of(*field));
        match Field::NEEDED.into_iter().find(is_missing) {
            Some(field) => Err(ReadError::MissingColumn(field.heading())),
            None => Ok(columns),
        }
    }
}

fn read_rows(
    table: &Table,
    columns: &Columns,
    lists: &Lists,
    existing: &ExistingRecords,
) -> Result<TableReading, ReadError> {
    let mut problems = Problems::default();
    let mut reading = TableReading::default();
    let mut rows_by_id: BTreeMap<OfferId, usize> = BTreeMap::new();
    let mut providers: BTreeMap<ProviderId, ProviderInSheet> = BTreeMap::new();
    let ids_by_name = provider_ids::ids_by_name(&existing.providers);
    for row in &table.rows {
        let places = &columns.places;
        let mut reader = RowReader { row, columns: places, lists, problems: &mut problems };
        let head = reader.head(&ids_by_name, &existing.providers);
        if let Some(head) = &head
            && let Some(earlier) = rows_by_id.insert(head.id.clone(), row.number)
        {
            reader.note::<()>(head.id_field, Err(CellError::Repeated(earlier)));
            continue;
        }
        let stored = head.as_ref().and_then(|head| existing.offers.get(&head.id).cloned());
        let details = reader.details(stored);
        let fields = reader.provider();
        let Some(head) = head else { continue };
        let stored = existing.providers.get(&head.provider);
        let new = || ProviderInSheet::new(&head.provider, stored, places);
        let provider = providers.entry(head.provider.clone()).or_insert_with(new);
        provider.merge(&head.provider_name, fields);
        if let Some(offer) = details.into_offer(head) {
            reading.content.offers.push(offer);
            reading.rows.push(row.number);
        }
    }
    reading.content.providers =
        providers.into_values().filter_map(ProviderInSheet::into_provider).collect();
    problems.or_content(reading)
}

#[cfg(test)]
mod tests;
