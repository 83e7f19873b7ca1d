//! Personal codes: one ballot per card, on whatever device.

mod codes;
mod fixtures;

use crate::harness::{Engine, Participant, Server, ballot, expect_error};
use fixtures::{caller_with_card, open_with_cards};
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::{Value, json};
use shared::error::AppError;
use shared::voting::personal_code::PersonalCode;
use std::time::Duration;

/// Rate limit of wrong codes per conference and minute.
const MAX_WRONG_CODES: u64 = 600;

/// A code that is on no card.
fn wrong_code(number: u64) -> PersonalCode {
    PersonalCode::from_random(number)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_card_has_one_ballot_on_whatever_device(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round, cards) = open_with_cards(&server, 2).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let (address, code) = (&server.address, &conference.code);
    let phone = Participant::with_card(address, code, &cards[0]).await;
    phone.cast(&round, 1, &[(&id, 2)]).await;

    let tablet = Participant::with_card(address, code, &cards[0]).await;
    let (_, shown) = tablet.get(&format!("/api/v1/conferences/{code}/phone")).await;
    assert_eq!(shown["ballot"], json!({"revision": 1, "dots": {id.as_str(): 2}}));
    tablet.cast(&round, 2, &[(&id, 5)]).await;
    // A late ballot of the first device is older.
    assert_eq!(phone.cast(&round, 1, &[(&id, 2)]).await.revision.0, 2);
    let other = Participant::with_card(address, code, &cards[1]).await;
    other.cast(&round, 1, &[(&id, 1)]).await;
    let result = server.result(&round).await;
    assert_eq!((result.votes.dots, result.turnout.done), (6, 2));
}

#[tokio::test]
async fn a_code_sent_with_the_ballot_needs_no_cookie_and_overrides_one() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round, cards) = open_with_cards(&server, 2).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let with_code = |card: &PersonalCode, dots| {
        let mut body = ballot(1, &[(&id, dots)]);
        body["code"] = json!(card.printed().to_lowercase());
        body
    };
    let stranger = Participant::new(&server.address);
    let (status, answer) = stranger.put(&round, &with_code(&cards[0], 3)).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let first = Participant::with_card(&server.address, &conference.code, &cards[0]).await;
    assert_eq!(first.held(&round).await.revision.0, 1);
    let (status, _) = first.put(&round, &with_code(&cards[1], 1)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(server.result(&round).await.turnout.done, 2);
}

#[tokio::test]
async fn a_ballot_without_a_valid_card_is_rejected() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round, _) = open_with_cards(&server, 1).await;
    // A card of another conference is as invalid as an invented code.
    let (_, _, foreign) = open_with_cards(&server, 1).await;
    let phone = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let body = ballot(1, &[(&id, 1)]);
    let body_with_code = |code: &str| {
        let mut body = body.clone();
        body["code"] = json!(code);
        body
    };
    for (body, status, error) in [
        (body.clone(), 403, json!("no_personal_code")),
        (body_with_code(wrong_code(1).as_str()), 422, json!("unknown_personal_code")),
        (body_with_code(foreign[0].as_str()), 422, json!("unknown_personal_code")),
        (body_with_code("K7M4PX"), 400, json!("malformed")),
        (body_with_code(""), 400, json!("malformed")),
    ] {
        let (given, answer) = phone.put(&round, &body).await;
        assert_eq!((given.as_u16(), &answer["error"]), (status, &error));
    }
    let (status, answer) = phone.get(&format!("/api/v1/rounds/{}/ballot", round.id)).await;
    assert_eq!((status.as_u16(), &answer["error"]), (403, &json!("no_personal_code")));
    assert_eq!(server.result(&round).await.turnout.done, 0);
}

#[tokio::test]
async fn a_phone_is_asked_for_a_card_until_it_has_one() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _, cards) = open_with_cards(&server, 1).await;
    let code = &conference.code;
    let phone = Participant::joined(&server.address, code).await;
    let view = format!("/api/v1/conferences/{code}/phone");
    assert_eq!(phone.get(&view).await.1["wants_code"], json!(true));

    let form = format!("/de/c/{code}/card");
    for (typed, status) in [("", 422), ("K7M4PX", 422), (wrong_code(1).as_str(), 422)] {
        let refused = phone.post(&form, &[("code", typed)]).await;
        assert_eq!(refused.status().as_u16(), status, "{typed}");
        assert_eq!(phone.get(&view).await.1["wants_code"], json!(true));
    }
    let typed = cards[0].printed().to_lowercase().replace('-', " ");
    let taken = phone.post(&form, &[("code", &typed)]).await;
    assert_eq!(taken.status(), StatusCode::SEE_OTHER);
    assert_eq!(taken.headers()["location"], format!("/de/c/{code}").as_str());
    assert_eq!(phone.get(&view).await.1["wants_code"], json!(false));
}

