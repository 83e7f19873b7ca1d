//! Offers from the county's spreadsheet, or from JSON with the whole records.
//!
//! What the spreadsheet has no column for (times, terms, other languages) stays as it
//! is where the offer is known already.

use super::file::{self, Row, Table};
use super::values::{address, ages, background, day, genders, is_same, is_unstated, parts, term};
use super::{CellError, ImportError, ImportReport, Problems};
use crate::db::{Db, offers};
use crate::secret::digest_id;
use crate::service::{OfferFile, prepare_taxonomy, store_offers};
use shared::contact::{Address, Contact, Mail, Phone, WebAddress};
use shared::id::{OfferId, ProviderId};
use shared::language::{LanguageTag, UiLanguage};
use shared::offer::audience::Audience;
use shared::offer::schedule::Schedule;
use shared::offer::{
    Offer, OfferKind, OfferStatus, SpokenLanguages, Terms, Venue, Verification, Visibility,
};
use shared::provider::Provider;
use shared::search::fold::words;
use shared::taxonomy::Taxonomy;
use shared::text::{Line, Passages, Text, TextState, Texts, Version};
use shared::time::Millis;
use std::collections::BTreeMap;
use std::path::Path;

/// Columns by their headings; the first spelling is the one reports use.
const COLUMNS: [(Column, &[&str]); 19] = [
    (Column::City, &["Stadt"]),
    (Column::Name, &["Name", "Name des Angebots", "Angebot"]),
    (Column::Category, &["Kategorie", "Kategorien"]),
    (
        Column::Languages,
        &["Sprache(n)", "Sprache(n) des Angebots", "Sprache", "Sprachen", "Sprachen des Angebots"],
    ),
    (Column::Venue, &["Veranstaltungsort"]),
    (Column::VenueAddress, &["Adresse des Veranstaltungsorts", "Adresse des Veranstaltungsortes"]),
    (Column::District, &["Stadtteil"]),
    (Column::Gender, &["Zielgruppe: Geschlecht", "Geschlecht"]),
    (Column::Background, &["Zielgruppe: Migrationshintergrund", "Migrationshintergrund"]),
    (Column::Ages, &["Zielgruppe: Altersgruppe", "Altersgruppe"]),
    (
        Column::Person,
        &["Ansprechpartner", "Ansprechpartner*in", "Ansprechpartnerin", "Ansprechperson"],
    ),
    (Column::Provider, &["Anbieter"]),
    (Column::ProviderAddress, &["Adresse des Anbieters"]),
    (Column::Phone, &["Telefon", "Telefonnummer"]),
    (Column::Mail, &["E-Mail", "Mail"]),
    (Column::Web, &["Homepage", "Website", "Internet"]),
    (Column::Description, &["Beschreibung"]),
    (Column::VerifiedOn, &["geprüft am"]),
    (Column::Id, &["Kennung"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    City,
    Name,
    Category,
    Languages,
    Venue,
    VenueAddress,
    District,
    Gender,
    Background,
    Ages,
    Person,
    Provider,
    ProviderAddress,
    Phone,
    Mail,
    Web,
    Description,
    VerifiedOn,
    Id,
}

impl Column {
    /// Heading for reports.
    fn heading(self) -> &'static str {
        COLUMNS
            .iter()
            .find(|(column, _)| *column == self)
            .and_then(|(_, headings)| headings.first())
            .copied()
            .unwrap_or_default()
    }
}

/// Reads a file and stores its offers and providers.
///
/// # Errors
/// [`ImportError`]; nothing is written then, nor with `is_dry_run`.
pub async fn import(
    db: &Db,
    path: &Path,
    (is_dry_run, now): (bool, Millis),
) -> Result<ImportReport, ImportError> {
    let (kind, content) = file::read(path)?;
    if kind == file::Kind::Json {
        return import_json(db, &content, (is_dry_run, now)).await;
    }
    let table = file::table(kind, &content)?;
    let columns = columns(&table)?;
    let taxonomy = prepare_taxonomy(db).await?;
    let mut tx = db.write().await?;
    let known = Known {
        offers: by_id(offers::load_offers(&mut tx).await?, |offer| offer.id.clone()),
        providers: by_id(offers::load_providers(&mut tx).await?, |provider| provider.id.clone()),
    };
    let content = read_rows(&table, &columns, &taxonomy, known)?;
    let stored = store_offers(&mut tx, &content, now).await?;
    if !is_dry_run {
        tx.commit().await?;
    }
    Ok(ImportReport {
        rows: table.rows.len(),
        created: stored.created,
        updated: stored.updated,
        unknown_columns: unknown_columns(&table),
    })
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
    let content: OfferFile = file::json(content)?;
    prepare_taxonomy(db).await?;
    let mut tx = db.write().await?;
    let stored = store_offers(&mut tx, &content, now).await?;
    if !is_dry_run {
        tx.commit().await?;
    }
    let (created, updated) = (stored.created, stored.updated);
    Ok(ImportReport { rows: content.offers.len(), created, updated, unknown_columns: Vec::new() })
}

/// Offers and providers that are there already.
struct Known {
    offers: BTreeMap<OfferId, Offer>,
    providers: BTreeMap<ProviderId, Provider>,
}

fn by_id<Id: Ord, T>(records: Vec<T>, id: impl Fn(&T) -> Id) -> BTreeMap<Id, T> {
    records.into_iter().map(|record| (id(&record), record)).collect()
}

fn find_column(heading: &str) -> Option<Column> {
    COLUMNS
        .iter()
        .find(|(_, headings)| headings.iter().any(|known| is_same(known, heading)))
        .map(|(column, _)| *column)
}

fn unknown_columns(table: &Table) -> Vec<String> {
    let is_unknown = |heading: &&String| !heading.is_empty() && find_column(heading).is_none();
    table.headings.iter().filter(is_unknown).cloned().collect()
}

fn columns(table: &Table) -> Result<BTreeMap<Column, usize>, ImportError> {
    let mut columns = BTreeMap::new();
    for (place, heading) in table.headings.iter().enumerate() {
        if let Some(column) = find_column(heading)
            && columns.insert(column, place).is_some()
        {
            return Err(ImportError::DoubleColumn(column.heading()));
        }
    }
    for needed in [Column::City, Column::Name, Column::Category, Column::Provider] {
        if !columns.contains_key(&needed) {
            return Err(ImportError::MissingColumn(needed.heading()));
        }
    }
    Ok(columns)
}

fn read_rows(
    table: &Table,
    columns: &BTreeMap<Column, usize>,
    taxonomy: &Taxonomy,
    mut known: Known,
) -> Result<OfferFile, ImportError> {
    let mut problems = Problems::default();
    let mut content = OfferFile::default();
    let mut rows_by_id: BTreeMap<OfferId, usize> = BTreeMap::new();
    let mut touched: BTreeMap<ProviderId, Provider> = BTreeMap::new();
    for row in &table.rows {
        let mut reader = RowReader { row, columns, taxonomy, problems: &mut problems };
        let Some((offer, provider)) = reader.offer() else { continue };
        if let Some(earlier) = rows_by_id.insert(offer.id.clone(), row.number) {
            let place = (row.number, Column::Name.heading());
            problems.note::<(), _>(place, Err(CellError::Repeated(earlier)));
            continue;
        }
        let held = touched.remove(&provider.id).or_else(|| known.providers.remove(&provider.id));
        touched.insert(provider.id.clone(), merge_provider(held, provider));
        content.offers.push(merge_offer(known.offers.remove(&offer.id), offer));
    }
    content.providers = touched.into_values().collect();
    problems.or_content(content)
}

/// Fills a known provider with what the spreadsheet says and keeps the rest.
fn merge_provider(held: Option<Provider>, new: Provider) -> Provider {
    let Some(held) = held else { return new };
    let has_address = new.address != Address::default();
    Provider {
        address: if has_address { new.address } else { held.address.clone() },
        name: new.name,
        ..held
    }
}

/// Puts what the spreadsheet says into a known offer and keeps the rest; translations of
/// a German text that has changed become outdated.
fn merge_offer(held: Option<Offer>, new: Offer) -> Offer {
    let Some(held) = held else { return new };
    let description = match (held.description, new.description) {
        (Some(held), Some(new)) => Some(merge_texts(held, &new)),
        (held, new) => new.or(held),
    };
    Offer {
        kind: held.kind,
        status: held.status,
        visible: held.visible,
        name: merge_texts(held.name, &new.name),
        description,
        good_practice: held.good_practice,
        schedule: held.schedule,
        terms: held.terms,
        verified: new.verified.or(held.verified),
        languages: SpokenLanguages {
            interpreter_on_request: held.languages.interpreter_on_request,
            ..new.languages
        },
        ..new
    }
}

fn merge_texts<const MAX: usize>(mut held: Texts<MAX>, new: &Texts<MAX>) -> Texts<MAX> {
    let german = LanguageTag::from(UiLanguage::De);
    let Some(version) = new.get(&german) else { return held };
    if held.get(&german).is_none_or(|held| held.text != version.text) {
        let others: Vec<_> = held.versions().map(|(tag, old)| (tag.clone(), old.clone())).collect();
        for (language, old) in others {
            held.set(language, Version { state: TextState::Outdated, ..old });
        }
        held.set(german, version.clone());
    }
    held
}

/// Reads one row; notes what cannot be taken and goes on.
struct RowReader<'a> {
    row: &'a Row,
    columns: &'a BTreeMap<Column, usize>,
    taxonomy: &'a Taxonomy,
    problems: &'a mut Problems,
}

