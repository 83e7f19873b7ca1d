//! What an editor is shown of a table before it is imported: its columns with the first cells, and
//! the values that stand in none of our lists, both to be matched.

use crate::file::Table;
use crate::mapping::{Decision, Mapping};
use crate::offer_table::read::{Columns, is_place_heading};
use crate::offers::RowDoubt;
use crate::rejected::RejectedRow;
use crate::sheet::CellError;
use crate::sheet::choices::{self, Choice};
use crate::sheet::columns::{AddressOf, AddressPart, Column, Field};
use crate::sheet::headings::proposed;
use crate::sheet::likeness::closest;
use crate::sheet::lists::{Labels, folded, outer_parts};
use crate::sheet::reading::DoubtReason;
use shared::offer::audience::{AgeGroup, AudienceGroup, Background, Gender};
use shared::offer::{Format, LanguageLevel, OfferKind};
use shared::provider::InstitutionKind;
use shared::taxonomy::{Taxonomy, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Cells shown of a column.
const SAMPLES: usize = 3;
/// Letters shown of a cell.
const SAMPLE_LETTERS: usize = 60;
/// Most values of a column to match; of more, the most frequent ones.
const MAX_VALUES: usize = 60;
/// Longest value to match, in letters: a longer one is a sentence.
const MAX_VALUE_LETTERS: usize = 80;

/// Number of rows by value, by the heading of the column.
pub(crate) type UnknownValues = BTreeMap<String, BTreeMap<String, usize>>;

/// The columns of a table, to be confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnOverview {
    /// The columns in the order of the file, those without a heading left out.
    pub columns: Vec<SourceColumn>,
    /// Headings of all columns that there are here.
    pub known: Vec<String>,
    /// Those that a file must have.
    pub needed: Vec<&'static str>,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceColumn {
    /// Its heading.
    pub heading: String,
    /// Its first different cells, shortened.
    pub samples: Vec<String>,
    /// The column that it is taken for, or probably is.
    pub column: Option<String>,
    /// How that was found.
    pub origin: ColumnOrigin,
}

/// How it was found out which column one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnOrigin {
    /// By its heading.
    Heading,
    /// Somebody decided it, or to leave the column out.
    Decided,
    /// It is only proposed.
    Proposed,
    /// Another column of the file is the same one.
    Double,
    /// It is not known.
    Unknown,
}

/// Values of a column that stand in no list, to be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedColumn {
    /// Heading of the column, for [`Mapping::values`].
    pub column: String,
    /// Values to choose from, as they are written in a cell.
    pub choices: Vec<String>,
    /// The values, the most frequent first.
    pub values: Vec<UnmatchedValue>,
}

/// A value that stands in no list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedValue {
    /// As written.
    pub value: String,
    /// Number of rows with it.
    pub rows: usize,
    /// The choice that was decided, or is probably meant; empty for a value that states nothing.
    pub choice: Option<String>,
    /// Whether it was decided.
    pub is_decided: bool,
}

/// The columns of a table with what a mapping says about them.
pub fn overview_columns(table: &Table, mapping: &Mapping) -> ColumnOverview {
    let mut taken = BTreeSet::new();
    let places = table.headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty());
    let mut columns: Vec<SourceColumn> = places
        .map(|(place, heading)| {
            let (column, origin) = known_column(heading, mapping);
            let is_double = column.as_ref().is_some_and(|column| !taken.insert(column.clone()));
            SourceColumn {
                heading: heading.clone(),
                samples: samples(table, place),
                column: column.filter(|_| !is_double),
                origin: if is_double { ColumnOrigin::Double } else { origin },
            }
        })
        .collect();
    for column in columns.iter_mut().filter(|column| column.origin == ColumnOrigin::Unknown) {
        let field = proposed(&column.heading).map(|field| field.heading().to_owned());
        column.column = field.filter(|field| taken.insert(field.clone()));
        if column.column.is_some() {
            column.origin = ColumnOrigin::Proposed;
        }
    }
    place_beside_town(&mut columns, &mut taken);
    ColumnOverview {
        columns,
        known: known_headings(),
        needed: Field::NEEDED.iter().map(|field| field.heading()).collect(),
    }
}

