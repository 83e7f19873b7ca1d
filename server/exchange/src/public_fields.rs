//! The public fields of an offer as its provider edits them: each as words, which the reader of cells
//! reads back.
//!
//! Only fields whose words were changed are read, so a form never alters what nobody touched.

mod times;

use crate::file::{Row, Table, TableSource};
use crate::hsds::read::Fallback;
use crate::mapping::Mapping;
use crate::offer_table::read as table;
pub use crate::offer_table::write::State;
use crate::offer_table::write::cells_of;
use crate::offers::OfferOptions;
use crate::records::ExistingRecords;
use crate::sheet::CellError;
use crate::sheet::cells::CellReader;
use crate::sheet::columns::{Column, Field, TextPart, german};
use crate::sheet::lists::Lists;
use crate::sheet::reading::Doubt;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shared::offer::Offer;
use shared::taxonomy::Taxonomy;
use shared::text::TextError;
use std::collections::BTreeMap;

/// A field that providers may propose to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicField {
    /// The German name.
    Name,
    /// The German description.
    Description,
    /// When it takes place, one time a line.
    Times,
    /// Name of the venue.
    Venue,
    /// Address of the venue.
    Address,
    /// Contact person.
    Person,
    /// Telephone number.
    Phone,
    /// Mail address.
    Mail,
    /// Web address.
    Web,
    /// Price.
    Cost,
    /// Languages spoken.
    Languages,
    /// Whether and how to register.
    Registration,
    /// Free places.
    PlacesFree,
    /// Waiting time.
    Waiting,
}

impl PublicField {
    /// Every field in the order of the form.
    pub const ALL: [Self; 14] = [
        Self::Name,
        Self::Description,
        Self::Times,
        Self::Venue,
        Self::Address,
        Self::Person,
        Self::Phone,
        Self::Mail,
        Self::Web,
        Self::Cost,
        Self::Languages,
        Self::Registration,
        Self::PlacesFree,
        Self::Waiting,
    ];

    /// Its name in forms and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Times => "times",
            Self::Venue => "venue",
            Self::Address => "address",
            Self::Person => "person",
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Web => "web",
            Self::Cost => "cost",
            Self::Languages => "languages",
            Self::Registration => "registration",
            Self::PlacesFree => "places_free",
            Self::Waiting => "waiting",
        }
    }

    /// The field of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Its column; times are several, read apart.
    const fn column(self) -> Option<Field> {
        Some(match self {
            Self::Name => Field::Name,
            Self::Description => Field::Description,
            Self::Times => return None,
            Self::Venue => Field::Venue,
            Self::Address => Field::VenueAddress,
            Self::Person => Field::Person,
            Self::Phone => Field::Phone,
            Self::Mail => Field::Mail,
            Self::Web => Field::Web,
            Self::Cost => Field::Cost,
            Self::Languages => Field::Languages,
            Self::Registration => Field::Registration,
            Self::PlacesFree => Field::PlacesFree,
            Self::Waiting => Field::Waiting,
        })
    }
}

/// Fields with their words.
pub type Words = BTreeMap<PublicField, String>;

/// A doubt about a field's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDoubt {
    /// The field.
    pub field: PublicField,
    /// The words and the reason.
    pub doubt: Doubt,
}

/// An offer with changed fields as far as they were understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldReading {
    /// The offer.
    pub offer: Offer,
    /// What an editor should look at.
    pub doubts: Vec<FieldDoubt>,
}

/// Why the words of a field cannot be taken at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field.
    pub field: PublicField,
    /// Why.
    pub reason: CellError,
}

/// The words of all fields of an offer; an unknown value has none.
pub fn write_fields(offer: &Offer, taxonomy: &Taxonomy) -> Words {
    let lists = Lists::new(taxonomy);
    let words = |field: PublicField| match field.column() {
        None => times::write(&offer.schedule, &lists.languages),
        Some(Field::Languages) if offer.languages.spoken.is_empty() => String::new(),
        Some(column) => {
            cell(State { offer, provider: None }, &Column::Of(column), &lists).replace("\r\n", "\n")
        }
    };
    PublicField::ALL.into_iter().map(|field| (field, words(field))).collect()
}

/// The fields whose words differ from those of the offer, white space at line ends aside.
pub fn changed_fields(typed: &Words, offer: &Offer, taxonomy: &Taxonomy) -> Words {
    let held = write_fields(offer, taxonomy);
    let is_new = |(field, words): &(&PublicField, &String)| {
        held.get(field).is_none_or(|held| normalised(held) != normalised(words))
    };
    typed.iter().filter(is_new).map(|(field, words)| (*field, normalised(words))).collect()
}

