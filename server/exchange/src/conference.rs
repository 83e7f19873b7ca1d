//! Conferences from a table of fields and challenges, or from JSON with the full content.

use crate::error::ReadError;
use crate::file::{self, Kind, SourceFile, Table};
use crate::problems::Problems;
use crate::sheet::CellError;
use crate::sheet::lists::is_same;
use crate::sheet::numbers::count;
use jiff::civil::Date;
use serde::Deserialize;
use shared::language::LanguageTag;
use shared::text::{Lines, Text, Texts};
use shared::voting::conference::ProgrammePoint;
use shared::voting::join_code::JoinCode;
use shared::voting::short_title::ShortTitles;

const FIELD: &str = "Handlungsfeld";
const CHALLENGE: &str = "Herausforderung";
const VOTES: &str = "Stimmen";
/// Recognised but ignored: ranks follow from votes.
const RANK: &str = "Rang";

/// A conference without ids.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Draft {
    /// Title.
    pub title: Option<Lines>,
    /// Venue.
    pub place: Option<Lines>,
    /// Date.
    pub date: Option<Date>,
    /// Join code.
    pub code: Option<JoinCode>,
    /// Languages of its texts.
    #[serde(default)]
    pub languages: Vec<LanguageTag>,
    /// The programme.
    #[serde(default)]
    pub programme: Vec<ProgrammePoint>,
    /// Its fields, in order.
    pub fields: Vec<FieldDraft>,
}

/// A field of a draft.
#[derive(Clone, Debug, Deserialize)]
pub struct FieldDraft {
    /// Name.
    pub name: Lines,
    /// Its challenges, in order.
    pub challenges: Vec<ChallengeDraft>,
}

/// A challenge of a draft.
#[derive(Clone, Debug, Deserialize)]
pub struct ChallengeDraft {
    /// The section of the field it belongs to.
    pub section: Option<Lines>,
    /// Its short title.
    pub short_title: Option<ShortTitles>,
    /// The challenge.
    pub text: Texts<500>,
    /// Its goals.
    #[serde(default)]
    pub goals: Vec<GoalDraft>,
    /// What a matrix says beside it.
    pub notes: Option<Texts<2_000>>,
    /// Its sub-challenges.
    #[serde(default)]
    pub parts: Vec<PartDraft>,
    /// Votes from an earlier conference.
    #[serde(default)]
    pub votes: Option<u32>,
}

/// A goal of a draft.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoalDraft {
    /// What is to be reached.
    pub text: Option<Texts<1_000>>,
    /// Target group.
    pub audience: Option<Texts<500>>,
    /// Its measures.
    #[serde(default)]
    pub measures: Vec<MeasureDraft>,
}

/// A measure of a draft.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct MeasureDraft {
    /// What is done.
    pub text: Option<Texts<1_000>>,
    /// Target group, where it differs from the goal's.
    pub audience: Option<Texts<500>>,
    /// How to begin, a step on each line.
    pub first_steps: Option<Texts<2_000>>,
    /// Who is needed.
    pub stakeholders: Option<Texts<2_000>>,
    /// What is needed.
    pub resources: Option<Texts<2_000>>,
    /// Anything else.
    pub remarks: Option<Texts<2_000>>,
    /// Other places that it names, as they were written.
    #[serde(default)]
    pub references: Vec<Text<500>>,
}

/// A sub-challenge of a draft.
#[derive(Clone, Debug, Deserialize)]
pub struct PartDraft {
    /// The sub-challenge.
    pub text: Texts<500>,
}

impl ChallengeDraft {
    /// A challenge of which nothing is known but its text.
    pub fn of_text(text: Texts<500>) -> Self {
        Self {
            section: None,
            short_title: None,
            text,
            goals: Vec::new(),
            notes: None,
            parts: Vec::new(),
            votes: None,
        }
    }
}

impl Draft {
    /// Whether it has no challenges.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(|field| field.challenges.is_empty())
    }
}

/// The content of a file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The conference.
    pub draft: Draft,
    /// Number of rows or challenges read.
    pub records: usize,
    /// Unknown headings, whose cells were ignored.
    pub unknown_columns: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// [`ReadError`]; [`ReadError::Empty`] where there are no challenges.
pub fn read(file: &SourceFile) -> Result<Reading, ReadError> {
    let reading = match file.kind()? {
        Kind::Json => read_json(&file.content)?,
        kind => read_table(&file::table(kind, &file.content)?)?,
    };
    if reading.draft.is_empty() { Err(ReadError::Empty) } else { Ok(reading) }
}

fn read_json(content: &[u8]) -> Result<Reading, ReadError> {
    let draft: Draft = file::json(content)?;
    let records = draft.fields.iter().map(|field| field.challenges.len()).sum();
    Ok(Reading { draft, records, unknown_columns: Vec::new() })
}

fn read_table(table: &Table) -> Result<Reading, ReadError> {
    let (records, unknown_columns) = (table.rows.len(), unknown_columns(table));
    Ok(Reading { draft: draft(table)?, records, unknown_columns })
}

fn unknown_columns(table: &Table) -> Vec<String> {
    let is_known = |heading: &str| {
        heading.is_empty()
            || [FIELD, CHALLENGE, VOTES, RANK].iter().any(|known| is_same(known, heading))
    };
    table.headings.iter().filter(|heading| !is_known(heading)).cloned().collect()
}

