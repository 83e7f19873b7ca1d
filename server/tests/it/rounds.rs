//! The life cycle of a round: prepared, opened, closed, reopened.

mod clock;
mod headings;
mod settings;

use crate::harness::{Engine, Participant, Server, ballot, ballot_in, expect_error};
use backend::voting::RoundSettings;
use rstest::rstest;
use serde_json::json;
use shared::error::AppError;
use shared::text::Text;
use shared::voting::round::{
    Access, Budget, FieldChoice, ResultsVisibility, Round, RoundState, TransitionError,
};
use std::time::Duration;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_closing_round_accepts_ballots_until_the_grace_period_ends(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.gladbeck(ResultsVisibility::Live).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let (early, late) = (
        Participant::joined(&server.address, &conference.code).await,
        Participant::joined(&server.address, &conference.code).await,
    );

    let (status, answer) = early.put(&round, &ballot(1, &[(&id, 1)])).await;
    assert_eq!((status.as_u16(), &answer["error"]), (409, &json!({"ballot": "not_open_yet"})));
    server.open(&conference.code).await.unwrap();
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    server.advance(Duration::from_millis(29_999));
    early.cast(&round, 1, &[(&id, 1)]).await;
    server.advance(Duration::from_millis(1));
    let (status, answer) = late.put(&round, &ballot(1, &[(&id, 1)])).await;
    assert_eq!((status.as_u16(), &answer["error"]), (409, &json!({"ballot": "closed"})));

    // The response to the early one was lost; the phone retries and gets the acknowledgement.
    early.cast(&round, 1, &[(&id, 1)]).await;
    assert_eq!(server.result(&round).await.votes.dots, 1);
}

#[tokio::test]
async fn a_round_can_be_opened_and_closed_only_once() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.gladbeck(ResultsVisibility::Live).await;
    let code = &conference.code;
    assert!(server.close(code, Duration::ZERO).await.is_err());
    server.open(code).await.unwrap();
    assert!(server.open(code).await.is_err());
    server.close(code, Duration::ZERO).await.unwrap();
    assert!(server.close(code, Duration::ZERO).await.is_err());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_reopened_round_has_the_same_settings_and_refers_to_the_old_one(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let settings = RoundSettings {
        name: Text::parse("Erste Phase").ok(),
        budget: Budget::Round(7),
        max_per_challenge: 3,
        choice: FieldChoice::One,
        access: Access::SharedDevices,
        shortlist: 6,
        ..RoundSettings::default()
    };
    let (conference, _) = server.gladbeck_with(settings).await;
    let old = server.open(&conference.code).await.unwrap();
    let participant = Participant::joined(&server.address, &conference.code).await;
    let field = &conference.fields[0];
    let body = ballot_in(&field.id, 1, &[(field.challenges[0].id.as_str(), 3)]);
    assert_eq!(participant.put(&old, &body).await.0, 200);
    server.close(&conference.code, Duration::ZERO).await.unwrap();

    let organiser = server.organiser(&conference.code).await;
    let new = server.service.reopen_round(&organiser, &old.id).await.unwrap();
    assert_ne!(new.id, old.id);
    let (id, follows) = (new.id.clone(), Some(old.id.clone()));
    assert_eq!(new, Round { id, number: 2, follows, ..old.clone() });
    assert_eq!(server.service.find_current_round(&organiser).await.unwrap(), new);
    // It starts without ballots, and the old one keeps its own.
    assert_eq!(participant.held(&new).await.revision.0, 0);
    assert_eq!(server.result(&new).await.votes.dots, 0);
    assert_eq!(server.result(&old).await.votes.dots, 3);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn closing_and_opening_by_mistake_are_taken_back(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.gladbeck(ResultsVisibility::Live).await;
    let organiser = server.organiser(&conference.code).await;
    let challenge = conference.fields[0].challenges[0].id.to_string();
    let participant = Participant::joined(&server.address, &conference.code).await;
    let take_back = || async { server.service.take_back_round(&organiser, &round.id).await };
    let not_open = AppError::Transition(TransitionError::NotOpen);

    assert_eq!(expect_error(take_back().await), not_open);
    server.open(&conference.code).await.unwrap();
    assert_eq!(take_back().await.unwrap().state, RoundState::Prepared);
    let (status, answer) = participant.put(&round, &ballot(1, &[(&challenge, 1)])).await;
    assert_eq!((status.as_u16(), &answer["error"]), (409, &json!({"ballot": "not_open_yet"})));

    server.open(&conference.code).await.unwrap();
    participant.cast(&round, 1, &[(&challenge, 1)]).await;
    let has_ballots = AppError::Transition(TransitionError::HasBallots);
    assert_eq!(expect_error(take_back().await), has_ballots);

    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    server.advance(Duration::from_millis(29_999));
    assert_eq!(take_back().await.unwrap().state, RoundState::Open);
    server.advance(Duration::from_mins(1));
    participant.cast(&round, 2, &[(&challenge, 2)]).await;
    assert_eq!(server.result(&round).await.votes.dots, 2);

    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    server.advance(Duration::from_secs(30));
    assert_eq!(expect_error(take_back().await), not_open);
}

#[tokio::test]
async fn a_round_that_is_not_closed_cannot_be_reopened() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.gladbeck(ResultsVisibility::Live).await;
    let organiser = server.organiser(&conference.code).await;
    let reopen =
        || async { expect_error(server.service.reopen_round(&organiser, &round.id).await) };
    let not_closed = AppError::Transition(TransitionError::NotClosed);
    assert_eq!(reopen().await, not_closed);
    server.open(&conference.code).await.unwrap();
    assert_eq!(reopen().await, not_closed);
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    assert_eq!(reopen().await, not_closed);
    server.advance(Duration::from_secs(30));
    server.service.reopen_round(&organiser, &round.id).await.unwrap();
}

