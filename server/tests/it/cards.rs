//! Personal codes: one ballot per card, on whatever device.

use crate::harness::{Engine, Participant, Server, ballot, expect_error};
use backend::db::{Db, Pool};
use backend::voting::{Caller, RoundSettings};
use regex::Regex;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::{Value, json};
use shared::error::AppError;
use shared::voting::conference::Conference;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::{Access, Round};
use std::collections::BTreeSet;
use std::time::Duration;

/// Rate limit of wrong codes per conference and minute.
const MAX_WRONG_CODES: u64 = 600;

/// An open round that requires cards, and some cards.
async fn open_with_cards(server: &Server, count: u32) -> (Conference, Round, Vec<PersonalCode>) {
    let settings = RoundSettings { access: Access::PersonalCodes, ..RoundSettings::default() };
    let (conference, round) = server.gladbeck_with(settings).await;
    let cards = server.cards(&conference.code, count).await;
    server.open(&conference.code).await.unwrap();
    (conference, round, cards)
}

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
    let with = |code: &str| {
        let mut body = body.clone();
        body["code"] = json!(code);
        body
    };
    for (body, status, error) in [
        (body.clone(), 403, json!("no_personal_code")),
        (with(wrong_code(1).as_str()), 422, json!("unknown_personal_code")),
        (with(foreign[0].as_str()), 422, json!("unknown_personal_code")),
        (with("K7M4PX"), 400, json!("malformed")),
        (with(""), 400, json!("malformed")),
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

/// A caller with this card and no device.
fn with(card: &PersonalCode) -> Caller {
    Caller { participant: None, card: Some(card.clone()) }
}

#[tokio::test]
async fn a_valid_card_is_accepted_however_many_wrong_codes_others_send() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round, cards) = open_with_cards(&server, 1).await;
    let (other, ..) = open_with_cards(&server, 1).await;
    let (service, code) = (&server.service, &conference.code);
    let check = |number| async move { service.check_card(code, &with(&wrong_code(number))).await };
    for number in 1..=MAX_WRONG_CODES {
        assert_eq!(expect_error(check(number).await), AppError::UnknownPersonalCode);
    }
    // From now on wrong codes are rate-limited, whichever way they are sent.
    assert_eq!(expect_error(check(MAX_WRONG_CODES + 1).await), AppError::TooManyGuesses);
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
    let elsewhere = service.check_card(&other.code, &with(&wrong_code(1))).await;
    assert_eq!(expect_error(elsewhere), AppError::UnknownPersonalCode);
    server.advance(Duration::from_mins(1));
    assert_eq!(expect_error(check(1).await), AppError::UnknownPersonalCode);
}

#[tokio::test]
async fn a_device_that_guesses_codes_is_rate_limited_before_all_others() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round, cards) = open_with_cards(&server, 1).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let with = |card: &PersonalCode| {
        let mut body = ballot(1, &[(&id, 1)]);
        body["code"] = json!(card.as_str());
        body
    };
    let guessing = Participant::joined(&server.address, &conference.code).await;
    let other = Participant::joined(&server.address, &conference.code).await;
    for number in 0..20 {
        let (status, answer) = guessing.put(&round, &with(&wrong_code(number))).await;
        assert_eq!(status.as_u16(), 422, "{answer}");
    }
    let (status, answer) = guessing.put(&round, &with(&wrong_code(20))).await;
    assert_rate_limited(status, &answer);
    let (status, answer) = other.put(&round, &with(&wrong_code(21))).await;
    assert_eq!(status.as_u16(), 422, "{answer}");
    // A valid card is still accepted from that device.
    assert_eq!(guessing.put(&round, &with(&cards[0])).await.0, StatusCode::OK);
}

fn assert_rate_limited(status: StatusCode, answer: &Value) {
    assert_eq!((status.as_u16(), &answer["error"]), (429, &json!("too_many_guesses")));
}

/// Every value of every column, as text.
async fn all_values(db: &Db) -> Vec<String> {
    let sql = match db.pool() {
        Pool::Sqlite(_) => {
            "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c \
             where m.type = 'table' and m.name not like '_sqlx%'"
        }
        Pool::Postgres(_) => {
            "select table_name::text, column_name::text from information_schema.columns \
             where table_schema = 'public' and table_name not like '_sqlx%'"
        }
    };
    let columns: Vec<(String, String)> = match db.pool() {
        Pool::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        Pool::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
    };
    let mut all_values = Vec::new();
    for (table, column) in columns {
        let sql = format!("select coalesce(cast(\"{column}\" as text), '') from \"{table}\"");
        let sql = sqlx::AssertSqlSafe(sql);
        let found: Vec<String> = match db.pool() {
            Pool::Sqlite(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
            Pool::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        };
        all_values.extend(found);
    }
    all_values
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn no_code_is_stored_in_the_database(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round, cards) = open_with_cards(&server, 3).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    for card in &cards {
        let phone = Participant::with_card(&server.address, &conference.code, card).await;
        phone.cast(&round, 1, &[(&id, 1)]).await;
        phone.post(&format!("/de/c/{}/card", conference.code), &[("code", card.as_str())]).await;
    }
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    server.service.recount_file(&round.id).await.unwrap();

    let mut stored = all_values(&server.test_db.db).await.join("\n").to_uppercase().into_bytes();
    for file in std::fs::read_dir(server.test_db.folder()).unwrap() {
        stored.extend(std::fs::read(file.unwrap().path()).unwrap().to_ascii_uppercase());
    }
    let contains = |text: &str| stored.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    // Proves that the search finds what is there.
    assert!(contains(conference.code.as_str()));
    for card in &cards {
        assert!(!contains(card.as_str()) && !contains(&card.printed()), "a code was stored");
    }
}

#[tokio::test]
async fn the_sheet_has_the_requested_number_of_distinct_cards() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, ..) = open_with_cards(&server, 1).await;
    let organiser = server.organiser(&conference.code).await;
    let key = server.service.renew_key(&organiser).await.unwrap();
    let visitor = Participant::new(&server.address);
    let form = format!("/de/organise/{}/cards", key.as_str());
    for count in ["0", "1001", "-1", "many", ""] {
        let answer = visitor.post(&form, &[("count", count)]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{count}");
    }
    let made = visitor.post(&form, &[("count", "12")]).await;
    assert_eq!(made.status(), StatusCode::OK);
    let page = made.text().await.unwrap();
    let printed = Regex::new("[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}").unwrap();
    let codes: BTreeSet<&str> = printed.find_iter(&page).map(|code| code.as_str()).collect();
    assert_eq!(codes.len(), 12);
    for code in codes {
        let card = PersonalCode::parse(code).unwrap();
        server.service.check_card(&conference.code, &with(&card)).await.unwrap();
    }
    // They are shown only once.
    assert!(!printed.is_match(&visitor.fetch(&form).await.text().await.unwrap()));
    server.cards(&conference.code, 1_000).await;
    let (_, shown) = visitor.get(&format!("/api/v1/organisers/{}", key.as_str())).await;
    assert_eq!(shown["cards"], json!({"made": 1_013, "used": 0}));
}
