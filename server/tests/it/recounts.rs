//! What makes a count verifiable: the log, the recount file, receipts.

use crate::harness::{Engine, Participant, Server, expect_error};
use backend::db::{Db, Pool, ballot_log, ballots};
use backend::recount::{RecountError, recount, replay};
use backend::voting::RoundSettings;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;
use shared::error::AppError;
use shared::id::BallotId;
use shared::voting::ballot::Ballot;
use shared::voting::conference::Conference;
use shared::voting::receipt::Receipt;
use shared::voting::round::Round;
use std::collections::BTreeMap;
use std::time::Duration;

/// A closed round with three ballots, one of them changed: two on the first challenge with one and
/// four dots, one on the second with two.
async fn closed_round(server: &Server) -> (Conference, Round, Vec<Participant>) {
    let (conference, round) = server.open_gladbeck().await;
    let ids = [0, 1].map(|place| conference.fields[0].challenges[place].id.to_string());
    let mut phones = Vec::new();
    for (place, dots) in [(0, 3), (0, 4), (1, 2)] {
        let phone = Participant::joined(&server.address, &conference.code).await;
        phone.cast(&round, 1, &[(&ids[place], dots)]).await;
        phones.push(phone);
    }
    phones[0].cast(&round, 2, &[(&ids[0], 1)]).await;
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    (conference, round, phones)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_log_has_an_entry_for_every_change_and_replays_to_the_ballots(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (_, round, phones) = closed_round(&server).await;
    // A ballot that is delivered again is acknowledged and changes nothing.
    for phone in &phones {
        let held = serde_json::to_value(phone.held(&round).await).unwrap();
        assert_eq!(phone.put(&round, &held).await.0, StatusCode::OK);
    }
    let mut tx = server.test_db.db.read().await.unwrap();
    let rows = ballot_log::load_log(&mut tx, &round.id).await.unwrap();
    assert_eq!(rows.len(), 4);
    let held: BTreeMap<BallotId, Ballot> = ballots::load_ballots(&mut tx, &round.id)
        .await
        .unwrap()
        .into_iter()
        .map(|held| (held.id, held.ballot))
        .collect();
    let replayed = replay(&round.id, &rows).unwrap();
    assert_eq!(replayed.ballots, held);
    assert_eq!(replayed.chain.entries(), 4);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_recount_file_gives_the_result_and_reveals_a_changed_line(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round, phones) = closed_round(&server).await;
    let path = format!("/api/v1/rounds/{}/recount.jsonl", round.id);
    let answer = phones[0].fetch(&path).await;
    assert_eq!(answer.headers()["content-type"], "application/jsonl");
    let text = answer.text().await.unwrap();
    let counted = recount(&text).unwrap();
    let result = server.result(&round).await;
    assert_eq!((counted.ballots, counted.dots), (result.turnout.done, result.votes.dots));
    let (_, shown) =
        server.get(&format!("/api/v1/conferences/{}/documentation", conference.code)).await;
    assert_eq!(shown["rounds"][0]["check_value"], json!(counted.check_value));

    // One line for the round, one for each ballot by its id, paper, result.
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 6);
    assert!(lines[1..4].is_sorted(), "their order must not reveal when they were cast");
    let id = conference.fields[0].challenges[0].id.as_str();
    let (more, less) = (format!("\"{id}\":4"), format!("\"{id}\":5"));
    let place = lines.iter().position(|line| line.contains(&more)).unwrap();
    assert_eq!(
        recount(&text.replacen(&more, &less, 1)),
        Err(RecountError::HashMismatch(place + 1))
    );
    // Nothing in it identifies a person or a time.
    assert!(!text.contains("revision") && !text.contains("voter") && !text.contains("_at"));
}

#[tokio::test]
async fn a_round_that_is_not_closed_has_no_recount_file() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let not_closed = json!({"transition": "not_closed"});
    for file in ["recount.jsonl", "result.json", "result.csv"] {
        let path = format!("/api/v1/rounds/{}/{file}", round.id);
        let (status, answer) = server.get(&path).await;
        assert_eq!((status.as_u16(), &answer["error"]), (409, &not_closed), "{file}");
    }
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let file = server.service.show_recount(&round.id).await;
    assert_eq!(json!(expect_error(file)), not_closed);
    server.advance(Duration::from_secs(30));
    // A round without ballots can be recounted too.
    let file = server.service.show_recount(&round.id).await.unwrap();
    assert_eq!(recount(&file.text).unwrap().ballots, 0);
}

async fn execute(db: &Db, sql: &'static str) {
    match db.pool() {
        Pool::Sqlite(pool) => sqlx::query(sql).execute(pool).await.map(drop).unwrap(),
        Pool::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(drop).unwrap(),
    }
}

