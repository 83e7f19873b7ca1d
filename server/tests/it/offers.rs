//! Finding offers through the public API.

use crate::harness::{EVENING, Engine, Server};
use rstest::rstest;
use serde_json::Value;
use server::import::offers::import_json;
use shared::time::Millis;

const DEMO: &[u8] = include_bytes!("../../../demo/offers.json");

async fn demo(engine: Engine) -> Server {
    let server = Server::start(engine).await;
    import_json(&server.test_db.db, DEMO, (false, Millis(EVENING))).await.unwrap();
    server
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
async fn filters_and_words_find_what_they_should(#[case] engine: Engine) {
    let server = demo(engine).await;
    let (_, all) = server.get("/api/v1/offers").await;
    assert!(all["total"].as_u64().unwrap() >= 60, "{}", all["total"]);
    assert_eq!(all["offers"].as_array().unwrap().len(), 20);
    for (name, ids) in [("cities", 10), ("categories", 12)] {
        assert_eq!(all[name].as_array().unwrap().len(), ids, "{name}");
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
async fn a_facet_promises_what_choosing_it_gives() {
    let server = demo(Engine::Sqlite).await;
    let (_, all) = server.get("/api/v1/offers").await;
    for (facet, parameter) in
        [("cities", "city"), ("categories", "category"), ("languages", "language")]
    {
        for choice in all[facet].as_array().unwrap() {
            let value = choice["id"].as_str().unwrap();
            let (_, chosen) = server.get(&format!("/api/v1/offers?{parameter}={value}")).await;
            assert_eq!(chosen["total"], choice["count"], "{parameter}={value}");
        }
    }
}

#[tokio::test]
async fn only_public_offers_are_shown() {
    let server = demo(Engine::Sqlite).await;
    let demo: Value = serde_json::from_slice(DEMO).unwrap();
    let mut hidden = 0;
    for offer in demo["offers"].as_array().unwrap() {
        let is_published = offer["status"].as_str().is_none_or(|status| status == "published");
        // The demo has one that was visible until the summer only.
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
async fn nonsense_in_a_query_is_named(#[case] query: &str, #[case] reason: &str) {
    let server = Server::start(Engine::Sqlite).await;
    let (status, answer) = server.get(&format!("/api/v1/offers?{query}")).await;
    assert_eq!(status.as_u16(), 422);
    assert!(answer["error"]["query"].to_string().contains(&format!("\"{reason}\"")), "{answer}");
}

#[tokio::test]
async fn an_import_of_another_process_is_found_after_a_second() {
    let server = Server::start(Engine::Sqlite).await;
    let (_, before) = server.get("/api/v1/offers").await;
    assert_eq!(before["total"], 0);
    import_json(&server.test_db.db, DEMO, (false, Millis(EVENING))).await.unwrap();
    server.wait(std::time::Duration::from_secs(1));
    let (_, after) = server.get("/api/v1/offers").await;
    assert!(after["total"].as_u64().unwrap() >= 60);
}
