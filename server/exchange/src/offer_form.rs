//! One offer as the fields of a form: the columns of the county's spreadsheet, read by the same
//! tolerant reader, so that a form understands what a cell does.

mod choices;
mod merge;
mod outdated;
mod places;
mod states;

pub use choices::{FieldOption, Input, input_of};
pub use merge::{Conflict, Merged, merge};
pub use outdated::{GermanChange, GermanChanges, german_changes, has_outdated_texts};

use crate::error::ReadError;
use crate::file::{Row, Table, TableSource};
use crate::hsds::read::Fallback;
use crate::mapping::Mapping;
use crate::offer_table::read;
use crate::offer_table::write::{State, cells_of, columns};
use crate::offers::OfferOptions;
use crate::records::ExistingRecords;
use crate::sheet::CellError;
use crate::sheet::columns::{AddressOf, Column, Field, TextPart};
use crate::sheet::lists::{GAP, Lists};
use crate::sheet::numbers::parse_degrees;
use crate::sheet::reading::Doubt;
use jiff::civil::Date;
use shared::id::{OfferId, ProviderId};
use shared::language::LanguageTag;
use shared::offer::{Offer, Position};
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;
use std::collections::BTreeMap;

/// What stands in the fields, by key: `city`, `venue_address`, `name.en`; the state of a translation
/// is `state.name.en`.
pub type Cells = BTreeMap<String, String>;

/// Fields that a form does not show: the id, what is decided by buttons, and what belongs to the
/// provider.
const HIDDEN: [Field; 16] = [
    Field::Id,
    Field::Status,
    Field::TextStates,
    Field::Provider,
    Field::ProviderAddress,
    Field::ProviderCity,
    Field::ProviderPerson,
    Field::ProviderPhone,
    Field::ProviderMail,
    Field::ProviderWeb,
    Field::ProviderAbout,
    Field::ProviderKind,
    Field::ProviderLatitude,
    Field::ProviderLongitude,
    Field::VerifiedOn,
    Field::VerifiedBy,
];

/// The key of the field with the provider's id.
pub const PROVIDER: &str = "provider_id";
/// The key of the field with the name of a provider that is not there yet.
pub const NEW_PROVIDER: &str = "new_provider";

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's key.
    pub key: String,
    /// Why.
    pub reason: CellError,
}

/// What is doubtful in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDoubt {
    /// The field's key.
    pub key: String,
    /// The heading of its column.
    pub heading: String,
    /// The words and the reason.
    pub doubt: Doubt,
}

/// What a form says.
#[derive(Clone, Debug, Default)]
pub struct FormReading {
    /// The offer, where nothing is missing.
    pub offer: Option<Offer>,
    /// Its provider, where that is new.
    pub new_provider: Option<Provider>,
    /// Why there is no offer.
    pub problems: Vec<FieldProblem>,
    /// What was not or only partly understood.
    pub doubts: Vec<FieldDoubt>,
}

/// What a form is read over.
#[derive(Clone, Copy, Debug)]
pub struct FormBasis<'a> {
    /// The offer's id.
    pub id: &'a OfferId,
    /// The offer as it is stored; `None` for a new one.
    pub stored: Option<&'a Offer>,
    /// Every provider.
    pub providers: &'a [Provider],
    /// The operator's lists.
    pub taxonomy: &'a Taxonomy,
    /// The day from which dates without a year are the next ones.
    pub today: Date,
}

/// The keys of all fields of a form, in the order of the spreadsheet, with translations into these
/// languages.
pub fn keys(languages: &[LanguageTag]) -> Vec<String> {
    let fields = Field::ALL.iter().filter(|field| !HIDDEN.contains(field)).map(|field| field.key());
    let translations = languages.iter().flat_map(|language| {
        TextPart::ALL.map(|part| Column::of_text(part, language)).map(|column| key_of(&column))
    });
    fields.chain(translations).collect()
}

/// The fields of an offer. Fields without a value are there too, empty.
pub fn write_cells(offer: &Offer, provider: Option<&Provider>, taxonomy: &Taxonomy) -> Cells {
    let lists = Lists::new(taxonomy);
    let columns = columns([offer]);
    let values = cells_of(State { offer, provider }, &columns, &lists);
    let mut cells: Cells = columns
        .iter()
        .zip(values)
        .filter(|(column, _)| !is_hidden(column))
        .map(|(column, value)| (key_of(column), value))
        .collect();
    cells.insert(PROVIDER.to_owned(), offer.provider.as_str().to_owned());
    cells.extend(states::write_states(offer));
    cells
}

/// Reads a form over what is stored. Fields that it lacks keep their values; what is not understood
/// keeps the value that is stored, and is a doubt.
pub fn read_cells(cells: &Cells, basis: FormBasis<'_>) -> FormReading {
    let table = table_of(cells, basis);
    let (fallback, mapping) = (Fallback::default(), Mapping::default());
    let options = OfferOptions {
        taxonomy: basis.taxonomy,
        fallback: &fallback,
        mapping: &mapping,
        towns: None,
        today: basis.today,
    };
    let existing = ExistingRecords::new(basis.stored.cloned(), basis.providers.iter().cloned());
    match read::read(&table, &options, &existing) {
        Ok(reading) => into_form_reading(reading, basis),
        Err(ReadError::MissingColumn(heading)) => {
            FormReading { problems: vec![missing(heading)], ..FormReading::default() }
        }
        // Keys are told apart before, so no column can be there twice.
        Err(_) => FormReading { problems: vec![missing("Name")], ..FormReading::default() },
    }
}

