//! Taking in a conference with its first round.

use super::rounds::RoundSettings;
use crate::changes::Change;
use crate::db::{DbError, conferences, rounds};
use crate::import::{ImportError, ImportReport, Mode};
use crate::secret::{random_code, random_id};
use crate::service::Service;
use exchange::conference::{ChallengeDraft, Draft, FieldDraft, PartDraft, read};
use exchange::error::ReadError;
use exchange::file::SourceFile;
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::text::{Line, Lines, Text};
use shared::voting::conference::{Challenge, Conference, Field, SubChallenge};
use shared::voting::join_code::JoinCode;
use shared::voting::round::Round;

/// What is said of a conference besides its file.
#[derive(Clone, Debug, Default)]
pub struct ConferenceSettings {
    /// Title, where the file has none or another.
    pub title: Option<Line>,
    /// Code, where it is not to be drawn.
    pub code: Option<JoinCode>,
    /// The first round.
    pub round: RoundSettings,
}

/// A conference that was taken in, or with a dry run would have been.
#[derive(Clone, Debug)]
pub struct ImportedConference {
    /// The conference.
    pub conference: Conference,
    /// Its first round, prepared.
    pub round: Round,
    /// What was read.
    pub report: ImportReport,
}

impl Service {
    /// Takes in a conference with its first round. One without a title is called as its file is.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is stored then, nor in [`Mode::DryRun`].
    pub async fn import_conference(
        &self,
        file: &SourceFile,
        settings: &ConferenceSettings,
        mode: Mode,
    ) -> Result<ImportedConference, ImportError> {
        let read = read(file)?;
        let title: Line = Text::parse(file.stem()).map_err(|_| ReadError::Kind)?;
        let conference = conference(read.draft, settings, title);
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
            rows: read.records,
            created: conference.challenges().count(),
            unknown_columns: read.unknown_columns,
            ..ImportReport::default()
        };
        Ok(ImportedConference { conference, round, report })
    }
}

/// Gives ids to everything.
fn conference(draft: Draft, settings: &ConferenceSettings, fallback_title: Line) -> Conference {
    let title = settings.title.clone().map(Lines::german).or(draft.title);
    let code = settings.code.clone().or(draft.code);
    Conference {
        id: ConferenceId::from_random(random_id()),
        code: code.unwrap_or_else(|| JoinCode::from_random(random_code())),
        title: title.unwrap_or_else(|| Lines::german(fallback_title)),
        place: draft.place,
        date: draft.date,
        languages: draft.languages,
        programme: draft.programme,
        fields: draft.fields.into_iter().map(field).collect(),
    }
}

fn field(draft: FieldDraft) -> Field {
    Field {
        id: FieldId::from_random(random_id()),
        name: draft.name,
        challenges: draft.challenges.into_iter().map(challenge).collect(),
    }
}

fn challenge(draft: ChallengeDraft) -> Challenge {
    Challenge {
        id: ChallengeId::from_random(random_id()),
        section: draft.section,
        text: draft.text,
        goal: draft.goal,
        audience: draft.audience,
        measures: draft.measures,
        parts: draft.parts.into_iter().map(part).collect(),
        earlier_votes: draft.votes,
    }
}

fn part(draft: PartDraft) -> SubChallenge {
    SubChallenge { id: ChallengeId::from_random(random_id()), text: draft.text }
}
