//! Offers from the county's spreadsheet, or from JSON with the whole records.
//!
//! What the spreadsheet has no column for stays as it is where the offer is known already;
//! a column that is there clears what its empty cells stand for.

mod details;
mod providers;
mod rows;
mod texts;

use super::duplicates::find_duplicates;
use super::file::{self, Table};
use super::hsds::{self, Fallback};
use super::{CellError, ImportError, ImportReport, Problems};
use crate::db::{Db, DbError, Tx, offers};
use crate::service::{OfferFile, prepare_taxonomy, store_offers};
use crate::sheet::columns::{Column, Field};
use crate::sheet::lists::Lists;
use providers::ProviderInSheet;
use rows::RowReader;
use shared::id::{OfferId, ProviderId};
use shared::offer::Offer;
use shared::provider::Provider;
use shared::time::Millis;
use std::collections::BTreeMap;
use std::path::Path;

/// Reads a file and stores its offers and providers; `fallback` holds for records of the Human
/// Services Data Specification only.
///
/// # Errors
/// [`ImportError`]; nothing is written then, nor with `is_dry_run`.
pub async fn import(
    db: &Db,
    path: &Path,
    fallback: &Fallback,
    (is_dry_run, now): (bool, Millis),
) -> Result<ImportReport, ImportError> {
    let (kind, content) = file::read(path)?;
    if kind == file::Kind::Json && hsds::is_hsds(&content) {
        return hsds::import(db, &content, fallback, (is_dry_run, now)).await;
    }
    if kind == file::Kind::Json {
        return import_json(db, &content, (is_dry_run, now)).await;
    }
    let table = file::table(kind, &content)?;
    let columns = Columns::find(&table)?;
    let lists = Lists::new(&prepare_taxonomy(db).await?);
    let mut tx = db.write().await?;
    let mut known = Known::load(&mut tx).await?;
    let content = read_rows(&table, &columns, &lists, &mut known)?;
    let report = store(&mut tx, &content, &known, now).await?;
    if !is_dry_run {
        tx.commit().await?;
    }
    Ok(ImportReport { rows: table.rows.len(), unknown_columns: columns.unknown, ..report })
}

/// Stores whole records, such as the demo's.
///
/// # Errors
/// [`ImportError`]; nothing is written then, nor with `is_dry_run`.
pub async fn import_json(
    db: &Db,
    content: &[u8],
    (is_dry_run, now): (bool, Millis),
) -> Result<ImportReport, ImportError> {
    import_records(db, file::json(content)?, (is_dry_run, now)).await
}

/// Stores whole records, wherever they come from.
///
/// # Errors
/// The database's; nothing is written then, nor with `is_dry_run`.
pub(super) async fn import_records(
    db: &Db,
    file: OfferFile,
    (is_dry_run, now): (bool, Millis),
) -> Result<ImportReport, ImportError> {
    prepare_taxonomy(db).await?;
    let mut tx = db.write().await?;
    let mut known = Known::load(&mut tx).await?;
    for offer in &file.offers {
        known.offers.remove(&offer.id);
    }
    let content = Content { file, rows: Vec::new() };
    let report = store(&mut tx, &content, &known, now).await?;
    if !is_dry_run {
        tx.commit().await?;
    }
    Ok(report)
}

/// Stores what was read; says what is new and what is probably there twice.
async fn store(
    tx: &mut Tx,
    content: &Content,
    known: &Known,
    now: Millis,
) -> Result<ImportReport, DbError> {
    let stored = store_offers(tx, &content.file, now).await?;
    let rows = content.rows.iter().copied().map(Some).chain(std::iter::repeat(None));
    let found = content.file.offers.iter().zip(rows);
    let held = known.offers.values().map(|offer| (offer, None));
    let providers = known.providers.values().chain(&content.file.providers);
    Ok(ImportReport {
        rows: content.file.offers.len(),
        created: stored.created,
        updated: stored.updated,
        unknown_columns: Vec::new(),
        passed_over: BTreeMap::new(),
        duplicates: find_duplicates(found, held, providers),
    })
}

/// Records and, where they come from a table, the rows of the offers.
#[derive(Default)]
struct Content {
    file: OfferFile,
    rows: Vec<usize>,
}

/// Providers that are there already, and offers that the file does not name.
struct Known {
    offers: BTreeMap<OfferId, Offer>,
    providers: BTreeMap<ProviderId, Provider>,
}

impl Known {
    async fn load(tx: &mut Tx) -> Result<Self, DbError> {
        let offers = offers::load_offers(tx).await?.into_iter();
        let providers = offers::load_providers(tx).await?.into_iter();
        Ok(Self {
            offers: offers.map(|offer| (offer.id.clone(), offer)).collect(),
            providers: providers.map(|provider| (provider.id.clone(), provider)).collect(),
        })
    }
}

/// Which columns there are.
struct Columns {
    places: BTreeMap<Column, usize>,
    unknown: Vec<String>,
}

impl Columns {
    fn find(table: &Table) -> Result<Self, ImportError> {
        let mut columns = Self { places: BTreeMap::new(), unknown: Vec::new() };
        for (place, heading) in table.headings.iter().enumerate() {
            match Column::find(heading) {
                Some(column) if columns.places.contains_key(&column) => {
                    return Err(ImportError::DoubleColumn(column.heading()));
                }
                Some(column) => drop(columns.places.insert(column, place)),
                None if heading.is_empty() => {}
                None => columns.unknown.push(heading.clone()),
            }
        }
        let is_missing = |field: &Field| !columns.places.contains_key(&Column::Of(*field));
        match Field::NEEDED.into_iter().find(is_missing) {
            Some(field) => Err(ImportError::MissingColumn(field.heading())),
            None => Ok(columns),
        }
    }
}

/// Takes the offers it finds out of what is known.
fn read_rows(
    table: &Table,
    columns: &Columns,
    lists: &Lists,
    known: &mut Known,
) -> Result<Content, ImportError> {
    let mut problems = Problems::default();
    let mut content = Content::default();
    let mut rows_by_id: BTreeMap<OfferId, usize> = BTreeMap::new();
    let mut providers: BTreeMap<ProviderId, ProviderInSheet> = BTreeMap::new();
    let ids_by_name = providers::ids_by_name(&known.providers);
    for row in &table.rows {
        let places = &columns.places;
        let mut reader = RowReader { row, columns: places, lists, problems: &mut problems };
        let head = reader.head(&ids_by_name, &known.providers);
        if let Some(head) = &head
            && let Some(earlier) = rows_by_id.insert(head.id.clone(), row.number)
        {
            reader.note::<()>(head.id_field, Err(CellError::Repeated(earlier)));
            continue;
        }
        let stored = head.as_ref().and_then(|head| known.offers.remove(&head.id));
        let details = reader.details(stored);
        let said = reader.provider();
        let Some(head) = head else { continue };
        let stored = known.providers.get(&head.provider);
        let new = || ProviderInSheet::new(&head.provider, stored, places);
        let provider = providers.entry(head.provider.clone()).or_insert_with(new);
        provider.hear(&head.provider_name, said);
        if let Some(offer) = details.into_offer(head) {
            content.file.offers.push(offer);
            content.rows.push(row.number);
        }
    }
    content.file.providers =
        providers.into_values().filter_map(ProviderInSheet::into_provider).collect();
    problems.or_content(content)
}

#[cfg(test)]
mod tests;
