//! The ballots of one round in one commit: loads what is stored of their voters, has each ballot
//! decided, and writes what was accepted. The number of statements does not depend on the number of
//! ballots, but for groups of rows.

use super::callers::{Caller, CardChecker, identify_voters};
use super::casting::{AcceptedBallots, RoundCasting};
use super::exclusions::exclude_pending;
use super::round_ends::end_round;
use crate::changes::Change;
use crate::db::ballots::{NewBallot, StoredBallot, load_ballots_of, save_ballots};
use crate::db::participants::find_participants;
use crate::db::tally::apply_delta;
use crate::db::{CorruptValue, DbError, Tx, ballot_log, rounds};
use crate::error::ServiceError;
use crate::recount::HashChain;
use crate::secret::Voter;
use shared::error::Missing;
use shared::id::RoundId;
use shared::time::Millis;
use shared::voting::ballot::Ballot;
use shared::voting::round::{Access, Round};
use std::collections::HashSet;

/// A request to cast a ballot.
#[derive(Clone, Debug)]
pub(crate) struct CastRequest {
    pub(crate) round: RoundId,
    pub(crate) caller: Caller,
    pub(crate) ballot: Ballot,
}

/// The outcome of one request: the ballot that is stored, or why it was refused.
pub(crate) type CastOutcome = Result<StoredBallot, ServiceError>;

/// Casts ballots in a round, in their order. The outer error is the database's and concerns all of
/// them, an outcome's error that ballot alone.
pub(crate) async fn cast_ballots(
    tx: &mut Tx,
    round: &RoundId,
    requests: &[&CastRequest],
    checker: CardChecker<'_>,
) -> Result<Vec<CastOutcome>, DbError> {
    let mut round = match rounds::load_round_for_update(tx, round).await {
        Ok(Some(round)) => round,
        Ok(None) => return Ok(refuse_all(requests, || ServiceError::missing(Missing::Round))),
        // Before anything is written, it need not fail the ballots of other rounds.
        Err(DbError::Corrupt(error)) => {
            return Ok(refuse_all(requests, || DbError::from(error.clone()).into()));
        }
        Err(error) => return Err(error),
    };
    end_round(tx, &mut round, checker.now).await?;
    let callers: Vec<&Caller> = requests.iter().map(|request| &request.caller).collect();
    let identified = identify_voters(tx, &round, &callers, checker).await?;
    let voters: HashSet<Voter> = identified.iter().flatten().cloned().collect();
    let voters: Vec<Voter> = voters.into_iter().collect();
    let mut casting = load_casting(tx, round, &voters).await?;
    let outcomes = requests
        .iter()
        .zip(identified)
        .map(|(request, voter)| casting.cast(&voter?, &request.ballot, checker.now))
        .collect();
    save_accepted(tx, casting, checker.now).await?;
    Ok(outcomes)
}

fn refuse_all(requests: &[&CastRequest], error: impl Fn() -> ServiceError) -> Vec<CastOutcome> {
    requests.iter().map(|_| Err(error())).collect()
}

/// Loads what is stored of the voters.
async fn load_casting(
    tx: &mut Tx,
    round: Round,
    voters: &[Voter],
) -> Result<RoundCasting, DbError> {
    let chain = HashChain::new(&round.id, ballot_log::load_head(tx, &round.id).await?);
    let ballots = load_ballots_of(tx, &round.id, voters).await?;
    let new: Vec<Voter> =
        voters.iter().filter(|voter| !ballots.contains_key(voter)).cloned().collect();
    // A card requires no join, and a voter with a ballot has joined.
    let participants = match round.access {
        Access::PersonalCodes => HashSet::new(),
        Access::Open | Access::SharedDevices => {
            find_participants(tx, &round.conference, &new).await?
        }
    };
    Ok(RoundCasting { round, chain, ballots, participants, accepted: AcceptedBallots::default() })
}

/// Writes the accepted ballots with their log entries and sums, takes out those that an organiser has
/// left out, and announces the change.
async fn save_accepted(tx: &mut Tx, casting: RoundCasting, now: Millis) -> Result<(), DbError> {
    let RoundCasting { round, ballots, accepted, mut chain, .. } = casting;
    let new: Vec<NewBallot<'_>> = accepted
        .voters
        .iter()
        .filter_map(|voter| {
            let stored = ballots.get(voter)?.as_ref().ok()?;
            Some(NewBallot { voter, stored, at: now })
        })
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let saved = save_ballots(tx, &round.id, &new).await?;
    if saved != new.len() as u64 {
        // Impossible while the round is locked: nobody else can have stored a newer revision.
        let reason = format!("{saved} of {} ballots were newer than stored ones", new.len());
        return Err(CorruptValue { column: "ballot.revision", reason }.into());
    }
    ballot_log::append(tx, &round.id, &accepted.log).await?;
    apply_delta(tx, &round.id, &accepted.delta).await?;
    exclude_pending(tx, &round, &mut chain, now).await?;
    tx.announce(Change::Votes(round.conference));
    Ok(())
}