fn column(table: &Table, heading: &'static str) -> Result<Option<usize>, ReadError> {
    let mut places =
        (0..table.headings.len()).filter(|place| is_same(&table.headings[*place], heading));
    let first = places.next();
    if places.next().is_some() { Err(ReadError::DoubleColumn(heading.into())) } else { Ok(first) }
}

/// Fields and challenges in the order of the rows; an empty field cell continues the field above.
fn draft(table: &Table) -> Result<Draft, ReadError> {
    let field_column = column(table, FIELD)?.ok_or(ReadError::MissingColumn(FIELD))?;
    let text_column = column(table, CHALLENGE)?.ok_or(ReadError::MissingColumn(CHALLENGE))?;
    let votes_column = column(table, VOTES)?;
    let mut problems = Problems::default();
    let mut fields: Vec<(String, FieldDraft)> = Vec::new();
    let mut seen: Vec<(usize, String, usize)> = Vec::new();
    let mut current = None;
    for row in &table.rows {
        let name = row.cell(Some(field_column));
        if !name.is_empty() {
            current = problems.note(row.number, FIELD, find_field(&mut fields, name));
        } else if current.is_none() {
            problems.note::<(), _>(row.number, FIELD, Err(CellError::Missing));
        }
        let cell = row.cell(Some(text_column));
        let text = problems.note(row.number, CHALLENGE, german::<500>(cell));
        let votes = Some(row.cell(votes_column))
            .filter(|cell| !cell.is_empty())
            .map(count)
            .and_then(|votes| problems.note(row.number, VOTES, votes));
        let (Some(place), Some(text)) = (current, text) else { continue };
        let folded = shared::search::fold::words(cell).join(" ");
        if let Some((.., earlier)) = seen.iter().find(|(f, t, _)| *f == place && *t == folded) {
            problems.note::<(), _>(row.number, CHALLENGE, Err(CellError::Repeated(*earlier)));
            continue;
        }
        seen.push((place, folded, row.number));
        fields[place].1.challenges.push(ChallengeDraft { votes, ..ChallengeDraft::of_text(text) });
    }
    let fields = fields.into_iter().map(|(_, field)| field).collect();
    problems.or_content(Draft { fields, ..Draft::default() })
}

/// The position of the field with this name, which is added if it is new.
fn find_field(fields: &mut Vec<(String, FieldDraft)>, name: &str) -> Result<usize, CellError> {
    let folded = shared::search::fold::words(name).join(" ");
    if let Some(place) = fields.iter().position(|(known, _)| *known == folded) {
        return Ok(place);
    }
    fields.push((folded, FieldDraft { name: german(name)?, challenges: Vec::new() }));
    Ok(fields.len() - 1)
}

fn german<const MAX: usize>(cell: &str) -> Result<Texts<MAX>, CellError> {
    if cell.is_empty() { Err(CellError::Missing) } else { Ok(Texts::german(Text::parse(cell)?)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn draft_of(csv: &str) -> Result<Draft, ReadError> {
        draft(&file::table(file::Kind::Csv, csv.as_bytes())?)
    }

    fn problems(csv: &str) -> Vec<(usize, String, String)> {
        match draft_of(csv) {
            Err(ReadError::Problems(problems)) => {
                let parts = |p: crate::problem::Problem| {
                    (p.row, p.column.into_owned(), p.reason.to_string())
                };
                problems.into_iter().map(parts).collect()
            }
            other => panic!("expected problems, not {other:?}"),
        }
    }

    #[test]
    fn the_gladbeck_file_has_four_fields_twenty_challenges_and_174_votes() {
        let draft = draft_of(include_str!("../../../demo/priorities-gladbeck-2018.csv")).unwrap();
        let sizes: Vec<usize> = draft.fields.iter().map(|field| field.challenges.len()).collect();
        assert_eq!(sizes, [6, 5, 5, 4]);
        let all = draft.fields.iter().flat_map(|field| &field.challenges);
        assert_eq!(all.filter_map(|challenge| challenge.votes).sum::<u32>(), 174);
    }

    #[test]
    fn an_empty_field_continues_the_one_above_and_votes_are_optional() {
        let draft = draft_of("Herausforderung;Handlungsfeld\nA;Wohnen\nB;\nC;wohnen").unwrap();
        assert_eq!(draft.fields.len(), 1);
        assert_eq!(draft.fields[0].challenges.len(), 3);
    }

    #[rstest]
    #[case("Handlungsfeld;Herausforderung;Stimmen\nWohnen;;3", (2, "Herausforderung", "missing"))]
    #[case("Handlungsfeld;Herausforderung\n;A", (2, "Handlungsfeld", "missing"))]
    #[case("Handlungsfeld;Herausforderung;Stimmen\nWohnen;A;-3", (2, "Stimmen", "\"-3\" is no whole number"))]
    #[case("Handlungsfeld;Herausforderung\nWohnen;A\nWohnen;a", (3, "Herausforderung", "the same as in row 2"))]
    fn an_invalid_cell_is_named(
        #[case] csv: &str,
        #[case] (row, column, reason): (usize, &str, &str),
    ) {
        assert_eq!(problems(csv), [(row, column.to_owned(), reason.to_owned())]);
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = draft_of("Handlungsfeld;Thema\nWohnen;A").unwrap_err();
        assert_eq!(error.to_string(), "the column \"Herausforderung\" is missing");
    }
}
