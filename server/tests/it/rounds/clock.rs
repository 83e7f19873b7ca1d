//! A round that has ended stays closed, whatever the clock says afterwards.

use crate::harness::{EVENING, Engine, Events, Participant, Server, TestDb, ballot, expect_error};
use backend::clock::Clock;
use backend::recount::recount;
use backend::voting::RoundSettings;
use backend::{Service, Settings};
use rstest::rstest;
use serde_json::json;
use shared::error::AppError;
use shared::language::UiLanguage;
use shared::live::BoardState;
use shared::voting::ballot::{Ballot, BallotError, Revision};
use shared::voting::conference::Conference;
use shared::voting::round::{ResultsVisibility, Round, RoundState, TransitionError};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

const GRACE: Duration = Duration::from_secs(30);
const HOUR: Duration = Duration::from_hours(1);

/// A round in its grace period, with one ballot.
struct Hall {
    server: Server,
    conference: Conference,
    round: Round,
    late: Participant,
}

impl Hall {
    async fn closing(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let (conference, round) = server.gladbeck(ResultsVisibility::AfterClosing).await;
        let early = Participant::joined(&server.address, &conference.code).await;
        let late = Participant::joined(&server.address, &conference.code).await;
        server.open(&conference.code).await.unwrap();
        let hall = Self { server, conference, round, late };
        early.cast(&hall.round, 1, &[(&hall.challenge(), 1)]).await;
        hall.server.close(&hall.conference.code, GRACE).await.unwrap();
        hall
    }

    fn challenge(&self) -> String {
        self.conference.fields[0].challenges[0].id.to_string()
    }

    async fn cast_late(&self) -> (u16, serde_json::Value) {
        let body = ballot(1, &[(&self.challenge(), 1)]);
        let (status, answer) = self.late.put(&self.round, &body).await;
        (status.as_u16(), answer["error"].clone())
    }

    /// Looks at the round once, in one of the ways in which its end can be noticed first.
    async fn look(&self, first: Look) {
        let (service, code) = (&self.server.service, &self.conference.code);
        match first {
            Look::Ballot => {
                assert_eq!(self.cast_late().await, (409, json!({"ballot": "closed"})));
            }
            Look::Stream => {
                let mut stream = Events::follow(&self.server.address, code, "board").await;
                stream.wait_for(|state: &BoardState| state.round.state == RoundState::Closed).await;
            }
            Look::Result => drop(service.show_result(&self.round.id).await.unwrap()),
            Look::Recount => drop(service.show_recount(&self.round.id).await.unwrap()),
            Look::Documentation => {
                let language = UiLanguage::De;
                let document = service.show_documentation(code, None, language).await.unwrap();
                assert_eq!(document.rounds.len(), 1);
            }
            Look::Page => {
                let round = self.server.conference_view(code).await.round.unwrap();
                assert_eq!(round.status.state, RoundState::Closed);
            }
            Look::NextRound => {
                let organiser = self.server.organiser(code).await;
                let settings = RoundSettings::default();
                service.prepare_round(&organiser, &settings).await.unwrap();
                self.server.open(code).await.unwrap();
            }
        }
    }

    /// Nothing is taken any more, and what was published stays.
    async fn assert_closed(&self) {
        assert_eq!(self.cast_late().await, (409, json!({"ballot": "closed"})));
        let result = self.server.result(&self.round).await;
        assert_eq!((result.votes.dots, result.round.state), (1, RoundState::Closed));
        let file = self.server.service.show_recount(&self.round.id).await.unwrap();
        assert_eq!(recount(&file.text).unwrap().ballots, 1);
    }
}

/// How the end of the grace period is noticed.
#[derive(Clone, Copy, Debug)]
enum Look {
    Ballot,
    Stream,
    Result,
    Recount,
    Documentation,
    Page,
    NextRound,
}

#[rstest]
#[tokio::test]
async fn a_round_that_was_seen_closed_stays_closed_when_the_clock_goes_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(
        Look::Ballot,
        Look::Stream,
        Look::Result,
        Look::Recount,
        Look::Documentation,
        Look::Page,
        Look::NextRound
    )]
    first: Look,
) {
    let hall = Hall::closing(engine).await;
    hall.server.advance(GRACE);
    hall.look(first).await;
    hall.server.set_back(HOUR);
    hall.assert_closed().await;
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn who_joins_after_the_grace_period_does_not_count_however_late_its_end_is_noticed(
    #[case] engine: Engine,
) {
    let hall = Hall::closing(engine).await;
    hall.server.advance(GRACE + HOUR);
    Participant::joined(&hall.server.address, &hall.conference.code).await;
    hall.server.advance(HOUR);
    assert_eq!(hall.server.result(&hall.round).await.turnout.joined, 2);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_round_whose_server_was_stopped_in_the_grace_period_ends_at_the_next_look(
    #[case] engine: Engine,
) {
    let hall = Hall::closing(engine).await;
    let later = Server::start_on(hall.server.test_db.reopen().await, Settings::default()).await;
    later.advance(HOUR);
    assert_eq!(later.result(&hall.round).await.votes.dots, 1);
    later.set_back(HOUR);
    let late = hall.late.moved_to(&later.address);
    let (status, answer) = late.put(&hall.round, &ballot(1, &[(&hall.challenge(), 1)])).await;
    assert_eq!((status.as_u16(), &answer["error"]), (409, &json!({"ballot": "closed"})));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_round_that_one_server_has_closed_is_closed_for_a_server_whose_clock_is_slow(
    #[case] engine: Engine,
) {
    let hall = Hall::closing(engine).await;
    let slow = Clock::Fixed(Arc::new(AtomicI64::new(EVENING)));
    let TestDb { db, .. } = &hall.server.test_db.reopen().await;
    let other = Service::new(db.clone(), slow, "");
    assert_eq!(
        expect_error(other.show_recount(&hall.round.id).await),
        AppError::Transition(TransitionError::NotClosed)
    );
    hall.server.advance(GRACE);
    hall.look(Look::Result).await;
    let token = other.issue_token();
    other.join_conference(&hall.conference.code, Some(&token)).await.unwrap();
    let caller = backend::voting::Caller { participant: Some(token.voter()), card: None };
    let late = Ballot { revision: Revision(1), ..Ballot::default() };
    assert_eq!(
        expect_error(other.cast_ballot(hall.round.id.clone(), caller, late).await),
        AppError::Ballot(BallotError::Closed)
    );
    assert_eq!(other.show_result(&hall.round.id).await.unwrap().votes.dots, 1);
}
