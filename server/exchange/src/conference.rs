//! Conferences from a matrix, or from JSON with the full content; what a file would change in one
//! that is there.

mod building;
mod comparison;
mod merging;
mod pairing;
mod writing;

pub use building::build_fields;
pub use comparison::{
    CellName, ChallengeDifference, FieldDifference, RecordChange, TextChange, compare_fields,
};
pub use merging::{Gone, GoneKind, Merge, MergeOptions, NewChallenge, merge_fields};

use crate::error::ReadError;
use crate::file::{self, Kind, SourceFile};
use crate::matrix::{self, Decisions, Doubt, MatrixReading};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shared::language::LanguageTag;
use shared::text::{Lines, Text, Texts};
use shared::voting::conference::ProgrammePoint;
use shared::voting::join_code::JoinCode;
use shared::voting::short_title::ShortTitles;

/// A conference without ids.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Draft {
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Lines>,
    /// Venue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Lines>,
    /// Date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Join code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<JoinCode>,
    /// Languages of its texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// The programme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programme: Vec<ProgrammePoint>,
    /// Its fields, in order.
    pub fields: Vec<FieldDraft>,
}

/// A field of a draft.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FieldDraft {
    /// Name.
    pub name: Lines,
    /// Its challenges, in order.
    pub challenges: Vec<ChallengeDraft>,
}

/// A challenge of a draft.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ChallengeDraft {
    /// The section of the field it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Lines>,
    /// Its short title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_title: Option<ShortTitles>,
    /// The challenge.
    pub text: Texts<500>,
    /// Its goals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<GoalDraft>,
    /// What a matrix says beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Texts<2_000>>,
    /// Its sub-challenges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartDraft>,
    /// Votes from an earlier conference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u32>,
}

/// A goal of a draft.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct GoalDraft {
    /// What is to be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Texts<1_000>>,
    /// Target group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Texts<500>>,
    /// Its measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureDraft>,
}

/// A measure of a draft.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct MeasureDraft {
    /// What is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Texts<1_000>>,
    /// Target group, where it differs from the goal's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Texts<500>>,
    /// How to begin, a step on each line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_steps: Option<Texts<2_000>>,
    /// Who is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stakeholders: Option<Texts<2_000>>,
    /// What is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resources: Option<Texts<2_000>>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Texts<2_000>>,
    /// Other places that it names, as they were written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Text<500>>,
}

/// A sub-challenge of a draft.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PartDraft {
    /// The sub-challenge.
    pub text: Texts<500>,
    /// Votes from an earlier conference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    /// What a person should look at in a table, with what was decided.
    pub doubts: Vec<Doubt>,
    /// Names of sheets in which no matrix was found.
    pub unread_sheets: Vec<String>,
}

/// Reads a file: JSON, or a matrix with what was decided about its doubts.
///
/// # Errors
/// [`ReadError`]; [`ReadError::Empty`] where there are no challenges.
pub fn read(file: &SourceFile, decisions: &Decisions) -> Result<Reading, ReadError> {
    let reading = match file.kind()? {
        Kind::Json => read_json(&file.content)?,
        Kind::Csv | Kind::Xlsx | Kind::Ods => read_matrix(file, decisions)?,
    };
    if reading.draft.is_empty() { Err(ReadError::Empty) } else { Ok(reading) }
}

fn read_json(content: &[u8]) -> Result<Reading, ReadError> {
    let draft: Draft = file::json(content)?;
    let records = draft.fields.iter().map(|field| field.challenges.len()).sum();
    Ok(Reading { draft, records, ..Reading::default() })
}

fn read_matrix(file: &SourceFile, decisions: &Decisions) -> Result<Reading, ReadError> {
    let MatrixReading { draft, rows, doubts, unread_sheets, .. } = matrix::read(file, decisions)?;
    Ok(Reading { draft, records: rows, doubts, unread_sheets })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::DoubtKind;
    use crate::problem::Problem;
    use rstest::rstest;

    fn read_csv(csv: &str) -> Result<Reading, ReadError> {
        let content = csv.as_bytes().to_vec();
        read(&SourceFile { name: "Konferenz.csv".to_owned(), content }, &Decisions::default())
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