fn cell(state: State<'_>, column: &Column, lists: &Lists) -> String {
    cells_of(state, std::slice::from_ref(column), lists).concat()
}

fn normalised(words: &str) -> String {
    words.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Reads changed fields over an offer; `today` decides the year of dates without one.
///
/// # Errors
/// Every [`FieldProblem`]: no name, or a text that is too long.
pub fn read_fields(
    changed: &Words,
    state: State<'_>,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<FieldReading, Vec<FieldProblem>> {
    let mut problems = check_lengths(changed);
    let mut doubts = Vec::new();
    let mut offer = state.offer.clone();
    if let Some(words) = changed.get(&PublicField::Times) {
        let reading = times::read(words, &offer.schedule, &CellReader::new(taxonomy, today));
        offer.schedule = reading.value;
        let field = PublicField::Times;
        doubts.extend(reading.doubts.into_iter().map(|doubt| FieldDoubt { field, doubt }));
    }
    let existing = ExistingRecords::new([offer], state.provider.cloned());
    let options = OfferOptions {
        towns: None,
        taxonomy,
        fallback: &Fallback::default(),
        mapping: &Mapping::default(),
        today,
    };
    let read = table::read(&row(changed, state, taxonomy), &options, &existing);
    let mut read = read.unwrap_or_default();
    for problem in read.rejected.iter().flat_map(|row| &row.problems) {
        let field = field_of(&problem.column).unwrap_or(PublicField::Name);
        problems.push(FieldProblem { field, reason: problem.reason.clone() });
    }
    let Some(offer) = read.content.offers.pop().filter(|_| problems.is_empty()) else {
        if problems.is_empty() {
            let reason = CellError::Missing;
            problems.push(FieldProblem { field: PublicField::Name, reason });
        }
        return Err(problems);
    };
    doubts.extend(read.doubts.into_iter().filter_map(|doubt| {
        Some(FieldDoubt { field: field_of(&doubt.column)?, doubt: doubt.doubt })
    }));
    Ok(FieldReading { offer, doubts })
}

/// A text that is too long would only be doubted as a cell of a table; here its writer can shorten
/// it.
fn check_lengths(changed: &Words) -> Vec<FieldProblem> {
    let problem = |(field, words): (&PublicField, &String)| {
        let max = if *field == PublicField::Description { 5_000 } else { 200 };
        let length = words.chars().count();
        let is_too_long = length > max && *field != PublicField::Times;
        let control = words.chars().any(|c| c.is_control() && !c.is_whitespace());
        let reason = match (is_too_long, control) {
            (_, true) => TextError::ControlCharacter,
            (true, false) => TextError::TooLong { length, max },
            (false, false) => return None,
        };
        Some(FieldProblem { field: *field, reason: reason.into() })
    };
    changed.iter().filter_map(problem).collect()
}

fn field_of(heading: &str) -> Option<PublicField> {
    PublicField::ALL
        .into_iter()
        .find(|field| field.column().is_some_and(|column| column.heading() == heading))
}

/// What identifies the offer, and the changed fields, as a table of one row.
fn row(changed: &Words, state: State<'_>, taxonomy: &Taxonomy) -> Table {
    let lists = Lists::new(taxonomy);
    let fixed = [Field::Id, Field::City, Field::Category, Field::Provider, Field::ProviderId]
        .map(Column::Of);
    let held = |column: Column| (cell(state, &column, &lists), column);
    let mut cells: Vec<(String, Column)> = fixed.into_iter().map(held).collect();
    // The column of names is required, and so is a name in any language.
    if !changed.contains_key(&PublicField::Name) {
        cells.push(held(Column::Of(Field::Name)));
    }
    if state.offer.name.get(&german()).is_none() {
        let named = state.offer.name.versions().map(|(language, _)| language);
        cells.extend(named.map(|language| held(Column::of_text(TextPart::Name, language))));
    }
    for (field, words) in changed {
        if let Some(column) = field.column() {
            cells.push((words.clone(), Column::Of(column)));
        }
    }
    let headings = cells.iter().map(|(_, column)| column.heading().into_owned()).collect();
    let cells = cells.into_iter().map(|(cell, _)| cell).collect();
    Table { headings, rows: vec![Row { number: 2, cells }], source: TableSource::default() }
}

#[cfg(test)]
mod tests;