fn into_form_reading(mut reading: read::TableReading, basis: FormBasis<'_>) -> FormReading {
    let rejected = reading.rejected.pop();
    let of_rejected = rejected.as_ref().map(|row| row.doubts.clone()).unwrap_or_default();
    let problems = rejected.into_iter().flat_map(|row| row.problems).map(|problem| FieldProblem {
        key: key_of_heading(&problem.column),
        reason: problem.reason,
    });
    let doubts = reading.doubts.into_iter().map(|found| (found.column, found.doubt));
    let doubts = doubts.chain(of_rejected.into_iter().map(|found| (found.column, found.doubt)));
    let offer = reading.content.offers.pop();
    let is_known = |id: &ProviderId| basis.providers.iter().any(|provider| provider.id == *id);
    FormReading {
        new_provider: reading
            .content
            .providers
            .into_iter()
            .find(|provider| !is_known(&provider.id)),
        offer,
        problems: problems.collect(),
        doubts: doubts
            .map(|(heading, doubt)| FieldDoubt {
                key: key_of_heading(&heading),
                heading: heading.into_owned(),
                doubt,
            })
            .collect(),
    }
}

/// A spreadsheet of one row.
fn table_of(cells: &Cells, basis: FormBasis<'_>) -> Table {
    let mut headings = Vec::new();
    let mut values = Vec::new();
    let mut add = |column: &Column, value: &str| {
        headings.push(column.heading().into_owned());
        values.push(value.trim().to_owned());
    };
    let provider = cells.get(PROVIDER).map(String::as_str).unwrap_or_default();
    let new_provider = cells.get(NEW_PROVIDER).map_or("", |name| name.trim());
    let known = basis.providers.iter().find(|known| known.id.as_str() == provider);
    let is_new = !new_provider.is_empty();
    let name = known.map_or("", |provider| provider.name.as_str());
    let has_old_day = places::has_old_day(cells, basis.stored, basis.taxonomy);
    add(&Column::Of(Field::Id), basis.id.as_str());
    add(&Column::Of(Field::Provider), if is_new { new_provider } else { name });
    if !is_new && known.is_some() {
        add(&Column::Of(Field::ProviderId), provider);
    }
    for (key, value) in cells {
        if let Some(column) = column_of(key).filter(|column| !is_hidden(column))
            && column != Column::Of(Field::ProviderId)
            && !(has_old_day && column == Column::Of(Field::PlacesAsOf))
        {
            add(&column, value);
        }
    }
    // A required column that the form lacks is empty, so that its field is named.
    for field in Field::NEEDED {
        if field != Field::Provider && !cells.contains_key(&field.key()) {
            add(&Column::Of(field), "");
        }
    }
    add(&Column::Of(Field::TextStates), &states::states_cell(cells, basis.stored));
    let rows = vec![Row { number: 2, cells: values }];
    Table { headings, rows, source: TableSource::default() }
}

fn missing(heading: &str) -> FieldProblem {
    FieldProblem { key: key_of_heading(heading), reason: CellError::Missing }
}

fn is_hidden(column: &Column) -> bool {
    matches!(column, Column::Of(field) if HIDDEN.contains(field))
}

fn key_of(column: &Column) -> String {
    match column {
        Column::Of(field) => field.key(),
        Column::Translation(part, language) => format!("{}.{language}", part.field().key()),
        Column::Part(AddressOf::Venue, _) => Field::VenueAddress.key(),
        Column::Part(AddressOf::Provider, _) => Field::ProviderAddress.key(),
    }
}

/// The key of the field that a heading stands for; the provider's name is a problem of its choice.
fn key_of_heading(heading: &str) -> String {
    match Column::find(heading) {
        Some(Column::Of(Field::Provider)) => PROVIDER.to_owned(),
        Some(column) => key_of(&column),
        None => heading.to_owned(),
    }
}

fn column_of(key: &str) -> Option<Column> {
    let field_of = |name: &str| Field::ALL.iter().copied().find(|field| field.key() == name);
    let Some((name, language)) = key.split_once('.') else { return field_of(key).map(Column::Of) };
    let part = TextPart::ALL.into_iter().find(|part| part.field().key() == name)?;
    Some(Column::of_text(part, &LanguageTag::parse(language).ok()?))
}

/// The position that the fields give, where both are understood.
pub fn position_of(cells: &Cells) -> Option<Position> {
    let degrees = |field: Field, most| {
        let cell = cells.get(&field.key())?.trim();
        parse_degrees(cell, most).ok()
    };
    Some(Position {
        latitude: degrees(Field::Latitude, 90)?,
        longitude: degrees(Field::Longitude, 180)?,
    })
}

/// The heading of the spreadsheet's column for a field; the key itself for any other.
pub fn heading_of(key: &str) -> String {
    column_of(key).map_or_else(|| key.to_owned(), |column| column.heading().into_owned())
}

/// Several chosen values as one cell: those that stand there already in their order, then the others.
pub fn joined<'a>(values: impl IntoIterator<Item = &'a str>, stored: &str) -> String {
    let mut values: Vec<&str> = values.into_iter().collect();
    let place = |value: &str| stored.split(GAP).position(|held| held == value);
    values.sort_by_key(|value| place(value).unwrap_or(usize::MAX));
    values.join(GAP)
}

#[cfg(test)]
mod tests;
