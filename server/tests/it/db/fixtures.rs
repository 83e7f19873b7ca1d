//! Fixtures of the conformance suite.

use crate::harness::{EVENING, TestDb, gladbeck_file, import_conference};
use backend::db::Tx;
use backend::db::ballots::{NewBallot, StoredBallot};
use backend::db::rounds::StateChange;
use backend::secret::{ParticipantToken, Voter};
use backend::voting::RoundSettings;
use shared::id::{BallotId, ChallengeId};
use shared::time::Millis;
use shared::voting::ballot::{Ballot, Revision};
use shared::voting::conference::Conference;
use shared::voting::round::{ResultsVisibility, Round, RoundState};

pub(super) const NOW: Millis = Millis(EVENING);

pub(super) fn random_voter() -> Voter {
    ParticipantToken::random().voter()
}

/// A conference and its round, stored; and an open write transaction.
pub(super) async fn import_prepared_round(db: &TestDb) -> (Conference, Round, Tx) {
    let results = ResultsVisibility::AfterClosing;
    let round = RoundSettings { max_per_challenge: 2, results, ..RoundSettings::default() };
    let (conference, round) = import_conference(&db.service(), &gladbeck_file(), round).await;
    (conference, round, db.db.write().await.unwrap())
}

pub(super) fn ballot(revision: u64, dots: &[(&ChallengeId, u32)]) -> Ballot {
    let dots = dots.iter().map(|(id, count)| ((*id).clone(), *count)).collect();
    Ballot { revision: Revision(revision), dots, field: None }
}

pub(super) fn state_change(from: RoundState, to: RoundState) -> StateChange {
    StateChange { from, to, at: NOW }
}

pub(super) fn new_ballot<'a>(voter: &'a Voter, stored: &'a StoredBallot) -> NewBallot<'a> {
    NewBallot { voter, stored, at: NOW }
}

pub(super) fn ballot_id(number: u128) -> BallotId {
    BallotId::from_random(number)
}
