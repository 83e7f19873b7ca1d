//! Casting a ballot and reading one's own.

use super::callers::{Caller, voter_in};
use super::casting::Cast;
use crate::db::ballots::{HeldBallot, load_ballot};
use crate::db::rounds;
use crate::error::ServiceError;
use crate::service::Service;
use shared::error::Missing;
use shared::id::RoundId;
use shared::voting::ballot::{Ballot, BallotError, Revision};

impl Service {
    /// Casts the whole ballot of a voter; a newer revision replaces an older one.
    /// Answers, once it is on disk, with the ballot that is held.
    ///
    /// # Errors
    /// `NoParticipant`, `NoPersonalCode`, `UnknownPersonalCode`, `NotFound`, `Ballot` of
    /// [`shared::error::AppError`].
    pub async fn cast_ballot(
        &self,
        round: RoundId,
        caller: Caller,
        ballot: Ballot,
    ) -> Result<HeldBallot, ServiceError> {
        if ballot.revision == Revision::default() || ballot.revision > Revision::MAX {
            return Err(BallotError::Revision.into());
        }
        self.0.writer.cast(Cast { round, caller, ballot }).await
    }

    /// The voter's own ballot; `None` for somebody new.
    ///
    /// # Errors
    /// As for [`Self::cast_ballot`].
    pub async fn show_ballot(
        &self,
        round: &RoundId,
        caller: &Caller,
    ) -> Result<Option<HeldBallot>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let round = rounds::load_round(&mut tx, round).await?;
        let round = round.ok_or(ServiceError::missing(Missing::Round))?;
        let voter = voter_in(&mut tx, &round, caller, self.card_check()).await??;
        Ok(load_ballot(&mut tx, &round.id, &voter).await?)
    }
}
