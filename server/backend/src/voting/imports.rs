//! Importing a conference with its first round.

mod references;

use super::round_settings::RoundSettings;
use crate::changes::Change;
use crate::db::{DbError, conferences, rounds};
use crate::import::{ImportError, ImportReport, Mode};
use crate::secret::{random_u64, random_u128};
use crate::service::Service;
use exchange::conference::{
    ChallengeDraft, Draft, FieldDraft, GoalDraft, MeasureDraft, PartDraft, read,
};
use exchange::error::ReadError;
use exchange::file::SourceFile;
use exchange::matrix::Doubt;
use references::link_references;
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::text::{Line, Lines, Text};
use shared::voting::conference::{
    Challenge, Conference, Field, Goal, Measure, Reference, SubChallenge,
};
use shared::voting::join_code::JoinCode;
use shared::voting::round::Round;

/// Settings for an imported conference that are not in its file.
#[derive(Clone, Debug, Default)]
pub struct ConferenceSettings {
    /// The title; overrides the file's.
    pub title: Option<Line>,
    /// The code; overrides the file's. Random where both are missing.
    pub code: Option<JoinCode>,
    /// The first round.
    pub round: RoundSettings,
}

/// An imported conference, or one that would have been imported without a dry run.
#[derive(Clone, Debug)]
pub struct ImportedConference {
    /// The conference.
    pub conference: Conference,
    /// Its first round, prepared.
    pub round: Round,
    /// What was imported.
    pub report: ImportReport,
    /// Places of its matrix that a person should look at; they were read by the defaults.
    pub doubts: Vec<Doubt>,
}

impl Service {
    /// Imports a conference with its first round. Without a title it gets the file's name.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is stored then, nor in [`Mode::DryRun`].
    pub async fn import_conference(
        &self,
        file: &SourceFile,
        settings: &ConferenceSettings,
        mode: Mode,
    ) -> Result<ImportedConference, ImportError> {
        let reading = read(file)?;
        let fallback_title: Line = Text::parse(file.stem()).map_err(|_| ReadError::Kind)?;
        let conference = build_conference(reading.draft, settings, fallback_title);
        let round = settings.round.prepare(&conference, 1)?;
        let mut tx = self.0.db.write().await?;
        match conferences::insert_conference(&mut tx, &conference, self.0.clock.now()).await {
            Err(DbError::Exists) => return Err(ImportError::CodeTaken(conference.code)),
            other => other?,
        }
        rounds::insert_round(&mut tx, &round).await?;
        tx.announce(Change::Content(conference.id.clone()));
        tx.announce(Change::Votes(conference.id.clone()));
        if mode == Mode::Store {
            tx.commit().await?;
        }
        let report = ImportReport {
            rows: reading.records,
            created: conference.challenges().count(),
            ..ImportReport::default()
        };
        Ok(ImportedConference { conference, round, report, doubts: reading.doubts })
    }
}

/// Builds a conference from a draft, with new random ids.
fn build_conference(
    draft: Draft,
    settings: &ConferenceSettings,
    fallback_title: Line,
) -> Conference {
    let title = settings.title.clone().map(Lines::german).or(draft.title);
    let code = settings.code.clone().or(draft.code);
    let mut fields: Vec<Field> = draft.fields.into_iter().map(build_field).collect();
    link_references(&mut fields);
    Conference {
        id: ConferenceId::from_random(random_u128()),
        code: code.unwrap_or_else(|| JoinCode::from_random(random_u64())),
        title: title.unwrap_or_else(|| Lines::german(fallback_title)),
        place: draft.place,
        date: draft.date,
        languages: draft.languages,
        programme: draft.programme,
        fields,
    }
}

fn build_field(draft: FieldDraft) -> Field {
    Field {
        id: FieldId::from_random(random_u128()),
        name: draft.name,
        challenges: draft.challenges.into_iter().map(build_challenge).collect(),
    }
}

fn build_challenge(draft: ChallengeDraft) -> Challenge {
    let goals = draft.goals.into_iter().map(build_goal).collect();
    Challenge {
        id: ChallengeId::from_random(random_u128()),
        section: draft.section,
        short_title: draft.short_title,
        text: draft.text,
        goals,
        notes: draft.notes,
        parts: draft.parts.into_iter().map(build_sub_challenge).collect(),
        earlier_votes: draft.votes,
    }
}

fn build_goal(draft: GoalDraft) -> Goal {
    let GoalDraft { text, audience, measures } = draft;
    Goal { text, audience, measures: measures.into_iter().map(build_measure).collect() }
}

fn build_measure(draft: MeasureDraft) -> Measure {
    let MeasureDraft { text, audience, first_steps, stakeholders, resources, remarks, references } =
        draft;
    let reference = |text| Reference { text, field: None, challenge: None };
    let references = references.into_iter().map(reference).collect();
    Measure { text, audience, first_steps, stakeholders, resources, remarks, references }
}

fn build_sub_challenge(draft: PartDraft) -> SubChallenge {
    let PartDraft { text, votes } = draft;
    SubChallenge { id: ChallengeId::from_random(random_u128()), text, earlier_votes: votes }
}
