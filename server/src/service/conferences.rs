//! Preparing, showing and joining a conference.

use super::Service;
use super::views::conference_view;
use crate::db::{Tx, ballots, conferences, rounds};
use crate::error::ServiceError;
use crate::secret::Voter;
use app::error::Missing;
use shared::api::{ConferenceView, PhoneView};
use shared::ballot::Ballot;
use shared::conference::Conference;
use shared::id::ConferenceId;
use shared::join_code::JoinCode;
use shared::language::UiLanguage;
use shared::round::Round;

/// A conference with its latest round, loaded together.
pub(super) async fn load_with_round(
    tx: &mut Tx,
    code: &JoinCode,
) -> Result<(Conference, Option<Round>), ServiceError> {
    let conference = conferences::find_conference(tx, code)
        .await?
        .ok_or(ServiceError::missing(Missing::Conference))?;
    let round = rounds::latest_round(tx, &conference.id).await?;
    Ok((conference, round))
}

impl Service {
    /// A conference as one reader sees it.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn show_conference(
        &self,
        code: &JoinCode,
        language: UiLanguage,
    ) -> Result<ConferenceView, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let (conference, round) = load_with_round(&mut tx, code).await?;
        Ok(conference_view(&conference, round.as_ref(), (language, self.0.clock.now())))
    }

    /// A conference and the voter's ballot of its latest round.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn show_phone(
        &self,
        code: &JoinCode,
        voter: Option<&Voter>,
        language: UiLanguage,
    ) -> Result<PhoneView, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let (conference, round) = load_with_round(&mut tx, code).await?;
        let ballot = match (&round, voter) {
            (Some(round), Some(voter)) => {
                ballots::load_ballot(&mut tx, &round.id, voter).await?.unwrap_or_default()
            }
            _ => Ballot::default(),
        };
        let view = conference_view(&conference, round.as_ref(), (language, self.0.clock.now()));
        Ok(PhoneView { conference: view, ballot })
    }

    /// Notes that a voter has joined; again changes nothing.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn join_conference(&self, code: &JoinCode, voter: Voter) -> Result<(), ServiceError> {
        let conference = self.conference_id(code).await?;
        self.0.writer.join(conference, voter).await
    }

    /// The conference a code stands for.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn conference_id(&self, code: &JoinCode) -> Result<ConferenceId, ServiceError> {
        let mut tx = self.0.db.read().await?;
        conferences::find_id(&mut tx, code).await?.ok_or(ServiceError::missing(Missing::Conference))
    }
}
