//! Casting a ballot and reading one's own.

use super::Service;
use super::ballot_writer::Batch;
use crate::db::{DbError, Tx, ballots, rounds};
use crate::error::ServiceError;
use crate::secret::{Voter, random_id};
use app::error::{AppError, Missing};
use shared::ballot::{Ballot, BallotError, Revision, Verdict, check, decide};
use shared::id::{BallotId, RoundId};
use shared::round::{Access, Round, RoundState};
use shared::time::Millis;

/// A ballot on its way into the ballot box.
#[derive(Clone, Debug)]
pub(super) struct Cast {
    pub(super) round: RoundId,
    pub(super) voter: Voter,
    pub(super) ballot: Ballot,
}

impl Service {
    /// Casts the whole ballot of a voter; a newer revision replaces an older one.
    /// Answers, once it is on disk, with the ballot that is held.
    ///
    /// # Errors
    /// [`AppError::NoParticipant`], [`AppError::NotFound`], [`AppError::Ballot`].
    pub async fn cast_ballot(
        &self,
        round: RoundId,
        voter: Option<Voter>,
        ballot: Ballot,
    ) -> Result<Ballot, ServiceError> {
        let voter = voter.ok_or(AppError::NoParticipant)?;
        if ballot.revision == Revision::default() || ballot.revision > Revision::MAX {
            return Err(BallotError::Revision.into());
        }
        self.0.writer.cast(Cast { round, voter, ballot }).await
    }

    /// The voter's own ballot; an untouched one for somebody new.
    ///
    /// # Errors
    /// [`AppError::NoParticipant`], [`AppError::NotFound`].
    pub async fn show_ballot(
        &self,
        round: &RoundId,
        voter: Option<&Voter>,
    ) -> Result<Ballot, ServiceError> {
        let voter = voter.ok_or(AppError::NoParticipant)?;
        let mut tx = self.0.db.read().await?;
        if rounds::load_round(&mut tx, round).await?.is_none() {
            return Err(ServiceError::missing(Missing::Round));
        }
        Ok(ballots::load_ballot(&mut tx, round, voter).await?.unwrap_or_default())
    }
}

/// Casts one ballot within the writer's transaction. The outer error is the database's
/// and ends the whole batch, the inner one is this ballot's alone.
pub(super) async fn cast_in(
    tx: &mut Tx,
    batch: &mut Batch,
    cast: &Cast,
    now: Millis,
) -> Result<Result<Ballot, ServiceError>, DbError> {
    if !batch.rounds.contains_key(&cast.round) {
        let round = rounds::load_round_to_vote(tx, &cast.round).await?;
        batch.rounds.insert(cast.round.clone(), round);
    }
    let Some(round) = batch.rounds.get(&cast.round).and_then(Option::as_ref) else {
        return Ok(Err(ServiceError::missing(Missing::Round)));
    };
    let held = ballots::load_ballot(tx, &cast.round, &cast.voter).await?;
    // A repeated delivery of what is held is acknowledged, whatever has closed since.
    if held.as_ref() == Some(&cast.ballot) {
        return Ok(Ok(cast.ballot.clone()));
    }
    if let Err(refusal) = admit(round, &cast.ballot, now) {
        return Ok(Err(refusal.into()));
    }
    if let Some(held) = held
        && decide(Some(held.revision), cast.ballot.revision) == Verdict::Keep
    {
        return Ok(Ok(held));
    }
    let conference = round.conference.clone();
    store(tx, cast, now).await.inspect(|_| batch.touch(&conference)).map(Ok)
}

/// Whether the round takes this ballot now.
fn admit(round: &Round, ballot: &Ballot, now: Millis) -> Result<(), BallotError> {
    match round.state.at(now) {
        RoundState::Prepared => Err(BallotError::NotOpenYet),
        RoundState::Closed => Err(BallotError::Closed),
        RoundState::Open | RoundState::Closing { .. } => match round.access {
            Access::Open => check(&round.rules, &round.slate, &ballot.dots),
            // Rounds with personal codes cannot be made yet; none may be voted on without.
            Access::PersonalCodes => Err(BallotError::NotOpenYet),
        },
    }
}

async fn store(tx: &mut Tx, cast: &Cast, now: Millis) -> Result<Ballot, DbError> {
    let id = BallotId::from_random(random_id());
    let saved = ballots::save_ballot(tx, &cast.round, &cast.voter, (id, &cast.ballot, now)).await?;
    if saved {
        return Ok(cast.ballot.clone());
    }
    // Another server was faster with a newer one.
    Ok(ballots::load_ballot(tx, &cast.round, &cast.voter).await?.unwrap_or_default())
}