#[tokio::test]
async fn the_link_on_a_card_sets_its_cookie() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _, cards) = open_with_cards(&server, 1).await;
    let (code, card) = (&conference.code, cards[0].as_str());
    let phone = Participant::new(&server.address);
    let answer = phone.fetch(&format!("/{code}/{card}")).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], format!("/de/c/{code}").as_str());
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with(&format!("miteinander_card={card}; ")), "{cookie}");
    assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{cookie}");
    // A session cookie: the device may belong to somebody else.
    assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "{cookie}");

    for path in [format!("/222222/{card}"), format!("/{code}/{}", &card[1..])] {
        let answer = Participant::new(&server.address).fetch(&path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(
            !answer
                .headers()
                .get_all("set-cookie")
                .iter()
                .any(|cookie| { cookie.to_str().unwrap().contains("miteinander_card") })
        );
    }
}

#[tokio::test]
async fn a_valid_card_is_accepted_however_many_wrong_codes_others_send() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round, cards) = open_with_cards(&server, 1).await;
    let (other, ..) = open_with_cards(&server, 1).await;
    let (service, code) = (&server.service, &conference.code);
    let check = |number| async move {
        service.check_card(code, &caller_with_card(&wrong_code(number))).await
    };
    for number in 1..=MAX_WRONG_CODES {
        assert_eq!(expect_error(check(number).await), AppError::UnknownPersonalCode);
    }
    // From now on wrong codes are rate-limited, whichever way they are sent.
    assert_eq!(expect_error(check(MAX_WRONG_CODES + 1).await), AppError::TooManyAttempts);
    let id = conference.fields[0].challenges[0].id.to_string();
    let mut guess = ballot(1, &[(&id, 1)]);
    guess["code"] = json!(wrong_code(1).as_str());
    let stranger = Participant::new(&server.address);
    let (status, answer) = stranger.put(&round, &guess).await;
    assert_rate_limited(status, &answer);
    let form = format!("/de/c/{code}/card");
    let typed = stranger.post(&form, &[("code", wrong_code(1).as_str())]).await;
    assert_eq!(typed.status(), StatusCode::TOO_MANY_REQUESTS);

    // The valid card is accepted everywhere meanwhile.
    let phone = Participant::with_card(&server.address, code, &cards[0]).await;
    let (_, page) = phone.get(&format!("/api/v1/conferences/{code}/phone")).await;
    assert_eq!(page["wants_code"], json!(false));
    phone.cast(&round, 1, &[(&id, 1)]).await;
    assert_eq!(phone.held(&round).await.revision.0, 1);
    let typed = phone.post(&form, &[("code", cards[0].as_str())]).await;
    assert_eq!(typed.status(), StatusCode::SEE_OTHER);
    // Other conferences are not affected, and the limit ends after a minute.
    let elsewhere = service.check_card(&other.code, &caller_with_card(&wrong_code(1))).await;
    assert_eq!(expect_error(elsewhere), AppError::UnknownPersonalCode);
    server.advance(Duration::from_mins(1));
    assert_eq!(expect_error(check(1).await), AppError::UnknownPersonalCode);
}

#[tokio::test]
async fn a_device_that_guesses_codes_is_rate_limited_before_all_others() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round, cards) = open_with_cards(&server, 1).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let body_with_code = |card: &PersonalCode| {
        let mut body = ballot(1, &[(&id, 1)]);
        body["code"] = json!(card.as_str());
        body
    };
    let guessing = Participant::joined(&server.address, &conference.code).await;
    let other = Participant::joined(&server.address, &conference.code).await;
    for number in 0..20 {
        let (status, answer) = guessing.put(&round, &body_with_code(&wrong_code(number))).await;
        assert_eq!(status.as_u16(), 422, "{answer}");
    }
    let (status, answer) = guessing.put(&round, &body_with_code(&wrong_code(20))).await;
    assert_rate_limited(status, &answer);
    let (status, answer) = other.put(&round, &body_with_code(&wrong_code(21))).await;
    assert_eq!(status.as_u16(), 422, "{answer}");
    // A valid card is still accepted from that device.
    assert_eq!(guessing.put(&round, &body_with_code(&cards[0])).await.0, StatusCode::OK);
}

fn assert_rate_limited(status: StatusCode, answer: &Value) {
    assert_eq!((status.as_u16(), &answer["error"]), (429, &json!("too_many_attempts")));
}
