//! Whatever order ballots arrive in, the tally is that of the last revisions, and the recount
//! confirms it.

use crate::harness::{Engine, Server};
use backend::Service;
use backend::clock::Clock;
use backend::db::{ballot_log, ballots, tally};
use backend::error::ServiceError;
use backend::recount::{Recount, RecountError, recount, replay};
use backend::voting::{Caller, RoundSettings};
use futures_util::future::join_all;
use proptest::prelude::*;
use rstest::rstest;
use shared::error::AppError;
use shared::id::ChallengeId;
use shared::voting::ballot::{Ballot, BallotError, Revision, check};
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::round::{Budget, Round};
use shared::voting::tally::Tally;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

const VOTERS: usize = 3;
const REVISIONS: usize = 4;

/// A ballot to be cast, by the indices of its voter and of the voter's revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Submission {
    voter: usize,
    revision: usize,
}

/// A round with voters, the ballots of each, and what the server must have stored so far.
struct Hall {
    server: Server,
    code: JoinCode,
    round: Round,
    voters: Vec<Caller>,
    ballots: Vec<Vec<Ballot>>,
    /// Index of the stored revision, by voter.
    held: BTreeMap<usize, usize>,
    /// Submissions that were stored, not superseded before.
    acknowledged: BTreeSet<Submission>,
}

/// A challenge, a part of it, another one of the same field, and one of another field.
fn voted_challenges(conference: &Conference) -> [ChallengeId; 4] {
    let first = &conference.fields[2].challenges;
    let whole = &first[2];
    let other = &conference.fields[0].challenges[0];
    [&whole.id, &whole.parts[0].id, &first[0].id, &other.id].map(Clone::clone)
}

impl Hall {
    /// `dots` has every voter's revisions, each with the dots on the four challenges.
    async fn open(engine: Engine, dots: &[Vec<[u32; 4]>]) -> Self {
        let server = Server::start(engine).await;
        let budget = Budget::Field(4);
        let settings = RoundSettings { budget, max_per_challenge: 3, ..RoundSettings::default() };
        let (conference, _) = server.example_with(settings).await;
        let round = server.open(&conference.code).await.unwrap();
        let challenges = voted_challenges(&conference);
        let ballot = |(revision, dots): (usize, &[u32; 4])| Ballot {
            revision: Revision(revision as u64 + 1),
            dots: challenges.iter().cloned().zip(*dots).collect(),
            field: None,
        };
        let ballots: Vec<Vec<Ballot>> =
            dots.iter().map(|own| own.iter().enumerate().map(ballot).collect()).collect();
        let mut voters = Vec::new();
        for _ in 0..dots.len() {
            let token = server.service.issue_token();
            server.service.join_conference(&conference.code, Some(&token)).await.unwrap();
            voters.push(Caller { participant: Some(token.voter()), card: None });
        }
        let (held, acknowledged) = (BTreeMap::new(), BTreeSet::new());
        Self { server, code: conference.code, round, voters, ballots, held, acknowledged }
    }

    fn rule_error(&self, Submission { voter, revision }: Submission) -> Option<BallotError> {
        check(&self.round.rules, &self.round.slate, &self.ballots[voter][revision]).err()
    }

    async fn cast(
        &self,
        service: &Service,
        Submission { voter, revision }: Submission,
    ) -> Result<Ballot, AppError> {
        let (caller, ballot) = (self.voters[voter].clone(), self.ballots[voter][revision].clone());
        let cast = service.cast_ballot(self.round.id.clone(), caller, ballot).await;
        cast.map(|held| held.ballot).map_err(ServiceError::into_app_error)
    }

    /// Casts ballots concurrently, distributed over these services, and checks the responses.
    async fn send(&mut self, burst: &[Submission], services: &[&Service]) {
        let services = services.iter().cycle();
        let casts =
            burst.iter().zip(services).map(|(submission, service)| self.cast(service, *submission));
        let answers = join_all(casts).await;
        for submission in burst.iter().copied() {
            let Submission { voter, revision } = submission;
            if self.rule_error(submission).is_none() {
                let held = self.held.entry(voter).or_insert(revision);
                *held = revision.max(*held);
            }
        }
        for (submission, answer) in burst.iter().zip(answers) {
            self.check_response(*submission, answer);
        }
    }

    fn check_response(&mut self, submission: Submission, answer: Result<Ballot, AppError>) {
        let Submission { voter, revision } = submission;
        if let Some(error) = self.rule_error(submission) {
            assert_eq!(answer, Err(AppError::Ballot(error)));
            return;
        }
        let held = answer.unwrap();
        let place = usize::try_from(held.revision.0).unwrap() - 1;
        assert!((revision..=self.held[&voter]).contains(&place), "{held:?}");
        assert_eq!(held, self.ballots[voter][place]);
        if place == revision {
            self.acknowledged.insert(submission);
        }
    }

    /// The ballots that must be stored, in the order of their voters.
    fn expected_ballots(&self) -> Vec<Ballot> {
        self.held.iter().map(|(voter, held)| self.ballots[*voter][*held].clone()).collect()
    }

