//! Casting one ballot within the writer's transaction.

use super::batch::{Batch, Voted};
use super::callers::{Caller, voter_in};
use crate::db::ballots::{HeldBallot, NewBallot, load_ballot, save_ballot};
use crate::db::conferences::has_participant;
use crate::db::{DbError, Tx, ballot_log};
use crate::error::ServiceError;
use crate::recount::LogEntry;
use crate::secret::{Voter, random_id};
use shared::error::{AppError, Missing};
use shared::id::{BallotId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::{Ballot, BallotError, Verdict, check, decide};
use shared::voting::round::{Access, Round, RoundState};

/// A ballot on its way into the ballot box.
#[derive(Clone, Debug)]
pub(crate) struct Cast {
    pub(crate) round: RoundId,
    pub(crate) caller: Caller,
    pub(crate) ballot: Ballot,
}

/// Casts one ballot within the writer's transaction. The outer error is the database's
/// and ends the whole batch, the inner one is this ballot's alone.
pub(crate) async fn cast_in(
    tx: &mut Tx,
    batch: &mut Batch<'_>,
    cast: &Cast,
    now: Millis,
) -> Result<Result<HeldBallot, ServiceError>, DbError> {
    let card_check = batch.check;
    let current = match unless_unreadable(batch.round(tx, &cast.round).await)? {
        Ok(Some(current)) => current,
        Ok(None) => return Ok(Err(ServiceError::missing(Missing::Round))),
        Err(error) => return Ok(Err(error)),
    };
    let voter = match voter_in(tx, &current.round, &cast.caller, card_check).await? {
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
    // A card needs no join, and a voter with a ballot has joined.
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
    let accepted = Accepted { voter: &voter, held, cast, now };
    store(tx, current, accepted).await
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

/// A ballot that passed every rule.
struct Accepted<'a> {
    voter: &'a Voter,
    /// The one it replaces.
    held: Option<HeldBallot>,
    cast: &'a Cast,
    now: Millis,
}

/// Writes a ballot, its entry in the log, and notes what it changes in the sums.
async fn store(
    tx: &mut Tx,
    current: &mut Voted,
    accepted: Accepted<'_>,
) -> Result<Result<HeldBallot, ServiceError>, DbError> {
    let Accepted { voter, held, cast, now } = accepted;
    let id = BallotId::from_random(random_id());
    let new = NewBallot { id: &id, ballot: &cast.ballot, at: now };
    let saved = save_ballot(tx, &cast.round, voter, new).await?;
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