/// Beside a column of towns, "Ort" is a part of the address.
fn place_beside_town(columns: &mut [SourceColumn], taken: &mut BTreeSet<String>) {
    let place = Column::Part(AddressOf::Venue, AddressPart::Place).heading().into_owned();
    let is_open = |column: &&mut SourceColumn| {
        column.origin == ColumnOrigin::Unknown && is_place_heading(&column.heading)
    };
    if let Some(column) = columns.iter_mut().find(is_open)
        && taken.contains(Field::City.heading())
        && taken.insert(place.clone())
    {
        column.column = Some(place);
        column.origin = ColumnOrigin::Heading;
    }
}

fn known_headings() -> Vec<String> {
    let fields = Field::ALL.iter().map(|field| Column::Of(*field));
    fields.chain(Column::parts()).map(|column| column.heading().into_owned()).collect()
}

fn known_column(heading: &str, mapping: &Mapping) -> (Option<String>, ColumnOrigin) {
    match mapping.decision(heading) {
        Decision::Column(column) => (Some(column.heading().into_owned()), ColumnOrigin::Decided),
        Decision::LeftOut => (None, ColumnOrigin::Decided),
        Decision::None => match Column::find(heading) {
            Some(column) => (Some(column.heading().into_owned()), ColumnOrigin::Heading),
            None => (None, ColumnOrigin::Unknown),
        },
    }
}

