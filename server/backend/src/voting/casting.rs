//! Casting one ballot within the ballot writer's transaction.

use super::batch::{Batch, BatchRound};
use super::callers::{Caller, identify_voter};
use crate::db::ballots::{NewBallot, StoredBallot, load_ballot, save_ballot};
use crate::db::participants::has_participant;
use crate::db::{DbError, Tx, ballot_log};
use crate::error::ServiceError;
use crate::recount::LogEntry;
use crate::secret::{Voter, random_u128};
use shared::error::{AppError, Missing};
use shared::id::{BallotId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::{Ballot, BallotError, Verdict, check, decide};
use shared::voting::round::{Access, Round, RoundState};

/// A request to cast a ballot.
#[derive(Clone, Debug)]
pub(crate) struct CastRequest {
    pub(crate) round: RoundId,
    pub(crate) caller: Caller,
    pub(crate) ballot: Ballot,
}

/// Casts one ballot. The outer error is the database's and fails the whole batch, the inner one
/// concerns this ballot alone.
pub(crate) async fn cast_ballot(
    tx: &mut Tx,
    batch: &mut Batch<'_>,
    request: &CastRequest,
    now: Millis,
) -> Result<Result<StoredBallot, ServiceError>, DbError> {
    let card_checker = batch.card_checker;
    let current = match isolate_corrupt(batch.load_round(tx, &request.round).await)? {
        Ok(Some(current)) => current,
        Ok(None) => return Ok(Err(ServiceError::missing(Missing::Round))),
        Err(error) => return Ok(Err(error)),
    };
    let voter = match identify_voter(tx, &current.round, &request.caller, card_checker).await? {
        Ok(voter) => voter,
        Err(refusal) => return Ok(Err(refusal.into())),
    };
    let stored = match isolate_corrupt(load_ballot(tx, &request.round, &voter).await)? {
        Ok(stored) => stored,
        Err(error) => return Ok(Err(error)),
    };
    // A repeated delivery of the stored ballot is acknowledged even after the round has closed.
    if let Some(stored) = stored.as_ref().filter(|stored| stored.ballot == request.ballot) {
        return Ok(Ok(stored.clone()));
    }
    if let Err(refusal) = validate_ballot(&current.round, &request.ballot, now) {
        return Ok(Err(refusal.into()));
    }
    // A card requires no join, and a voter with a ballot has joined.
    if stored.is_none()
        && current.round.access != Access::PersonalCodes
        && !has_participant(tx, &current.round.conference, &voter).await?
    {
        return Ok(Err(AppError::NoParticipant.into()));
    }
    if let Some(stored) = &stored
        && decide(Some(stored.ballot.revision), request.ballot.revision) == Verdict::Keep
    {
        return Ok(Ok(stored.clone()));
    }
    let accepted = AcceptedBallot { voter: &voter, replaced: stored, request, now };
    store_ballot(tx, current, accepted).await
}

/// Turns a corrupt stored value into an error of the one ballot it was read for: before anything is
/// written, it need not fail the rest of the batch.
fn isolate_corrupt<T>(loaded: Result<T, DbError>) -> Result<Result<T, ServiceError>, DbError> {
    match loaded {
        Err(error @ DbError::Corrupt { .. }) => Ok(Err(error.into())),
        loaded => loaded.map(Ok),
    }
}

/// Whether the round accepts this ballot now.
fn validate_ballot(round: &Round, ballot: &Ballot, now: Millis) -> Result<(), BallotError> {
    match round.state.at(now) {
        RoundState::Prepared => Err(BallotError::NotOpenYet),
        RoundState::Closed => Err(BallotError::Closed),
        RoundState::Open | RoundState::Closing { .. } => check(&round.rules, &round.slate, ballot),
    }
}

/// A ballot that passed every rule.
struct AcceptedBallot<'a> {
    voter: &'a Voter,
    /// The stored ballot it replaces.
    replaced: Option<StoredBallot>,
    request: &'a CastRequest,
    now: Millis,
}

/// Writes a ballot and its log entry, and adds it to the batch's changes of the sums.
async fn store_ballot(
    tx: &mut Tx,
    current: &mut BatchRound,
    accepted: AcceptedBallot<'_>,
) -> Result<Result<StoredBallot, ServiceError>, DbError> {
    let AcceptedBallot { voter, replaced, request, now } = accepted;
    let id = BallotId::from_random(random_u128());
    let new = NewBallot { id: &id, ballot: &request.ballot, at: now };
    let saved = save_ballot(tx, &request.round, voter, new).await?;
    let Some(id) = saved else {
        // Impossible while the round is locked: nobody else can have stored a newer revision.
        return Ok(Err(ServiceError::Stopped("the order of ballots")));
    };
    let Ballot { revision, dots, field } = request.ballot.clone();
    let entry = LogEntry::Ballot { id: id.clone(), revision, dots, field };
    let row = match current.chain.append(&entry) {
        Ok(row) => row,
        Err(error) => return Ok(Err(error.into())),
    };
    ballot_log::append(tx, &request.round, &row).await?;
    current.delta.replace(replaced.as_ref().map(|old| &old.ballot), &request.ballot);
    current.is_changed = true;
    Ok(Ok(StoredBallot { id, ballot: request.ballot.clone() }))
}
