//! Casting a ballot, and showing the voter's own.

use super::batch::CastRequest;
use super::callers::{Caller, identify_voter};
use crate::db::ballots::{StoredBallot, load_ballot};
use crate::db::rounds;
use crate::error::ServiceError;
use crate::metrics::BallotOutcome;
use crate::service::Service;
use shared::error::{AppError, Missing};
use shared::id::RoundId;
use shared::voting::ballot::{Ballot, BallotError, Revision};

impl Service {
    /// Casts the whole ballot of a voter; a newer revision replaces an older one. Returns the
    /// stored ballot once it is on disk.
    ///
    /// # Errors
    /// `NoParticipant`, `NoPersonalCode`, `UnknownPersonalCode`, `NotFound`, `Ballot` of
    /// [`shared::error::AppError`].
    pub async fn cast_ballot(
        &self,
        round: RoundId,
        caller: Caller,
        ballot: Ballot,
    ) -> Result<StoredBallot, ServiceError> {
        let cast = self.try_cast(CastRequest { round, caller, ballot }).await;
        self.0.metrics.ballots.count(match &cast {
            Ok(_) => BallotOutcome::Acknowledged,
            Err(ServiceError::App(AppError::NotStored)) => BallotOutcome::NotStored,
            Err(ServiceError::App(_)) => BallotOutcome::Refused,
            Err(_) => BallotOutcome::NotStored,
        });
        cast
    }

    async fn try_cast(&self, request: CastRequest) -> Result<StoredBallot, ServiceError> {
        let revision = request.ballot.revision;
        if revision == Revision::default() || revision > Revision::MAX {
            return Err(BallotError::Revision.into());
        }
        self.0.writer.cast(request).await
    }

    /// Shows the voter's own ballot; `None` where there is none yet.
    ///
    /// # Errors
    /// As for [`Self::cast_ballot`].
    pub async fn show_ballot(
        &self,
        round: &RoundId,
        caller: &Caller,
    ) -> Result<Option<StoredBallot>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let round = rounds::load_round(&mut tx, round)
            .await?
            .ok_or(ServiceError::missing(Missing::Round))?;
        let voter = identify_voter(&mut tx, &round, caller, self.card_checker()).await??;
        Ok(load_ballot(&mut tx, &round.id, &voter).await?)
    }
}
