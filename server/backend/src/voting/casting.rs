//! Casting ballots in a round: the decision about each, given what is stored, and what has to be
//! written. Pure but for the random ids of new ballots.

use crate::db::ballots::StoredBallot;
use crate::db::tally::TallyDelta;
use crate::db::{CorruptValue, DbError};
use crate::error::ServiceError;
use crate::recount::{HashChain, LogEntry, LogRow};
use crate::secret::{Voter, random_u128};
use shared::error::AppError;
use shared::id::BallotId;
use shared::time::Millis;
use shared::voting::ballot::{Ballot, BallotError, Verdict, check, decide};
use shared::voting::round::{Access, Round, RoundState};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A round in which ballots are cast, with what is stored of their voters.
pub(crate) struct RoundCasting {
    pub(crate) round: Round,
    pub(crate) chain: HashChain,
    /// The ballots of the voters: stored ones, then those accepted here.
    pub(crate) ballots: HashMap<Voter, Result<StoredBallot, CorruptValue>>,
    /// Those of the voters who have joined.
    pub(crate) participants: HashSet<Voter>,
    pub(crate) accepted: AcceptedBallots,
}

/// What has to be written for the accepted ballots.
#[derive(Default)]
pub(crate) struct AcceptedBallots {
    /// Whose ballots are new or changed.
    pub(crate) voters: BTreeSet<Voter>,
    /// The log entries, in order.
    pub(crate) log: Vec<LogRow>,
    /// The changes of the sums.
    pub(crate) delta: TallyDelta,
}

impl RoundCasting {
    /// Casts one ballot; returns the one that is stored afterwards.
    pub(crate) fn cast(
        &mut self,
        voter: &Voter,
        ballot: &Ballot,
        now: Millis,
    ) -> Result<StoredBallot, ServiceError> {
        let stored = match self.ballots.get(voter) {
            Some(Ok(stored)) => Some(stored),
            Some(Err(error)) => return Err(DbError::from(error.clone()).into()),
            None => None,
        };
        // A repeated delivery of the stored ballot is acknowledged even after the round has closed.
        if let Some(stored) = stored.filter(|stored| stored.ballot == *ballot) {
            return Ok(stored.clone());
        }
        validate_ballot(&self.round, ballot, now)?;
        let Some(stored) = stored else {
            // A card requires no join.
            let has_joined =
                self.round.access == Access::PersonalCodes || self.participants.contains(voter);
            if !has_joined {
                return Err(AppError::NoParticipant.into());
            }
            return self.accept(voter, ballot);
        };
        match decide(Some(stored.ballot.revision), ballot.revision) {
            Verdict::Keep => Ok(stored.clone()),
            Verdict::Take => self.accept(voter, ballot),
        }
    }

    /// Accepts a ballot that passed every rule, replacing the voter's older one.
    fn accept(&mut self, voter: &Voter, ballot: &Ballot) -> Result<StoredBallot, ServiceError> {
        let replaced = self.ballots.get(voter).and_then(|stored| stored.as_ref().ok());
        let new_id = || BallotId::from_random(random_u128());
        let id = replaced.map_or_else(new_id, |old| old.id.clone());
        let Ballot { revision, dots, field } = ballot.clone();
        let entry = LogEntry::Ballot { id: id.clone(), revision, dots, field };
        self.accepted.log.push(self.chain.append(&entry)?);
        self.accepted.delta.replace(replaced.map(|old| &old.ballot), ballot);
        self.accepted.voters.insert(voter.clone());
        let stored = StoredBallot { id, ballot: ballot.clone() };
        self.ballots.insert(voter.clone(), Ok(stored.clone()));
        Ok(stored)
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

#[cfg(test)]
mod tests;