    /// Compares ballots, tally and log with what must be stored.
    async fn verify(&self) {
        for (voter, caller) in self.voters.iter().enumerate() {
            let held = self.server.service.show_ballot(&self.round.id, caller).await.unwrap();
            let expected_ballots = self.held.get(&voter).map(|held| &self.ballots[voter][*held]);
            assert_eq!(held.as_ref().map(|held| &held.ballot), expected_ballots);
        }
        let expected_ballots =
            Tally::count(self.expected_ballots().iter().map(|ballot| &ballot.dots));
        let mut tx = self.server.test_db.db.read().await.unwrap();
        assert_eq!(tally::load_tally(&mut tx, &self.round.id).await.unwrap(), expected_ballots);
        let held = ballots::load_ballots(&mut tx, &self.round.id).await.unwrap();
        assert_eq!(held.len(), self.held.len());
        for held in &held {
            assert_eq!(check(&self.round.rules, &self.round.slate, &held.ballot), Ok(()));
        }
        let rows = ballot_log::load_log(&mut tx, &self.round.id).await.unwrap();
        assert_eq!(rows.len(), self.acknowledged.len(), "one entry for each stored submission");
        let replayed = replay(&self.round.id, &rows).unwrap().ballots;
        let held: BTreeMap<_, _> = held.into_iter().map(|held| (held.id, held.ballot)).collect();
        assert_eq!(replayed, held);
    }

    /// Closes the round; late ballots are rejected unless they are already stored.
    async fn close(&self, late: &[Submission]) {
        self.server.close(&self.code, Duration::ZERO).await.unwrap();
        for submission in late.iter().copied() {
            let Submission { voter, revision } = submission;
            let answer = self.cast(&self.server.service, submission).await;
            if self.held.get(&voter) == Some(&revision) {
                assert_eq!(answer.unwrap(), self.ballots[voter][revision]);
            } else {
                assert_eq!(answer, Err(AppError::Ballot(BallotError::Closed)));
            }
        }
    }

    /// Recounts the exported file, unchanged and with one line changed.
    async fn verify_recount(&self, line: usize) {
        let file = self.server.service.show_recount(&self.round.id).await.unwrap();
        let result = self.server.result(&self.round).await;
        let expected_ballots = Recount {
            ballots: result.turnout.done,
            dots: result.votes.dots,
            excluded: 0,
            paper: 0,
            check_value: file.check_value.clone(),
        };
        assert_eq!(recount(&file.text), Ok(expected_ballots));
        let mut lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
        let place = line % lines.len();
        lines[place] = lines[place].replacen(':', ": ", 1);
        assert_eq!(recount(&lines.join("\n")), Err(RecountError::HashMismatch(place + 1)));
    }
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().unwrap()
}

fn submissions() -> impl Strategy<Value = Vec<Submission>> {
    let submission =
        (0..VOTERS, 0..REVISIONS).prop_map(|(voter, revision)| Submission { voter, revision });
    proptest::collection::vec(submission, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_interleaving_gives_the_tally_of_the_last_revisions(
        dots in proptest::collection::vec(
            proptest::collection::vec(proptest::array::uniform4(0..4_u32), REVISIONS),
            VOTERS,
        ),
        bursts in proptest::collection::vec(submissions(), 1..5),
        late in submissions(),
        line in any::<usize>(),
    ) {
        runtime().block_on(async {
            let mut hall = Hall::open(Engine::Sqlite, &dots).await;
            let service = hall.server.service.clone();
            for burst in &bursts {
                hall.send(burst, &[&service]).await;
                hall.verify().await;
            }
            hall.close(&late).await;
            hall.verify().await;
            hall.verify_recount(line).await;
        });
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_over_one_database_count_every_ballot_once(#[case] engine: Engine) {
    let dots_of = |voter: u32| -> Vec<[u32; 4]> {
        // Every fifth breaks a rule: four dots on a challenge and its part.
        (0..10).map(|r| if r % 5 == 4 { [2, 2, 0, 0] } else { [r % 3, 1, voter % 2, 3] }).collect()
    };
    let dots: Vec<Vec<[u32; 4]>> = (0..6).map(dots_of).collect();
    let mut hall = Hall::open(engine, &dots).await;
    let db = backend::db::Db::open(&hall.server.test_db.url).await.unwrap();
    let clock = Clock::Fixed(Arc::new(AtomicI64::new(crate::harness::EVENING)));
    let (one, other) = (hall.server.service.clone(), Service::new(db, clock, ""));
    // Later revisions first, each twice.
    let twice = (0..10).rev().chain(0..10);
    let burst = twice.flat_map(|revision| (0..6).map(move |voter| Submission { voter, revision }));
    hall.send(&burst.collect::<Vec<Submission>>(), &[&one, &other, &other]).await;
    hall.verify().await;
    assert!(hall.held.values().all(|held| *held == 8), "{:?}", hall.held);
    let late = [(0, 8), (1, 2)].map(|(voter, revision)| Submission { voter, revision });
    hall.close(&late).await;
    hall.verify_recount(3).await;
}
