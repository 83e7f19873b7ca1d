//! Importing a conference with its first round.

mod references;

use super::round_settings::RoundSettings;
use crate::changes::Change;
use crate::db::{DbError, conferences, rounds};
use crate::import::{ImportError, ImportReport, Mode};
use crate::secret::{random_u64, random_u128};
use crate::service::Service;
use exchange::conference::{Draft, build_fields, read};
use exchange::error::ReadError;
use exchange::file::SourceFile;
use exchange::matrix::{Decisions, Doubt};
pub(super) use references::link_references;
use shared::id::ConferenceId;
use shared::text::{Line, Lines, Text};
use shared::voting::conference::Conference;
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
        let reading = read(file, &Decisions::default())?;
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
    let mut fields = build_fields(draft.fields, &mut random_u128);
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