#[rstest]
#[case::ballot_changed("update ballot set dots = '{}' where revision = 2")]
#[case::ballot_deleted("delete from ballot where revision = 2")]
#[case::sum_changed("update round_dot set dots = dots + 1")]
#[case::ballot_count_changed("update round set ballots = 2")]
#[case::paper_added(
    "insert into paper_dot select id, (select min(id) from challenge), 1 from round"
)]
#[case::log_entry_changed("update ballot_log set entry = replace(entry, ':4', ':5')")]
#[case::log_entry_deleted("delete from ballot_log where position = 4")]
#[case::log_deleted("delete from ballot_log")]
#[tokio::test]
async fn a_tampered_count_is_not_published(
    #[case] damage: &'static str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let server = Server::start(engine).await;
    let (conference, round, _) = closed_round(&server).await;
    execute(&server.test_db.db, damage).await;
    let file = server.service.show_recount(&round.id).await;
    assert!(matches!(expect_error(file), AppError::Internal { .. }));
    let path = format!("/api/v1/conferences/{}/documentation", conference.code);
    assert_eq!(server.get(&path).await.0, StatusCode::INTERNAL_SERVER_ERROR);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_receipt_finds_the_ballot_in_the_count_and_in_the_file(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round, phones) = closed_round(&server).await;
    let receipt = phones[1].ballot_answer(&round).await.receipt.unwrap();
    let path = format!("/api/v1/conferences/{}/receipts", conference.code);
    let typed = receipt.as_str().to_uppercase().replace('-', "%20");
    let (_, found) = server.get(&format!("{path}?words={typed}")).await;
    assert_eq!(found["receipt"], json!(receipt));
    let [ballot] = &found["ballots"].as_array().unwrap()[..] else { panic!("{found}") };
    assert_eq!(ballot["round"]["id"], json!(round.id));
    let text = conference.fields[0].challenges[0].text.pick(shared::language::UiLanguage::De);
    assert_eq!(ballot["dots"], json!([{ "text": text, "dots": 4 }]));

    // The words are derived from the id in the public file.
    let file = server.service.show_recount(&round.id).await.unwrap();
    let ids = file.text.lines().filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        BallotId::parse(line["id"].as_str()?).ok()
    });
    assert_eq!(ids.filter(|id| Receipt::from_ballot(id) == receipt).count(), 1);
}

#[tokio::test]
async fn a_receipt_is_the_same_for_every_revision_but_not_for_another_round() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.gladbeck_with(RoundSettings::default()).await;
    let first = server.open(&conference.code).await.unwrap();
    let phone = Participant::joined(&server.address, &conference.code).await;
    assert_eq!(phone.ballot_answer(&first).await.receipt, None);
    let id = conference.fields[0].challenges[0].id.to_string();
    phone.cast(&first, 1, &[(&id, 1)]).await;
    let receipt = phone.ballot_answer(&first).await.receipt;
    phone.cast(&first, 2, &[(&id, 2)]).await;
    assert!(receipt.is_some());
    assert_eq!(phone.ballot_answer(&first).await.receipt, receipt);
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    let organiser = server.organiser(&conference.code).await;
    let second = server.service.reopen_round(&organiser, &first.id).await.unwrap();
    phone.cast(&second, 1, &[(&id, 1)]).await;
    assert_ne!(phone.ballot_answer(&second).await.receipt, receipt);
}

#[rstest]
#[case::not_counted("?words=lusab-fidom", 200)]
#[case::nothing("", 200)]
#[case::blank("?words=%20", 200)]
#[case::a_word_too_few("?words=lusab", 422)]
#[case::other_letters("?words=12345-67890", 422)]
#[case::another_script("?words=%D9%84%D9%88%D8%B3", 422)]
#[tokio::test]
async fn unknown_receipts_are_distinguished_from_invalid_ones(
    #[case] query: &str,
    #[case] status: u16,
) {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, ..) = closed_round(&server).await;
    let path = format!("/api/v1/conferences/{}/receipts{query}", conference.code);
    let (given, answer) = server.get(&path).await;
    assert_eq!(given.as_u16(), status, "{answer}");
    if status == 200 {
        assert_eq!(answer["ballots"], json!([]));
        assert_eq!(answer["receipt"].is_string(), query.contains("lusab"));
    } else {
        assert_eq!(answer["error"], json!("receipt"));
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn guessing_receipts_is_slowed_for_the_device_then_for_all_but_a_right_one_is_shown(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    let (conference, round, phones) = closed_round(&server).await;
    let receipt = phones[0].ballot_answer(&round).await.receipt.unwrap();
    let path = format!("/api/v1/conferences/{}/receipts?words=", conference.code);
    let look_up = async |phone: &Participant, words: &str| {
        phone.fetch(&format!("{path}{words}")).await.status().as_u16()
    };
    let guess = |n: u128| Receipt::from_ballot(&BallotId::from_random(n)).to_string();
    for n in 0..20 {
        assert_eq!(look_up(&phones[1], &guess(n)).await, 200);
    }
    assert_eq!(look_up(&phones[1], &guess(21)).await, 429);
    assert_eq!(look_up(&phones[1], receipt.as_str()).await, 200, "a right one is always shown");
    assert_eq!(look_up(&phones[2], &guess(22)).await, 200, "others are not slowed");
    let page = format!("/en/c/{}/receipt?words={}", conference.code, guess(23));
    let page = phones[1].fetch(&page).await.text().await.unwrap();
    assert!(page.contains("Too many wrong words"), "{page}");

    // A stranger without a cookie, who guesses for a minute.
    let stranger = Participant::new(&server.address);
    for n in 100..680 {
        look_up(&stranger, &guess(n)).await;
    }
    assert_eq!(look_up(&phones[2], &guess(24)).await, 429);
    assert_eq!(look_up(&phones[2], receipt.as_str()).await, 200);
    server.advance(Duration::from_mins(1));
    assert_eq!(look_up(&phones[1], &guess(25)).await, 200);
}
