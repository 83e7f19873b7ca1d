//! Live states as they arrive.

use crate::harness::{Engine, Participant, Server};
use futures_util::StreamExt;
use rstest::rstest;
use shared::live::{BoardResults, BoardState, PhoneState};
use shared::round::{ResultsVisibility, RoundState};
use std::time::Duration;

/// Reads a stream until a state satisfies; panics after ten seconds.
async fn wait_for<T: serde::de::DeserializeOwned>(
    stream: reqwest::Response,
    is_wanted: impl Fn(&T) -> bool,
) -> T {
    let mut bytes = stream.bytes_stream();
    let mut text = String::new();
    let read = async {
        while let Some(chunk) = bytes.next().await {
            text.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
            while let Some((event, rest)) = text.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                let state = data.and_then(|data| serde_json::from_str(data).ok());
                text = String::from(rest);
                if let Some(state) = state.filter(&is_wanted) {
                    return state;
                }
            }
        }
        panic!("the stream ended")
    };
    tokio::time::timeout(Duration::from_secs(10), read).await.expect("the state did not come")
}

async fn follow(server: &Server, code: &str, audience: &str) -> reqwest::Response {
    let url = format!("{}/api/v1/live/{code}?audience={audience}", server.address);
    reqwest::get(url).await.unwrap()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_board_hears_of_a_ballot(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let stream = follow(&server, conference.code.as_str(), "board").await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let participant = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[1].challenges[2].id.clone();
    participant.cast(&round, 1, &[(id.as_str(), 4)]).await;
    let state: BoardState = wait_for(stream, |state: &BoardState| state.turnout.done == 1).await;
    assert_eq!(state.turnout.joined, 1);
    let BoardResults::Shown(fields) = state.results else { panic!("results are live") };
    assert_eq!((&fields[1].rows[0].challenge, fields[1].rows[0].votes.dots), (&id, 4));
}

#[tokio::test]
async fn a_phone_hears_of_closing_and_never_of_dots() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let stream = follow(&server, conference.code.as_str(), "phone").await;
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let is_closing = |state: &serde_json::Value| state["round"]["state"].get("closing").is_some();
    let state: serde_json::Value = wait_for(stream, is_closing).await;
    assert!(state.get("results").is_none() && state.get("turnout").is_none(), "{state}");
    serde_json::from_value::<PhoneState>(state).unwrap();
}

#[tokio::test]
async fn the_end_of_the_grace_is_heard_without_anybody_doing_anything() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let stream = follow(&server, conference.code.as_str(), "phone").await;
    server.wait(Duration::from_secs(30));
    wait_for(stream, |state: &PhoneState| state.round.state == RoundState::Closed).await;
}

#[tokio::test]
async fn what_another_process_writes_is_heard_too() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.gladbeck(ResultsVisibility::Live).await;
    let stream = follow(&server, conference.code.as_str(), "phone").await;
    let clock = server::clock::Clock::System;
    let db = server::db::Db::open(&server.test_db.url).await.unwrap();
    let other = server::service::Service::new(db, clock, "");
    let organiser = other.operator(&conference.code).await.unwrap();
    other.open_round(&organiser, None).await.unwrap();
    wait_for(stream, |state: &PhoneState| state.round.state == RoundState::Open).await;
}

#[tokio::test]
async fn hidden_results_are_in_no_event() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.gladbeck(ResultsVisibility::AfterClosing).await;
    server.open(&conference.code).await.unwrap();
    let stream = follow(&server, conference.code.as_str(), "board").await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    participant.cast(&round, 1, &[(&id, 3)]).await;
    let state = wait_for(stream, |state: &serde_json::Value| state["turnout"]["done"] == 1).await;
    assert_eq!(state["results"], "hidden");
    assert!(!state.to_string().contains(&id), "{state}");
}

#[tokio::test]
async fn whoever_knows_the_state_already_is_not_told_it_again() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let code = conference.code.as_str();
    let known: PhoneState = wait_for(follow(&server, code, "phone").await, |_| true).await;
    let after = format!("phone&after={}", known.version.0);
    let stream = follow(&server, code, &after).await;
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let next: PhoneState = wait_for(stream, |_| true).await;
    assert!(matches!(next.round.state, RoundState::Closing { .. }), "the first state was known");
}
