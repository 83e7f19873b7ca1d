//! Casting a ballot and reading one's own.

use super::ballot_writer::{Batch, Voted};
use super::callers::{Caller, voter_in};
use crate::db::ballots::{HeldBallot, load_ballot, save_ballot};
use crate::db::conferences::has_participant;
use crate::db::{DbError, Tx, ballot_log, rounds};
use crate::error::ServiceError;
use crate::recount::LogEntry;
use crate::secret::{Voter, random_id};
use crate::service::Service;
use shared::error::{AppError, Missing};
use shared::id::{BallotId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::{Ballot, BallotError, Revision, Verdict, check, decide};
use shared::voting::round::{Access, Round, RoundState};

/// A ballot on its way into the ballot box.
#[derive(Clone, Debug)]
pub(crate) struct Cast {
    pub(crate) round: RoundId,
    pub(crate) caller: Caller,
    pub(crate) ballot: Ballot,
}

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
        let voter = voter_in(&mut tx, &round, caller, self.known()).await??;
        Ok(load_ballot(&mut tx, &round.id, &voter).await?)
    }
}

/// Casts one ballot within the writer's transaction. The outer error is the database's
/// and ends the whole batch, the inner one is this ballot's alone.
pub(crate) async fn cast_in(
    tx: &mut Tx,
    batch: &mut Batch<'_>,
    cast: &Cast,
    now: Millis,
) -> Result<Result<HeldBallot, ServiceError>, DbError> {
    let known = (batch.secret, batch.guesses, now);
    let current = match unless_unreadable(batch.round(tx, &cast.round).await)? {
        Ok(Some(current)) => current,
        Ok(None) => return Ok(Err(ServiceError::missing(Missing::Round))),
        Err(error) => return Ok(Err(error)),
    };
    let voter = match voter_in(tx, &current.round, &cast.caller, known).await? {
        Ok(voter) => voter,
        Err(refusal) => return Ok(Err(refusal.into())),
    };
    let held = match unless_unreadable(load_ballot(tx, &cast.round, &voter).await)? {
        Ok(held) => held,
        Err(error) => return Ok(Err(error)),
    };
    // A repeated delivery of what is held is acknowledged, whatever has closed since.
    if let Some(held) = held.as_ref().filter(|held| held.ballot == cast.ballot) {
        return Ok(Ok(held.clone()));
    }
    if let Err(refusal) = admit(&current.round, &cast.ballot, now) {
        return Ok(Err(refusal.into()));
    }
    // Whoever has a card need not join, and whoever has a ballot has joined.
    if held.is_none()
        && current.round.access != Access::PersonalCodes
        && !has_participant(tx, &current.round.conference, &voter).await?
    {
        return Ok(Err(AppError::NoParticipant.into()));
    }
    if let Some(held) = &held
        && decide(Some(held.ballot.revision), cast.ballot.revision) == Verdict::Keep
    {
        return Ok(Ok(held.clone()));
    }
    store(tx, current, (&voter, held), (cast, now)).await
}

/// A stored value that cannot be read fails the one ballot it was read for. Before anything is
/// written this must not end the others of the commit.
fn unless_unreadable<T>(read: Result<T, DbError>) -> Result<Result<T, ServiceError>, DbError> {
    match read {
        Err(error @ DbError::Corrupt { .. }) => Ok(Err(error.into())),
        read => read.map(Ok),
    }
}

/// Whether the round takes this ballot now.
fn admit(round: &Round, ballot: &Ballot, now: Millis) -> Result<(), BallotError> {
    match round.state.at(now) {
        RoundState::Prepared => Err(BallotError::NotOpenYet),
        RoundState::Closed => Err(BallotError::Closed),
        RoundState::Open | RoundState::Closing { .. } => check(&round.rules, &round.slate, ballot),
    }
}

/// Writes a ballot, its entry in the log, and notes what it changes in the sums.
async fn store(
    tx: &mut Tx,
    current: &mut Voted,
    (voter, held): (&Voter, Option<HeldBallot>),
    (cast, now): (&Cast, Millis),
) -> Result<Result<HeldBallot, ServiceError>, DbError> {
    let new_id = BallotId::from_random(random_id());
    let saved = save_ballot(tx, &cast.round, voter, (new_id, &cast.ballot, now)).await?;
    let Some(id) = saved else {
        // The round is locked, so nobody can have been faster with a newer one.
        return Ok(Err(ServiceError::Stopped("the order of ballots")));
    };
    let Ballot { revision, dots, field } = cast.ballot.clone();
    let entry = LogEntry::Ballot { id: id.clone(), revision, dots, field };
    let row = match current.log.append(&entry) {
        Ok(row) => row,
        Err(error) => return Ok(Err(error.into())),
    };
    ballot_log::append(tx, &cast.round, &row).await?;
    current.change.note(held.as_ref().map(|held| &held.ballot), &cast.ballot);
    current.is_changed = true;
    Ok(Ok(HeldBallot { id, ballot: cast.ballot.clone() }))
}
