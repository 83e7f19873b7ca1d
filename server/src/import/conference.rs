//! Conferences from a table of fields and challenges, or from JSON with everything.

use super::file::{self, Table};
use super::{CellError, ImportError, ImportReport, Problems};
use crate::db::{Db, DbError, conferences, rounds};
use crate::secret::{random_code, random_id};
use crate::service::RoundSettings;
use crate::sheet::lists::is_same;
use crate::sheet::numbers::count;
use jiff::civil::Date;
use serde::Deserialize;
use shared::conference::{Challenge, Conference, Field, Measure, ProgrammePoint, SubChallenge};
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::join_code::JoinCode;
use shared::language::LanguageTag;
use shared::round::Round;
use shared::text::{Line, Lines, Text, Texts};
use shared::time::Millis;
use std::path::Path;

const FIELD: &str = "Handlungsfeld";
const CHALLENGE: &str = "Herausforderung";
const VOTES: &str = "Stimmen";
/// Known and left aside: ranks follow from votes.
const RANK: &str = "Rang";

/// A conference before it has ids.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    title: Option<Lines>,
    place: Option<Lines>,
    date: Option<Date>,
    code: Option<JoinCode>,
    #[serde(default)]
    languages: Vec<LanguageTag>,
    #[serde(default)]
    programme: Vec<ProgrammePoint>,
    fields: Vec<FieldDraft>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldDraft {
    name: Lines,
    challenges: Vec<ChallengeDraft>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChallengeDraft {
    section: Option<Lines>,
    text: Texts<500>,
    goal: Option<Texts<1_000>>,
    audience: Option<Texts<500>>,
    #[serde(default)]
    measures: Vec<Measure>,
    #[serde(default)]
    parts: Vec<PartDraft>,
    #[serde(default)]
    votes: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartDraft {
    text: Texts<500>,
}

/// What the command line says besides the file.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Title, where the file has none or another.
    pub title: Option<Line>,
    /// Code, where it is not to be drawn.
    pub code: Option<JoinCode>,
    /// The first round.
    pub round: RoundSettings,
}

/// Reads a file and stores the conference with its first round, prepared.
///
/// # Errors
/// [`ImportError`]; nothing is written then, nor with `is_dry_run`.
pub async fn import(
    db: &Db,
    path: &Path,
    settings: &Settings,
    (is_dry_run, now): (bool, Millis),
) -> Result<(Conference, Round, ImportReport), ImportError> {
    let (draft, mut report) = read(path)?;
    let (conference, round) = prepare(draft, settings, &file_title(path)?)?;
    report.created = conference.challenges().count();
    store(db, (&conference, &round), (is_dry_run, now)).await?;
    Ok((conference, round, report))
}

/// Stores a conference with its round, or only tries to.
async fn store(
    db: &Db,
    (conference, round): (&Conference, &Round),
    (is_dry_run, now): (bool, Millis),
) -> Result<(), ImportError> {
    let mut tx = db.write().await?;
    match conferences::insert_conference(&mut tx, conference, now).await {
        Err(DbError::Exists) => return Err(ImportError::CodeTaken(conference.code.clone())),
        other => other?,
    }
    rounds::insert_round(&mut tx, round).await?;
    if !is_dry_run {
        tx.commit().await?;
    }
    Ok(())
}

/// Stores a conference that is compiled in, such as the demo's.
///
/// # Errors
/// [`ImportError`].
pub async fn import_json(
    db: &Db,
    content: &[u8],
    settings: &Settings,
    now: Millis,
) -> Result<Conference, ImportError> {
    let draft: Draft = file::json(content)?;
    let (conference, round) = prepare(draft, settings, &Text::parse("?").map_err(no_title)?)?;
    store(db, (&conference, &round), (false, now)).await?;
    Ok(conference)
}

fn read(path: &Path) -> Result<(Draft, ImportReport), ImportError> {
    let (kind, content) = file::read(path)?;
    if kind == file::Kind::Json {
        let draft: Draft = file::json(&content)?;
        let rows = draft.fields.iter().map(|field| field.challenges.len()).sum();
        return Ok((draft, ImportReport { rows, ..ImportReport::default() }));
    }
    let table = file::table(kind, &content)?;
    let report = ImportReport {
        rows: table.rows.len(),
        unknown_columns: unknown_columns(&table),
        ..ImportReport::default()
    };
    Ok((draft(&table)?, report))
}

fn unknown_columns(table: &Table) -> Vec<String> {
    let is_known = |heading: &str| {
        heading.is_empty()
            || [FIELD, CHALLENGE, VOTES, RANK].iter().any(|known| is_same(known, heading))
    };
    table.headings.iter().filter(|heading| !is_known(heading)).cloned().collect()
}

fn column(table: &Table, heading: &'static str) -> Result<Option<usize>, ImportError> {
    let mut places =
        (0..table.headings.len()).filter(|place| is_same(&table.headings[*place], heading));
    let first = places.next();
    if places.next().is_some() { Err(ImportError::DoubleColumn(heading.into())) } else { Ok(first) }
}

/// Fields and challenges in the order of the rows; an empty field cell continues the field above.
fn draft(table: &Table) -> Result<Draft, ImportError> {
    let field_column = column(table, FIELD)?.ok_or(ImportError::MissingColumn(FIELD))?;
    let text_column = column(table, CHALLENGE)?.ok_or(ImportError::MissingColumn(CHALLENGE))?;
    let votes_column = column(table, VOTES)?;
    let mut problems = Problems::default();
    let mut fields: Vec<(String, FieldDraft)> = Vec::new();
    let mut seen: Vec<(usize, String, usize)> = Vec::new();
    let mut current = None;
    for row in &table.rows {
        let name = row.cell(Some(field_column));
        if !name.is_empty() {
            current = problems.note((row.number, FIELD), find_field(&mut fields, name));
        } else if current.is_none() {
            problems.note::<(), _>((row.number, FIELD), Err(CellError::Missing));
        }
        let cell = row.cell(Some(text_column));
        let text = problems.note((row.number, CHALLENGE), german::<500>(cell));
        let votes = Some(row.cell(votes_column)).filter(|cell| !cell.is_empty()).map(count);
        let votes = votes.map(|votes| problems.note((row.number, VOTES), votes));
        let (Some(place), Some(text)) = (current, text) else { continue };
        let folded = shared::search::fold::words(cell).join(" ");
        if let Some((.., earlier)) = seen.iter().find(|(f, t, _)| *f == place && *t == folded) {
            problems.note::<(), _>((row.number, CHALLENGE), Err(CellError::Repeated(*earlier)));
            continue;
        }
        seen.push((place, folded, row.number));
        fields[place].1.challenges.push(ChallengeDraft {
            section: None,
            text,
            goal: None,
            audience: None,
            measures: Vec::new(),
            parts: Vec::new(),
            votes: votes.flatten(),
        });
    }
    let fields = fields.into_iter().map(|(_, field)| field).collect();
    problems.or_content(Draft {
        title: None,
        place: None,
        date: None,
        code: None,
        languages: Vec::new(),
        programme: Vec::new(),
        fields,
    })
}

/// The place of the field of this name, which is made where it is new.
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

/// A conference whose file has no title is called as the file is.
fn file_title(path: &Path) -> Result<Line, ImportError> {
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("?");
    Text::parse(name).map_err(no_title)
}

fn no_title(_: shared::text::TextError) -> ImportError {
    ImportError::Kind
}

/// Gives ids to everything and makes the first round.
fn prepare(
    draft: Draft,
    settings: &Settings,
    fallback_title: &Line,
) -> Result<(Conference, Round), ImportError> {
    if draft.fields.iter().all(|field| field.challenges.is_empty()) {
        return Err(ImportError::Empty);
    }
    let title = settings.title.clone().map(Lines::german).or(draft.title);
    let code = settings.code.clone().or(draft.code);
    let conference = Conference {
        id: ConferenceId::from_random(random_id()),
        code: code.unwrap_or_else(|| JoinCode::from_random(random_code())),
        title: title.unwrap_or_else(|| Lines::german(fallback_title.clone())),
        place: draft.place,
        date: draft.date,
        languages: draft.languages,
        programme: draft.programme,
        fields: draft.fields.into_iter().map(field).collect(),
    };
    let round = settings.round.prepare(&conference, 1)?;
    Ok((conference, round))
}

fn field(draft: FieldDraft) -> Field {
    let challenges = draft.challenges.into_iter().map(|challenge| Challenge {
        id: ChallengeId::from_random(random_id()),
        section: challenge.section,
        text: challenge.text,
        goal: challenge.goal,
        audience: challenge.audience,
        measures: challenge.measures,
        parts: challenge.parts.into_iter().map(part).collect(),
        earlier_votes: challenge.votes,
    });
    Field {
        id: FieldId::from_random(random_id()),
        name: draft.name,
        challenges: challenges.collect(),
    }
}

fn part(draft: PartDraft) -> SubChallenge {
    SubChallenge { id: ChallengeId::from_random(random_id()), text: draft.text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn draft_of(csv: &str) -> Result<Draft, ImportError> {
        draft(&file::table(file::Kind::Csv, csv.as_bytes())?)
    }

    fn problems(csv: &str) -> Vec<(usize, String, String)> {
        match draft_of(csv) {
            Err(ImportError::Problems(problems)) => {
                let parts = |p: crate::import::Problem| {
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
    fn a_cell_that_cannot_be_taken_is_named(
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
