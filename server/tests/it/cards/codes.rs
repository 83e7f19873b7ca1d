//! Codes are random, shown once, and never stored.

use super::fixtures::{caller_with_card, open_with_cards};
use crate::harness::{Engine, Participant, Server};
use backend::db::{Db, Pool};
use regex::Regex;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;
use shared::voting::personal_code::PersonalCode;
use std::collections::BTreeSet;
use std::time::Duration;

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
    let mut values = Vec::new();
    for (table, column) in columns {
        let sql = sqlx::AssertSqlSafe(format!(
            "select coalesce(cast(\"{column}\" as text), '') from \"{table}\""
        ));
        let found: Vec<String> = match db.pool() {
            Pool::Sqlite(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
            Pool::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        };
        values.extend(found);
    }
    values
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
    server.service.show_recount(&round.id).await.unwrap();

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
        server.service.check_card(&conference.code, &caller_with_card(&card)).await.unwrap();
    }
    // They are shown only once.
    assert!(!printed.is_match(&visitor.fetch(&form).await.text().await.unwrap()));
    server.cards(&conference.code, 1_000).await;
    let (_, shown) = visitor.get(&format!("/api/v1/organisers/{}", key.as_str())).await;
    assert_eq!(shown["cards"], json!({"made": 1_013, "used": 0}));
}
