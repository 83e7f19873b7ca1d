//! The countdown of a closing round on phones, by the server's clock.

use crate::harness::{EVENING, Engine, Events, Participant, Server};
use rstest::rstest;
use serde_json::{Value, json};
use shared::live::PhoneState;
use shared::time::Millis;
use shared::voting::round::RoundState;
use std::time::Duration;

/// The words of the timer on a phone's page, once for each screen.
async fn timers(server: &Server, path: &str) -> Vec<String> {
    let page = Participant::new(&server.address).fetch(path).await.text().await.unwrap();
    page.split(r#"role="timer""#)
        .skip(1)
        .map(|rest| rest.split_once('>').unwrap().1.split("</p>").next().unwrap().trim().to_owned())
        .collect()
}

#[tokio::test]
async fn a_page_without_the_program_says_how_long_ballots_are_taken() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let path = format!("/de/c/{}", conference.code);
    let before = timers(&server, &path).await;
    assert!(!before.is_empty() && before.iter().all(String::is_empty), "{before:?}");
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    for (passed, words) in
        [(0, "Noch 30 Sekunden"), (12_500, "Noch 18 Sekunden"), (16_500, "Noch 1 Sekunde")]
    {
        server.advance(Duration::from_millis(passed));
        let shown = timers(&server, &path).await;
        assert_eq!(shown, vec![words; before.len()]);
    }
    server.advance(Duration::from_secs(1));
    assert_eq!(timers(&server, &path).await, vec![""; before.len()]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_phone_that_connects_late_gets_the_present_time_with_the_same_state(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    let (conference, _) = server.open_gladbeck().await;
    let code = &conference.code;
    let mut early = Events::follow(&server.address, code, "phone").await;
    server.close(code, Duration::from_secs(30)).await.unwrap();
    let until = Millis(EVENING + 30_000);
    let is_closing = |state: &PhoneState| state.round.state == RoundState::Closing { until };
    let first: PhoneState = early.wait_for(is_closing).await;
    assert_eq!(first.now.seconds_until(until), 30);
    server.advance(Duration::from_secs(20));
    let late = async {
        loop {
            // The time is taken up with the next read of the state.
            let mut stream = Events::follow(&server.address, code, "phone").await;
            let state: PhoneState = stream.wait_for(|_| true).await;
            if state.now != first.now {
                return state;
            }
        }
    };
    let late = tokio::time::timeout(Duration::from_secs(10), late).await.expect("an old time");
    assert_eq!(late.now.seconds_until(until), 10);
    assert_eq!((&late.version, &late.round), (&first.version, &first.round));
    let (_, view) = server.get(&format!("/api/v1/conferences/{code}/phone")).await;
    assert_eq!(view["now"], json!(EVENING + 20_000));

    // Those who have the state get nothing for the time alone: what comes next is the end.
    server.advance(Duration::from_secs(10));
    let next: Value = early.wait_for(|_| true).await;
    assert_eq!(next["round"]["state"], json!("closed"));
}