fn samples(table: &Table, place: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in table.rows.iter().map(|row| row.cell(Some(place))).filter(|cell| !cell.is_empty()) {
        let sample: String = cell.chars().take(SAMPLE_LETTERS).collect();
        if !samples.contains(&sample) {
            samples.push(sample);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

/// How a table was read.
#[derive(Clone, Copy)]
pub(crate) struct TableValues<'a> {
    pub(crate) table: &'a Table,
    pub(crate) columns: &'a Columns,
    pub(crate) doubts: &'a [RowDoubt],
    pub(crate) rejected: &'a [RejectedRow],
}

/// The values of a table that stand in no list, with the number of rows, by column.
pub(crate) fn find_unknown_values(read: TableValues<'_>) -> UnknownValues {
    let TableValues { table, columns, .. } = read;
    let rows: BTreeMap<usize, usize> =
        table.rows.iter().enumerate().map(|(place, row)| (row.number, place)).collect();
    let mut found = UnknownValues::new();
    for UnknownCell { row, column, words } in unknown_words(read) {
        let Some(field) = Column::find(column) else { continue };
        let Some(row) = rows.get(&row).and_then(|place| table.rows.get(*place)) else { continue };
        let cell = row.cell(columns.places.get(&field).copied());
        for value in values(cell, words) {
            let rows = found.entry(column.to_owned()).or_default().entry(value).or_default();
            *rows += 1;
        }
    }
    found
}

/// The values that stand in no list, with likely choices; those that a mapping has decided, too.
pub(crate) fn match_values(
    mut found: UnknownValues,
    mapping: &Mapping,
    taxonomy: &Taxonomy,
) -> Vec<UnmatchedColumn> {
    let listed = listed_columns(taxonomy).into_iter();
    let unmatched = listed.map(|(field, choices)| {
        let column = field.heading().to_owned();
        let decided = mapping.values.get(&column).cloned().unwrap_or_default();
        let values = sorted(&found.remove(&column).unwrap_or_default(), &decided, &choices);
        UnmatchedColumn { column, choices, values }
    });
    unmatched.filter(|column| !column.values.is_empty()).collect()
}

/// Words of a cell that were not understood.
struct UnknownCell<'a> {
    row: usize,
    column: &'a str,
    /// `None` for the whole cell.
    words: Option<&'a str>,
}

fn unknown_words(read: TableValues<'_>) -> impl Iterator<Item = UnknownCell<'_>> {
    let is_unknown = |reason: &DoubtReason| {
        matches!(
            reason,
            DoubtReason::Unreadable | DoubtReason::Partly | DoubtReason::Similar { .. }
        )
    };
    let taken = read.doubts.iter().filter(move |doubt| is_unknown(&doubt.doubt.reason));
    let taken = taken.map(|doubt| UnknownCell {
        row: doubt.row,
        column: &doubt.column,
        words: Some(&doubt.doubt.words),
    });
    let rejected = read.rejected.iter().flat_map(move |row| {
        let problems =
            row.problems.iter().filter(|one| matches!(one.reason, CellError::Unknown(_)));
        let problems =
            problems.map(|one| UnknownCell { row: one.row, column: &one.column, words: None });
        let number = row.row.number;
        let doubts = row.doubts.iter().filter(move |doubt| is_unknown(&doubt.doubt.reason));
        problems.chain(doubts.map(move |doubt| UnknownCell {
            row: number,
            column: &doubt.column,
            words: Some(&doubt.doubt.words),
        }))
    });
    taken.chain(rejected)
}

/// The values of a cell that are these words, as the mapping can replace them. Words beside a value
/// that was understood are a remark.
fn values(cell: &str, words: Option<&str>) -> Vec<String> {
    let parts: Vec<&str> = outer_parts(cell).collect();
    let wanted = words.map(folded);
    let holds = |part: &&&str| wanted.as_ref().is_none_or(|words| folded(part) == *words);
    let is_short = |part: &&str| part.chars().count() <= MAX_VALUE_LETTERS;
    parts.iter().filter(holds).copied().filter(is_short).map(str::to_owned).collect()
}

fn sorted(
    found: &BTreeMap<String, usize>,
    decided: &BTreeMap<String, String>,
    choices: &[String],
) -> Vec<UnmatchedValue> {
    let is_open = |value: &&String| !decided.keys().any(|known| folded(known) == folded(value));
    let mut open: Vec<UnmatchedValue> = found
        .iter()
        .filter(|(value, _)| is_open(value))
        .map(|(value, rows)| UnmatchedValue {
            value: value.clone(),
            rows: *rows,
            choice: likely(value, choices),
            is_decided: false,
        })
        .collect();
    open.sort_by(|one, other| other.rows.cmp(&one.rows).then_with(|| one.value.cmp(&other.value)));
    open.truncate(MAX_VALUES);
    let decided = decided.iter().map(|(value, choice)| UnmatchedValue {
        value: value.clone(),
        rows: 0,
        choice: Some(choice.clone()),
        is_decided: true,
    });
    open.into_iter().chain(decided).collect()
}

fn likely(value: &str, choices: &[String]) -> Option<String> {
    let known = choices.iter().map(|choice| (choice.as_str(), folded(choice)));
    closest(&folded(value), known).map(str::to_owned)
}

/// The columns whose values stand in lists, each with its values.
fn listed_columns(taxonomy: &Taxonomy) -> Vec<(Field, Vec<String>)> {
    vec![
        (Field::City, labels(&taxonomy.cities)),
        (Field::ProviderCity, labels(&taxonomy.cities)),
        (Field::Category, labels(&taxonomy.categories)),
        (Field::Languages, labels(&taxonomy.languages)),
        (Field::Gender, names::<Gender>()),
        (Field::Background, names::<Background>()),
        (Field::Ages, names::<AgeGroup>()),
        (Field::Groups, names::<AudienceGroup>()),
        (Field::Kind, names::<OfferKind>()),
        (Field::ProviderKind, names::<InstitutionKind>()),
        (Field::Format, names::<Format>()),
        (Field::Level, names::<LanguageLevel>()),
    ]
}

fn labels<Id>(terms: &[Term<Id>]) -> Vec<String>
where
    Id: Clone + PartialEq + TryFrom<String> + Into<String>,
{
    let list = Labels::new(terms);
    terms.iter().map(|term| list.format(&term.id)).collect()
}

fn names<T: Choice>() -> Vec<String> {
    T::ALL.iter().map(|value| choices::format(*value)).collect()
}

#[cfg(test)]
mod tests;