impl RowReader<'_> {
    fn cell(&self, column: Column) -> String {
        self.row.cell(self.columns.get(&column).copied()).to_owned()
    }

    /// A cell that must hold something.
    fn needed<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        let cell = self.cell(column);
        let value = if cell.is_empty() { Err(CellError::Missing) } else { read(&cell) };
        self.problems.note((self.row.number, column.heading()), value)
    }

    /// A cell that may be empty.
    fn optional<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        let cell = self.cell(column);
        if cell.is_empty() { None } else { self.needed(column, read) }
    }

    /// Reads everything, so that all problems of a row are found at once.
    fn offer(&mut self) -> Option<(Offer, Provider)> {
        let taxonomy = self.taxonomy;
        let name = self.needed(Column::Name, line);
        let city = self.needed(Column::City, |cell| term(&taxonomy.cities, cell));
        let categories = self.needed(Column::Category, |cell| {
            parts(cell).map(|label| term(&taxonomy.categories, label)).collect()
        });
        let provider_name = self.needed(Column::Provider, line);
        let provider_address = self.optional(Column::ProviderAddress, address).unwrap_or_default();
        let spoken = self.optional(Column::Languages, |cell| languages(taxonomy, cell));
        let venue = self.venue();
        let audience = Audience {
            genders: self.optional(Column::Gender, genders).unwrap_or_default(),
            background: self.optional(Column::Background, background).unwrap_or_default(),
            ages: self.optional(Column::Ages, ages).unwrap_or_default(),
        };
        let district = self.optional(Column::District, line);
        let description =
            self.optional(Column::Description, |cell| Ok(Passages::german(Text::parse(cell)?)));
        let verified =
            self.optional(Column::VerifiedOn, day).map(|on| Verification { on, by: None });
        let contact = self.contact();
        let given_id = self.optional(Column::Id, |cell| {
            OfferId::parse(cell).map_err(|_| CellError::Unknown(cell.chars().take(60).collect()))
        });
        let (name, city, categories, provider_name) = (name?, city?, categories?, provider_name?);
        let provider = Provider {
            id: provider_id(&provider_name),
            name: provider_name,
            city: None,
            address: provider_address,
            contact: Contact::default(),
            about: None,
        };
        let offer = Offer {
            id: given_id.unwrap_or_else(|| offer_id(&name, &provider.id, city.as_str())),
            kind: OfferKind::default(),
            status: OfferStatus::default(),
            visible: Visibility::default(),
            name: Texts::german(name),
            description,
            good_practice: None,
            provider: provider.id.clone(),
            city,
            district,
            categories,
            languages: SpokenLanguages { spoken: spoken.unwrap_or_default(), ..Default::default() },
            venue,
            schedule: Schedule::default(),
            audience,
            terms: Terms::default(),
            contact,
            verified,
        };
        Some((offer, provider))
    }

    fn venue(&mut self) -> Option<Venue> {
        let name = self.optional(Column::Venue, line);
        let address = self.optional(Column::VenueAddress, address);
        (name.is_some() || address.is_some()).then(|| Venue {
            name,
            address: address.unwrap_or_default(),
            position: None,
        })
    }

    fn contact(&mut self) -> Contact {
        Contact {
            person: self.optional(Column::Person, line),
            phone: self.optional(Column::Phone, |cell| Ok(Phone::parse(cell)?)),
            mail: self.optional(Column::Mail, |cell| Ok(Mail::parse(cell)?)),
            web: self.optional(Column::Web, |cell| Ok(WebAddress::parse(cell)?)),
        }
    }
}

fn line(cell: &str) -> Result<Line, CellError> {
    Ok(Text::parse(cell)?)
}

fn languages(taxonomy: &Taxonomy, cell: &str) -> Result<Vec<LanguageTag>, CellError> {
    parts(cell)
        .filter(|label| !is_unstated(label))
        .map(|label| term(&taxonomy.languages, label))
        .collect()
}

/// The same provider gets the same id in every import.
fn provider_id(name: &Line) -> ProviderId {
    ProviderId::from_random(digest_id(&words(name.as_str()).join(" ")))
}

/// The same offer (name, provider, city) gets the same id in every import.
fn offer_id(name: &Line, provider: &ProviderId, city: &str) -> OfferId {
    let key = format!("{}|{provider}|{city}", words(name.as_str()).join(" "));
    OfferId::from_random(digest_id(&key))
}
