//! Joining: a device is one participant however often it joins, and only with an id we issued.

use crate::harness::{EVENING, Engine, Participant, Server, ballot, read_json};
use backend::db::participants::{Join, insert_participants};
use backend::secret::ParticipantToken;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;
use shared::time::Millis;

const COOKIE: &str = "miteinander_participant";

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_device_that_joins_repeatedly_is_one_participant(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let phone = Participant::joined(&server.address, &conference.code).await;
    let join = format!("{}/api/v1/conferences/{}/join", server.address, conference.code);
    for _ in 0..3 {
        // As if the response had been lost.
        let again = phone.client.post(&join).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::OK);
        assert_eq!(again.headers().get("set-cookie"), None);
    }
    phone.fetch(&format!("/de/c/{}", conference.code)).await;
    assert_eq!(server.result(&round).await.turnout.joined, 1);
}

#[tokio::test]
async fn a_client_without_cookies_gets_an_error_and_is_not_counted() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let without_cookies = reqwest::Client::new();
    let page = format!("{}/de/c/{}", server.address, conference.code);
    let join = format!("{}/api/v1/conferences/{}/join", server.address, conference.code);
    for _ in 0..3 {
        assert_eq!(without_cookies.get(&page).send().await.unwrap().status(), StatusCode::OK);
        let (status, answer) = read_json(without_cookies.post(&join).send().await.unwrap()).await;
        assert_eq!((status.as_u16(), &answer["error"]), (401, &json!("no_participant")));
        assert!(answer["message"].as_str().unwrap().contains("Cookie"), "{answer}");
        let pressed = without_cookies
            .post(&page)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("revision=0&add={id}"));
        let refused = pressed.send().await.unwrap();
        assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(refused.headers().get("set-cookie"), None);
        assert!(refused.text().await.unwrap().contains("Cookie"));
    }
    let turnout = server.result(&round).await.turnout;
    assert_eq!((turnout.joined, turnout.done), (0, 0));
}

#[tokio::test]
async fn a_device_id_we_did_not_issue_can_neither_join_nor_vote() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let join = format!("{}/api/v1/conferences/{}/join", server.address, conference.code);
    let own = format!("{}/api/v1/rounds/{}/ballot", server.address, round.id);
    let client = reqwest::Client::new();
    let another = Server::start(Engine::Sqlite).await;
    for token in [ParticipantToken::random(), another.service.issue_token()] {
        let cookie = format!("{COOKIE}={}", token.cookie());
        let joined = client.post(&join).header("cookie", &cookie).send().await.unwrap();
        assert_eq!(joined.status(), StatusCode::UNAUTHORIZED);
        let body = ballot(1, &[(&id, 1)]);
        let cast = client.put(&own).header("cookie", &cookie).json(&body).send().await.unwrap();
        assert_eq!(read_json(cast).await.1["error"], json!("no_participant"));
    }
    // An id we issued cannot vote before it has joined.
    let cookie = format!("{COOKIE}={}", server.service.issue_token().cookie());
    let body = ballot(1, &[(&id, 1)]);
    let cast = client.put(&own).header("cookie", &cookie).json(&body).send().await.unwrap();
    assert_eq!(read_json(cast).await.1["error"], json!("no_participant"));
    assert_eq!(server.result(&round).await.turnout.done, 0);
}

#[tokio::test]
async fn a_device_that_joined_before_ids_were_signed_can_still_vote() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let token = ParticipantToken::random();
    let mut tx = server.test_db.db.write().await.unwrap();
    let voter = token.voter();
    let join = Join { conference: &conference.id, voter: &voter, at: Millis(EVENING) };
    insert_participants(&mut tx, &[join]).await.unwrap();
    tx.commit().await.unwrap();

    let unsigned = token.cookie().trim_end_matches('.').to_owned();
    let cookie = format!("{COOKIE}={unsigned}");
    let own = format!("{}/api/v1/rounds/{}/ballot", server.address, round.id);
    let client = reqwest::Client::new();
    let body = ballot(1, &[(&id, 1)]);
    let cast = client.put(&own).header("cookie", &cookie).json(&body).send().await.unwrap();
    assert_eq!(cast.status(), StatusCode::OK);
    // The next page signs the existing id instead of issuing a new one.
    let url = format!("{}/de/c/{}", server.address, conference.code);
    let page = client.get(url).header("cookie", &cookie).send().await.unwrap();
    let set: Vec<_> = page.headers().get_all("set-cookie").iter().collect();
    let signed = format!("{COOKIE}={unsigned}.");
    assert!(set.iter().any(|cookie| cookie.to_str().unwrap().starts_with(&signed)), "{set:?}");
}
