//! Finding offers through the public API.

use crate::harness::{EVENING, Engine, Participant, Server, demo_offers};
use backend::db::reports::{StoredReport, insert_report};
use backend::finder::Document;
use backend::import::Mode;
use exchange::file::SourceFile;
use rstest::rstest;
use serde_json::Value;
use shared::api::Report;
use shared::id::{OfferId, ReportId};
use shared::text::Text;
use shared::time::Millis;
use std::time::Duration;

const DEMO: &[u8] = include_bytes!("../../../demo/offers.json");

async fn start_with_offers(engine: Engine) -> Server {
    let server = Server::start(engine).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    server
}

/// The choices of a filter.
fn choices<'a>(page: &'a Value, name: &str) -> &'a [Value] {
    let facets = page["facets"].as_array().unwrap();
    let facet = facets.iter().find(|facet| facet["name"] == name);
    facet.map_or(&[], |facet| facet["choices"].as_array().unwrap())
}

fn names(page: &Value) -> Vec<&str> {
    page["offers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["name"]["text"].as_str().unwrap())
        .collect()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn filters_and_words_find_matching_offers(#[case] engine: Engine) {
    let server = start_with_offers(engine).await;
    let (_, all) = server.get("/api/v1/offers").await;
    assert!(all["total"].as_u64().unwrap() >= 60, "{}", all["total"]);
    assert_eq!(all["offers"].as_array().unwrap().len(), 20);
    for (name, values) in [("city", 10), ("category", 12), ("weekday", 7), ("free", 1)] {
        assert_eq!(choices(&all, name).len(), values, "{name}");
    }

    let (_, arabic) =
        server.get("/api/v1/offers?city=recklinghausen&category=sprache&language=ar&lang=ar").await;
    assert!(arabic["total"].as_u64().unwrap() >= 1);
    for card in arabic["offers"].as_array().unwrap() {
        assert_eq!(card["city"]["label"], "Recklinghausen");
        let spoken = card["languages"].as_array().unwrap();
        assert!(spoken.iter().any(|language| language["id"] == "ar"), "{card}");
    }

    let (_, badminton) = server.get("/api/v1/offers?q=BADMINTON").await;
    assert!(names(&badminton)[0].to_lowercase().contains("badminton"), "{:?}", names(&badminton));
    let (_, nothing) = server.get("/api/v1/offers?q=xyzzy").await;
    assert_eq!((nothing["total"].as_u64(), nothing["pages"].as_u64()), (Some(0), Some(0)));
}

#[tokio::test]
async fn facet_counts_equal_the_number_of_offers_found() {
    let server = start_with_offers(Engine::Sqlite).await;
    let (_, all) = server.get("/api/v1/offers").await;
    for facet in all["facets"].as_array().unwrap() {
        let name = facet["name"].as_str().unwrap();
        for choice in facet["choices"].as_array().unwrap() {
            let value = choice["id"].as_str().unwrap();
            let (_, chosen) = server.get(&format!("/api/v1/offers?{name}={value}")).await;
            assert_eq!(chosen["total"], choice["count"], "{name}={value}");
        }
    }
}

#[tokio::test]
async fn only_public_offers_are_shown() {
    let server = start_with_offers(Engine::Sqlite).await;
    let demo: Value = serde_json::from_slice(DEMO).unwrap();
    let mut hidden = 0;
    for offer in demo["offers"].as_array().unwrap() {
        let is_published = offer["status"].as_str().is_none_or(|status| status == "published");
        // The demo has one that was visible only until the summer.
        let is_over = offer["visible"]["to"].as_str().is_some_and(|to| to < "2026-11-27");
        let (status, _) =
            server.get(&format!("/api/v1/offers/{}", offer["id"].as_str().unwrap())).await;
        let is_shown = status.as_u16() == 200;
        assert_eq!(is_shown, is_published && !is_over, "{}", offer["id"]);
        hidden += u32::from(!is_shown);
    }
    assert_eq!(hidden, 3, "a draft, an archived and an outdated one");
}

#[rstest]
#[case("page=0", "page")]
#[case("page=x", "page")]
#[case("city=%3Cscript%3E", "value")]
#[case("language=1", "value")]
#[case("lang=xx", "language")]
#[case("q=%00", "text")]
#[tokio::test]
async fn an_invalid_query_is_rejected_with_a_reason(#[case] query: &str, #[case] reason: &str) {
    let server = Server::start(Engine::Sqlite).await;
    let (status, answer) = server.get(&format!("/api/v1/offers?{query}")).await;
    assert_eq!(status.as_u16(), 422);
    assert!(answer["error"]["query"].to_string().contains(&format!("\"{reason}\"")), "{answer}");
}

#[tokio::test]
async fn imported_offers_are_found_after_a_second() {
    let server = Server::start(Engine::Sqlite).await;
    let (_, before) = server.get("/api/v1/offers").await;
    assert_eq!(before["total"], 0);
    server.service.store_offers(demo_offers()).await.unwrap();
    server.advance(std::time::Duration::from_secs(1));
    let (_, after) = server.get("/api/v1/offers").await;
    assert!(after["total"].as_u64().unwrap() >= 60);
}

#[rstest]
#[case("/api/v1/offers.csv?city=marl", "text/csv")]
#[case("/api/v1/offers.xlsx?city=marl", "application/vnd.openxmlformats")]
#[case("/api/v1/offers.hsds.json?city=marl", "application/json")]
#[case("/api/v1/offers.geojson?city=marl", "application/geo+json")]
#[case("/api/v1/offers/frauencafe-marl/calendar.ics?lang=ar", "text/calendar")]
#[tokio::test]
async fn public_offers_can_be_exported(#[case] path: &str, #[case] content_type: &str) {
    let server = start_with_offers(Engine::Sqlite).await;
    let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    let given = answer.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(given.starts_with(content_type), "{given}");
    assert!(answer.bytes().await.unwrap().len() > 500);
}

#[tokio::test]
async fn exports_contain_only_public_offers_that_match_the_query() {
    let server = start_with_offers(Engine::Sqlite).await;
    let (_, found) = server.get("/api/v1/offers?city=marl").await;
    let (_, positions) = server.get("/api/v1/offers.geojson?city=marl").await;
    let features = positions["features"].as_array().unwrap();
    assert!(!features.is_empty());
    assert!(features.len() as u64 <= found["total"].as_u64().unwrap());
    for feature in features {
        assert_eq!(feature["properties"]["city"], "marl", "{feature}");
    }
    let (_, services) = server.get("/api/v1/offers.hsds.json").await;
    let (_, all) = server.get("/api/v1/offers").await;
    assert_eq!(services.as_array().unwrap().len() as u64, all["total"].as_u64().unwrap());
}

#[tokio::test]
async fn the_map_shows_every_offer_with_a_position_once() {
    let server = start_with_offers(Engine::Sqlite).await;
    let (_, map) = server.get("/api/v1/map").await;
    let spots = map["spots"].as_array().unwrap();
    let on_spots: u64 = spots.iter().map(|spot| spot["count"].as_u64().unwrap()).sum();
    assert_eq!(Some(on_spots), map["total"].as_u64());
    assert_eq!(map["towns"].as_array().unwrap().len(), 10);
    let in_towns: u64 =
        map["towns"].as_array().unwrap().iter().map(|town| town["count"].as_u64().unwrap()).sum();
    assert_eq!(Some(in_towns), map["total"].as_u64());
    for spot in spots {
        assert!((0..=1000).contains(&spot["x"].as_i64().unwrap()), "{spot}");
        assert!((0..=1000).contains(&spot["y"].as_i64().unwrap()), "{spot}");
    }
}

#[tokio::test]
async fn providers_are_found_by_city_and_category() {
    let server = start_with_offers(Engine::Sqlite).await;
    let (_, all) = server.get("/api/v1/providers").await;
    assert!(all["total"].as_u64().unwrap() >= 20);
    for choice in choices(&all, "category") {
        let topic = choice["id"].as_str().unwrap();
        let (_, on_topic) = server.get(&format!("/api/v1/providers?category={topic}")).await;
        assert_eq!(on_topic["total"], choice["count"], "{topic}");
    }
    let (_, one) = server.get("/api/v1/providers?q=volkshoch&city=recklinghausen").await;
    assert_eq!(one["total"], 1);
    let id = one["providers"][0]["id"].as_str().unwrap();
    let (_, detail) = server.get(&format!("/api/v1/providers/{id}")).await;
    assert_eq!(detail["provider"]["id"], id);
    assert_eq!(detail["total"], one["providers"][0]["offers"]);
    let (status, _) = server.get("/api/v1/providers/nobody").await;
    assert_eq!(status.as_u16(), 404);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_flood_of_different_reports_does_not_close_an_offer_for_others(#[case] engine: Engine) {
    let server = start_with_offers(engine).await;
    let client = reqwest::Client::new();
    let report = |text: &str, mail: &str| {
        let body = serde_json::json!({"text": text, "reply_to": mail});
        let url = format!("{}/api/v1/offers/frauencafe-marl/reports", server.address);
        client.post(url).json(&body).send()
    };
    for (text, mail, status) in [
        ("Die Nummer ist falsch.", "", 200),
        ("Die Nummer ist falsch.", "wer@beispiel.example", 200),
        ("  ", "", 422),
        ("Die Nummer ist falsch.", "nirgends", 422),
    ] {
        assert_eq!(report(text, mail).await.unwrap().status().as_u16(), status, "{text} {mail}");
    }
    let reports = server.service.list_reports().await.unwrap();
    assert_eq!(reports.len(), 2);
    assert!(reports.iter().any(|one| one.report.reply_to.is_some()));
    // A form that is sent twice is stored once.
    assert_eq!(report("Die Nummer ist falsch.", "").await.unwrap().status().as_u16(), 200);
    assert_eq!(server.service.list_reports().await.unwrap().len(), 2);
    let stored = server.service.list_reports().await.unwrap();
    let copies = |mail: bool| {
        let wanted = |one: &&StoredReport| one.report.reply_to.is_some() == mail;
        stored.iter().find(wanted).unwrap().copies
    };
    assert_eq!((copies(false), copies(true)), (2, 1), "a copy is counted");
    for number in 0..60 {
        let text = format!("Noch etwas: {number}.");
        assert_eq!(report(&text, "").await.unwrap().status().as_u16(), 200);
    }
    assert_eq!(report("Der Raum ist jetzt im Hof.", "").await.unwrap().status().as_u16(), 200);
    let is_there =
        |text: &str, all: &[StoredReport]| all.iter().any(|one| one.report.text.as_str() == text);
    assert!(is_there("Der Raum ist jetzt im Hof.", &server.service.list_reports().await.unwrap()));

    // Storage has a bound; what is beyond it is counted, and its sender is told.
    fill_with_reports(&server, 2_000).await;
    let refused = report("Und noch etwas.", "").await.unwrap();
    assert_eq!(refused.status().as_u16(), 429);
    assert!(refused.text().await.unwrap().contains("nicht gespeichert"));
    let overflows = server.service.list_report_overflows().await.unwrap();
    assert_eq!(overflows.iter().map(|one| one.reports).collect::<Vec<_>>(), [1]);
    // The page says so, too, and how to go on without it; what was typed stays in its form.
    let typed = [("text", "Und noch etwas."), ("reply_to", "wer@beispiel.example")];
    let reader = Participant::new(&server.address);
    let refused = reader.post("/de/offers/frauencafe-marl/report", &typed).await;
    assert_eq!(refused.status().as_u16(), 429);
    let shown = refused.text().await.unwrap();
    for kept in ["nicht gespeichert", "Impressum", "Und noch etwas.", "wer@beispiel.example"] {
        assert!(shown.contains(kept), "{kept}: {shown}");
    }
    // What is stored already is counted at any time.
    assert_eq!(report("Die Nummer ist falsch.", "").await.unwrap().status().as_u16(), 200);
    server.advance(Duration::from_mins(61));
    assert_eq!(report("Und noch etwas.", "").await.unwrap().status().as_u16(), 200);
    let unknown_offer = format!("{}/api/v1/offers/nirgends/reports", server.address);
    let body = serde_json::json!({"text": "Wo?"});
    let answer = client.post(unknown_offer).json(&body).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 404);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_imported_vocabulary_extends_the_search(#[case] engine: Engine) {
    let server = start_with_offers(engine).await;
    let (_, before) = server.get("/api/v1/offers?q=knispeln").await;
    assert_eq!(before["total"], 0);
    let words = serde_json::json!({"concepts": [
        {"id": "chess", "label": {"de": "Schach"}, "words": {"de": ["schach*", "knispeln"]}},
    ]});
    let content = words.to_string().into_bytes();
    let file = SourceFile { name: "vocabulary.json".to_owned(), content };
    server.service.import_document(&file, Document::Vocabulary, Mode::Store).await.unwrap();
    server.advance(std::time::Duration::from_secs(1));
    let (_, after) = server.get("/api/v1/offers?q=knispeln").await;
    assert_eq!(names(&after), ["Schach für Kinder und Erwachsene"]);
    assert_eq!(after["offers"][0]["why"][0]["found"], "Schach");
}

/// Stores this many different reports on the offer.
async fn fill_with_reports(server: &Server, count: u128) {
    let mut tx = server.test_db.db.write().await.unwrap();
    for number in 0..count {
        let stored = StoredReport {
            offer: OfferId::parse("frauencafe-marl").unwrap(),
            report: Report { text: Text::parse(&format!("{number}")).unwrap(), reply_to: None },
            created_at: Millis(EVENING),
            copies: 1,
        };
        insert_report(&mut tx, &ReportId::from_random(number), &stored).await.unwrap();
    }
    tx.commit().await.unwrap();
}
