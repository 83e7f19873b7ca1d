//! Who is a participant: one device, however often it tries, and nobody who never saw a page.

use crate::harness::{EVENING, Engine, Participant, Server, ballot, json_of};
use backend::db::participants::insert_participant;
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
async fn a_device_that_joins_again_and_again_is_one_participant(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let phone = Participant::joined(&server.address, &conference.code).await;
    let join = format!("{}/api/v1/conferences/{}/join", server.address, conference.code);
    for _ in 0..3 {
        // As if the answer had been lost.
        let again = phone.client.post(&join).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::OK);
        assert_eq!(again.headers().get("set-cookie"), None);
    }
    phone.fetch(&format!("/de/c/{}", conference.code)).await;
    assert_eq!(server.result(&round).await.turnout.joined, 1);
}

#[tokio::test]
async fn whoever_keeps_no_cookie_is_told_so_and_counts_as_nobody() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let forgetful = reqwest::Client::new();
    let page = format!("{}/de/c/{}", server.address, conference.code);
    let join = format!("{}/api/v1/conferences/{}/join", server.address, conference.code);
    for _ in 0..3 {
        assert_eq!(forgetful.get(&page).send().await.unwrap().status(), StatusCode::OK);
        let (status, answer) = json_of(forgetful.post(&join).send().await.unwrap()).await;
        assert_eq!((status.as_u16(), &answer["error"]), (401, &json!("no_participant")));
        assert!(answer["message"].as_str().unwrap().contains("Cookie"), "{answer}");
        let pressed = forgetful
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
async fn a_number_that_no_page_of_ours_gave_neither_joins_nor_votes() {
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
        assert_eq!(json_of(cast).await.1["error"], json!("no_participant"));
    }
    // One of ours that has not joined does not vote either.
    let cookie = format!("{COOKIE}={}", server.service.issue_token().cookie());
    let body = ballot(1, &[(&id, 1)]);
    let cast = client.put(&own).header("cookie", &cookie).json(&body).send().await.unwrap();
    assert_eq!(json_of(cast).await.1["error"], json!("no_participant"));
    assert_eq!(server.result(&round).await.turnout.done, 0);
}

#[tokio::test]
async fn a_device_that_joined_before_numbers_were_signed_goes_on_voting() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let token = ParticipantToken::random();
    let mut tx = server.test_db.db.write().await.unwrap();
    insert_participant(&mut tx, &conference.id, &token.voter(), Millis(EVENING)).await.unwrap();
    tx.commit().await.unwrap();

    let unsigned = token.cookie().trim_end_matches('.').to_owned();
    let cookie = format!("{COOKIE}={unsigned}");
    let own = format!("{}/api/v1/rounds/{}/ballot", server.address, round.id);
    let client = reqwest::Client::new();
    let body = ballot(1, &[(&id, 1)]);
    let cast = client.put(&own).header("cookie", &cookie).json(&body).send().await.unwrap();
    assert_eq!(cast.status(), StatusCode::OK);
    // The next page signs the number it has, instead of giving another.
    let page = format!("{}/de/c/{}", server.address, conference.code);
    let page = client.get(page).header("cookie", &cookie).send().await.unwrap();
    let set: Vec<_> = page.headers().get_all("set-cookie").iter().collect();
    let signed = format!("{COOKIE}={unsigned}.");
    assert!(set.iter().any(|cookie| cookie.to_str().unwrap().starts_with(&signed)), "{set:?}");
}
