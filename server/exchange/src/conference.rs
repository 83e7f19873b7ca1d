//! Conferences from a matrix, or from JSON with the full content.

use crate::error::ReadError;
use crate::file::{self, Kind, SourceFile};
use crate::matrix::{self, Decisions, Doubt, MatrixReading};
use jiff::civil::Date;
use serde::Deserialize;
use shared::language::LanguageTag;
use shared::text::{Lines, Text, Texts};
use shared::voting::conference::ProgrammePoint;
use shared::voting::join_code::JoinCode;
use shared::voting::short_title::ShortTitles;

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
    /// Votes from an earlier conference.
    #[serde(default)]
    pub votes: Option<u32>,
}

impl Draft {
    /// Whether it has no challenges.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(|field| field.challenges.is_empty())
    }
}

/// The content of a file.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The conference.
    pub draft: Draft,
    /// Number of rows or challenges read.
    pub records: usize,
    /// What a person should look at in a table, read by the defaults.
    pub doubts: Vec<Doubt>,
}

/// Reads a file: JSON, or a matrix with the default of each doubt.
///
/// # Errors
/// [`ReadError`]; [`ReadError::Empty`] where there are no challenges.
pub fn read(file: &SourceFile) -> Result<Reading, ReadError> {
    let reading = match file.kind()? {
        Kind::Json => read_json(&file.content)?,
        Kind::Csv | Kind::Xlsx | Kind::Ods => read_matrix(file)?,
    };
    if reading.draft.is_empty() { Err(ReadError::Empty) } else { Ok(reading) }
}

fn read_json(content: &[u8]) -> Result<Reading, ReadError> {
    let draft: Draft = file::json(content)?;
    let records = draft.fields.iter().map(|field| field.challenges.len()).sum();
    Ok(Reading { draft, records, doubts: Vec::new() })
}

fn read_matrix(file: &SourceFile) -> Result<Reading, ReadError> {
    let MatrixReading { draft, rows, doubts, .. } = matrix::read(file, &Decisions::default())?;
    Ok(Reading { draft, records: rows, doubts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::DoubtKind;
    use crate::problem::Problem;
    use rstest::rstest;

    fn read_csv(csv: &str) -> Result<Reading, ReadError> {
        read(&SourceFile { name: "Konferenz.csv".to_owned(), content: csv.as_bytes().to_vec() })
    }

    #[test]
    fn the_gladbeck_file_has_four_fields_twenty_challenges_and_174_votes() {
        let csv = include_str!("../../../demo/priorities-gladbeck-2018.csv");
        let Reading { draft, doubts, .. } = read_csv(csv).unwrap();
        let sizes: Vec<usize> = draft.fields.iter().map(|field| field.challenges.len()).collect();
        assert_eq!(sizes, [6, 5, 5, 4]);
        let all = draft.fields.iter().flat_map(|field| &field.challenges);
        assert_eq!(all.filter_map(|challenge| challenge.votes).sum::<u32>(), 174);
        assert_eq!(doubts, []);
    }

    #[test]
    fn an_empty_field_continues_the_one_above_and_votes_are_optional() {
        let reading = read_csv("Herausforderung;Handlungsfeld\nA;Wohnen\nB;\nC;wohnen").unwrap();
        assert_eq!(reading.draft.fields.len(), 1);
        assert_eq!(reading.draft.fields[0].challenges.len(), 3);
    }

    #[rstest]
    #[case("Handlungsfeld;Herausforderung;Stimmen\nWohnen;;3", (2, "Herausforderung", "missing"))]
    #[case("Handlungsfeld;Herausforderung\n;A", (2, "Handlungsfeld", "missing"))]
    #[case("Handlungsfeld;Herausforderung;Stimmen\nWohnen;A;-3", (2, "Stimmen", "\"-3\" is no whole number"))]
    fn an_invalid_cell_is_named(
        #[case] csv: &str,
        #[case] (row, column, reason): (usize, &str, &str),
    ) {
        let Err(ReadError::Problems(problems)) = read_csv(csv) else { panic!("no problems") };
        let [Problem { row: found, column: heading, reason: error }] = problems.as_slice() else {
            panic!("{problems:?}")
        };
        assert_eq!((*found, heading.as_ref(), error.to_string().as_str()), (row, column, reason));
    }

    #[test]
    fn a_challenge_that_is_there_twice_is_left_out_and_said() {
        let reading = read_csv("Handlungsfeld;Herausforderung\nWohnen;A\nWohnen;A").unwrap();
        assert_eq!(reading.draft.fields[0].challenges.len(), 1);
        assert_eq!(reading.doubts[0].kind, DoubtKind::Repeated { row: 2 });
    }

    #[rstest]
    #[case("Handlungsfeld;Thema\nWohnen;A", "the column \"Herausforderung\" is missing")]
    #[case("Herausforderung;Stimmen\nA;3", "the column \"Handlungsfeld\" is missing")]
    #[case("Handlungsfeld;Herausforderung\n", "the file holds no rows")]
    fn a_missing_column_is_named(#[case] csv: &str, #[case] error: &str) {
        assert_eq!(read_csv(csv).unwrap_err().to_string(), error);
    }
}
