//! Live states, streamed or polled.

use crate::harness::{Engine, Events, Participant, Server, read_json};
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::{Value, json};
use shared::language::LanguageTag;
use shared::live::{BoardResults, BoardScene, BoardSetting, BoardState, PhoneState};
use shared::voting::join_code::JoinCode;
use shared::voting::round::{ResultsVisibility, RoundState};
use std::time::Duration;

async fn follow(server: &Server, code: &JoinCode, audience: &str) -> Events {
    Events::follow(&server.address, code, audience).await
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_board_receives_a_new_ballot(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let mut stream = follow(&server, &conference.code, "board").await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[1].challenges[2].id.clone();
    participant.cast(&round, 1, &[(id.as_str(), 4)]).await;
    let state: BoardState = stream.wait_for(|state: &BoardState| state.turnout.done == 1).await;
    assert_eq!(state.turnout.joined, 1);
    let BoardResults::Shown(fields) = state.results else { panic!("results are live") };
    assert_eq!((&fields[1].rows[0].challenge, fields[1].rows[0].votes.dots), (&id, 4));
}

#[tokio::test]
async fn a_phone_receives_the_closing_but_no_dots() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let mut stream = follow(&server, &conference.code, "phone").await;
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let is_closing = |state: &Value| state["round"]["state"].get("closing").is_some();
    let state: Value = stream.wait_for(is_closing).await;
    assert!(state.get("results").is_none() && state.get("turnout").is_none(), "{state}");
    serde_json::from_value::<PhoneState>(state).unwrap();
}

#[tokio::test]
async fn the_end_of_the_grace_period_is_sent_without_any_request() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let mut stream = follow(&server, &conference.code, "phone").await;
    server.advance(Duration::from_secs(30));
    stream.wait_for(|state: &PhoneState| state.round.state == RoundState::Closed).await;
}

#[tokio::test]
async fn changes_by_another_process_are_sent_too() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.gladbeck(ResultsVisibility::Live).await;
    let mut stream = follow(&server, &conference.code, "phone").await;
    let clock = backend::clock::Clock::System;
    let db = backend::db::Db::open(&server.test_db.url).await.unwrap();
    let other = backend::Service::new(db, clock, "");
    let organiser = other.authorise_operator(&conference.code).await.unwrap();
    other.open_round(&organiser, None).await.unwrap();
    stream.wait_for(|state: &PhoneState| state.round.state == RoundState::Open).await;
}

#[tokio::test]
async fn a_state_the_client_already_has_is_not_sent_again() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let mut first = follow(&server, &conference.code, "phone").await;
    let known: PhoneState = first.wait_for(|_| true).await;
    let after = format!("phone&after={}", known.version.0);
    let mut stream = follow(&server, &conference.code, &after).await;
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let next: PhoneState = stream.wait_for(|_| true).await;
    assert!(
        matches!(next.round.state, RoundState::Closing { .. }),
        "the first state was already known"
    );
}

#[tokio::test]
async fn a_stream_without_a_new_state_begins_with_a_heartbeat() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let mut first = follow(&server, &conference.code, "phone").await;
    let known: PhoneState = first.wait_for(|_| true).await;
    let (code, version) = (&conference.code, known.version.0);
    let path = format!("/api/v1/live/{code}?audience=phone&after={version}");
    let mut resumed = Participant::new(&server.address).fetch(&path).await;
    // The next heartbeat would come later than this.
    let begin = tokio::time::timeout(Duration::from_secs(8), resumed.chunk()).await;
    let begin = begin.expect("nothing was sent").unwrap().unwrap();
    assert_eq!(&*begin, b"event: beat\ndata:\n\n");
}

/// The state, or `None` if there is no new one.
async fn poll(server: &Server, code: &JoinCode, query: &str) -> Option<Value> {
    let path = format!("/api/v1/conferences/{code}/state?{query}");
    let answer = Participant::new(&server.address).fetch(&path).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    match answer.status() {
        StatusCode::NO_CONTENT => {
            assert_eq!(answer.text().await.unwrap(), "");
            None
        }
        _ => Some(read_json(answer).await.1),
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn polling_returns_the_same_states_as_the_stream(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, _) = server.open_gladbeck().await;
    let code = &conference.code;
    for audience in ["board", "phone"] {
        let streamed: Value = follow(&server, code, audience).await.wait_for(|_| true).await;
        let query = format!("audience={audience}");
        assert_eq!(poll(&server, code, &query).await, Some(streamed.clone()));
        let known = streamed["version"].as_str().unwrap();
        assert_eq!(poll(&server, code, &format!("{query}&after={known}")).await, None);
        let old = poll(&server, code, &format!("{query}&after=older")).await;
        assert_eq!(old, Some(streamed));
    }
    // The default audience is a phone.
    let (phone, other) =
        (poll(&server, code, "audience=phone").await, poll(&server, code, "").await);
    assert_eq!(phone, other);
    let nobody = server.get("/api/v1/conferences/222222/state").await;
    assert_eq!(nobody.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn repeated_polling_returns_new_states() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let code = &conference.code;
    let first = poll(&server, code, "audience=board").await.unwrap();
    let phone = Participant::joined(&server.address, code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    phone.cast(&round, 1, &[(&id, 2)]).await;
    let mut known = first["version"].as_str().unwrap().to_owned();
    let received = async {
        loop {
            let query = format!("audience=board&after={known}");
            if let Some(state) = poll(&server, code, &query).await {
                if state["turnout"]["done"] == 1 {
                    return state;
                }
                state["version"].as_str().unwrap().clone_into(&mut known);
            }
        }
    };
    let state = tokio::time::timeout(Duration::from_secs(10), received)
        .await
        .expect("the state did not arrive in time");
    assert_eq!(state["results"]["shown"][0]["votes"]["dots"], 2);
}

#[tokio::test]
async fn a_new_board_setting_reaches_the_board_at_once() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let mut board = follow(&server, &conference.code, "board").await;
    let mut phone = follow(&server, &conference.code, "phone").await;
    let untouched: BoardState = board.wait_for(|_| true).await;
    assert_eq!(untouched.setting, BoardSetting::default());
    phone.wait_for(|_: &PhoneState| true).await;

    let organiser = server.organiser(&conference.code).await;
    let setting = BoardSetting {
        scene: BoardScene::Welcome,
        field: Some(conference.fields[1].id.clone()),
        second: LanguageTag::parse("uk").ok(),
        is_dark: true,
        ..BoardSetting::default()
    };
    server.service.set_board(&organiser, &setting).await.unwrap();
    let received: BoardState = board.wait_for(|state: &BoardState| state.setting == setting).await;
    assert_ne!(received.version, untouched.version);
    let polled = poll(&server, &conference.code, "audience=board").await.unwrap();
    assert_eq!(polled["setting"], json!(setting));
    let (_, view) = server.get(&format!("/api/v1/conferences/{}/board", conference.code)).await;
    assert_eq!(view["live"]["setting"], json!(setting));
    // Phones do not get the board setting; the next thing they receive is the closing.
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    let next: PhoneState = phone.wait_for(|_| true).await;
    assert_eq!(next.round.state, RoundState::Closed);
}