#[tokio::test]
async fn only_one_round_of_a_conference_is_open_at_a_time() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, first) = server.gladbeck(ResultsVisibility::Live).await;
    let organiser = server.organiser(&conference.code).await;
    server.open(&conference.code).await.unwrap();
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    let settings = RoundSettings::default();
    let second = server.service.prepare_round(&organiser, &settings).await.unwrap();
    let third = server.service.prepare_round(&organiser, &settings).await.unwrap();
    assert_eq!((second.number, third.number), (2, 3));
    server.service.open_round(&organiser, Some(&third.id)).await.unwrap();

    let other_open = AppError::Transition(TransitionError::OtherOpen);
    let open = || async { server.service.open_round(&organiser, Some(&second.id)).await };
    assert_eq!(expect_error(open().await), other_open);
    assert_eq!(expect_error(server.service.reopen_round(&organiser, &first.id).await), other_open);
    // Phones may still deliver ballots to it.
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    assert_eq!(expect_error(open().await), other_open);
    server.advance(Duration::from_secs(30));
    open().await.unwrap();
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_rounds_opened_concurrently_only_one_is_open(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, first) = server.gladbeck(ResultsVisibility::Live).await;
    let organiser = server.organiser(&conference.code).await;
    let prepare = || {
        let (service, organiser) = (server.service.clone(), organiser.clone());
        let settings = RoundSettings::default();
        tokio::spawn(async move { service.prepare_round(&organiser, &settings).await })
    };
    let (second, third) = (prepare(), prepare());
    let (second, third) = (second.await.unwrap().unwrap(), third.await.unwrap().unwrap());
    assert_eq!(second.number + third.number, 5, "two and three");
    let open = |round: &Round| {
        let (service, organiser, id) =
            (server.service.clone(), organiser.clone(), round.id.clone());
        tokio::spawn(async move { service.open_round(&organiser, Some(&id)).await })
    };
    let (one, other) = (open(&first), open(&second));
    let opened = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(opened.iter().filter(|opened| opened.is_ok()).count(), 1, "{opened:?}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_prepared_round_does_not_hide_the_current_one(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let organiser = server.organiser(&conference.code).await;
    let settings = RoundSettings::default();
    let next = server.service.prepare_round(&organiser, &settings).await.unwrap();
    let shown = || async { server.conference_view(&conference.code).await.round.unwrap().status };
    assert_eq!(shown().await.id, round.id);
    // Its result is shown until the next one is opened.
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    assert_eq!((shown().await.id, shown().await.state), (round.id, RoundState::Closed));
    server.open(&conference.code).await.unwrap();
    assert_eq!((shown().await.id, shown().await.number), (next.id, 2));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn ballots_for_a_closed_round_are_rejected_even_while_another_is_open(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    let (conference, old) = server.open_gladbeck().await;
    let (early, late) = (
        Participant::joined(&server.address, &conference.code).await,
        Participant::joined(&server.address, &conference.code).await,
    );
    let id = conference.fields[0].challenges[0].id.to_string();
    early.cast(&old, 1, &[(&id, 2)]).await;
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    let organiser = server.organiser(&conference.code).await;
    let new = server.service.reopen_round(&organiser, &old.id).await.unwrap();

    for (phone, revision) in [(&late, 1), (&early, 2)] {
        let (status, answer) = phone.put(&old, &ballot(revision, &[(&id, 1)])).await;
        assert_eq!((status.as_u16(), &answer["error"]), (409, &json!({"ballot": "closed"})));
    }
    early.cast(&old, 1, &[(&id, 2)]).await;
    late.cast(&new, 1, &[(&id, 1)]).await;
    assert_eq!(server.result(&old).await.votes.dots, 2);
    assert_eq!(server.result(&new).await.votes.dots, 1);
}
