//! Opening and closing a round, and its outcome.

use super::Service;
use super::conferences::load_with_round;
use crate::db::{DbError, ballots, conferences, rounds};
use crate::error::ServiceError;
use crate::secret::random_id;
use app::error::{AppError, Missing};
use shared::api::RoundResult;
use shared::conference::Conference;
use shared::id::RoundId;
use shared::join_code::JoinCode;
use shared::live::Turnout;
use shared::round::{
    Access, Budget, ResultsVisibility, Round, RoundRules, RoundState, RulesError, TransitionError,
};
use shared::tally::results;
use std::time::Duration;

/// How the first round of a conference is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundSettings {
    /// Dots in each field.
    pub dots_per_field: u32,
    /// Most dots on one challenge.
    pub max_per_challenge: u32,
    /// When results are seen.
    pub results: ResultsVisibility,
}

impl RoundSettings {
    /// The first round of a conference, over all its fields.
    ///
    /// # Errors
    /// [`RulesError`] where a number is out of its bounds.
    pub fn first_round(self, conference: &Conference) -> Result<Round, RulesError> {
        let slate = conference
            .challenges()
            .map(|(field, challenge)| (challenge.id.clone(), field.id.clone()));
        Ok(Round {
            id: RoundId::from_random(random_id()),
            conference: conference.id.clone(),
            number: 1,
            state: RoundState::Prepared,
            rules: RoundRules::new(Budget::Field(self.dots_per_field), self.max_per_challenge)?,
            results: self.results,
            access: Access::Open,
            fields: conference.fields.iter().map(|field| field.id.clone()).collect(),
            slate: slate.collect(),
        })
    }
}

impl Service {
    /// Opens the prepared round of a conference.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Transition`].
    pub async fn open_round(&self, code: &JoinCode) -> Result<Round, ServiceError> {
        self.move_round(code, RoundState::open).await
    }

    /// Begins to close the open round of a conference: phones have `grace` to deliver.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Transition`].
    pub async fn close_round(
        &self,
        code: &JoinCode,
        grace: Duration,
    ) -> Result<Round, ServiceError> {
        let now = self.0.clock.now();
        self.move_round(code, |state| state.close(now, grace)).await
    }

    async fn move_round(
        &self,
        code: &JoinCode,
        step: impl FnOnce(RoundState) -> Result<RoundState, TransitionError>,
    ) -> Result<Round, ServiceError> {
        let mut tx = self.0.db.write().await?;
        let (conference, round) = load_with_round(&mut tx, code).await?;
        let mut round = round.ok_or(ServiceError::missing(Missing::Round))?;
        let next = step(round.state)?;
        if !rounds::update_state(&mut tx, &round.id, (round.state, next)).await? {
            // Somebody else moved it between our reading and our writing.
            return Err(AppError::from(TransitionError::NotOpen).into());
        }
        tx.commit().await?;
        round.state = next;
        self.0.hub.touch(&conference.id);
        Ok(round)
    }

    /// The outcome of a round, by field, best first.
    ///
    /// # Errors
    /// [`Missing::Round`], [`AppError::ResultsHidden`] before closing where results are hidden.
    pub async fn show_result(&self, id: &RoundId) -> Result<RoundResult, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.read().await?;
        let round =
            rounds::load_round(&mut tx, id).await?.ok_or(ServiceError::missing(Missing::Round))?;
        if !round.shows_results(now) {
            return Err(AppError::ResultsHidden.into());
        }
        let conference = conferences::load_conference(&mut tx, &round.conference)
            .await?
            .ok_or(ServiceError::missing(Missing::Conference))?;
        let tally = ballots::load_tally(&mut tx, id).await?;
        let joined = conferences::count_participants(&mut tx, &conference.id).await?;
        Ok(RoundResult {
            round: round.status(now),
            turnout: Turnout { joined, done: tally.ballots },
            dots: tally.dots.values().sum(),
            fields: results(&conference, &round, &tally),
        })
    }

    /// Whether a conference with this code is there.
    ///
    /// # Errors
    /// The database's only.
    pub async fn has_conference(&self, code: &JoinCode) -> Result<bool, DbError> {
        let mut tx = self.0.db.read().await?;
        Ok(conferences::find_id(&mut tx, code).await?.is_some())
    }
}
