//! The calendar: its page, and feeds of it.

use crate::harness::{Engine, Server, demo_offers};
use exchange::records::OfferFile;
use i18n::I18n;
use reqwest::header::{ETAG, IF_NONE_MATCH, LAST_MODIFIED};
use reqwest::{Client, StatusCode};
use rstest::rstest;
use serde_json::json;
use shared::language::UiLanguage;
use shared::offer::Offer;
use std::time::Duration;

async fn start_with_offers(engine: Engine) -> Server {
    let server = Server::start(engine).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    server
}

async fn page(server: &Server, path: &str) -> (StatusCode, String) {
    let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

/// Festivals on the two days after the evening of the tests, in two towns.
fn festivals() -> OfferFile {
    let mut file = demo_offers();
    let festival = |id: &str, city: &str, day: &str| -> Offer {
        let mut offer = serde_json::to_value(&file.offers[0]).unwrap();
        offer["id"] = json!(id);
        offer["kind"] = json!("event");
        offer["city"] = json!(city);
        offer["name"] = json!({"de": {"text": format!("Fest {id}"), "state": "human"}});
        offer["schedule"] = json!({"dates": [{"on": day, "from": "18:00:00"}]});
        serde_json::from_value(offer).unwrap()
    };
    file.offers =
        vec![festival("eins", "marl", "2026-11-28"), festival("zwei", "herten", "2026-11-29")];
    file
}

/// The same, with a change of one of them.
fn changed(place: usize, text: &str) -> OfferFile {
    let mut file = festivals();
    file.offers[place].good_practice =
        serde_json::from_value(json!({"de": {"text": text, "state": "human"}})).unwrap();
    file
}

#[tokio::test]
async fn the_page_lists_days_and_towns_and_keeps_its_filters_in_the_address() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.store_offers(festivals()).await.unwrap();
    for language in UiLanguage::ALL {
        let (tag, i18n) = (language.tag(), I18n::for_page(language));
        let (status, text) = page(&server, &format!("/{tag}/calendar")).await;
        assert_eq!(status, StatusCode::OK);
        let days = ["data-day=\"2026-11-28\"", "data-day=\"2026-11-29\""].map(|day| text.find(day));
        assert!(days[0].is_some() && days[0] < days[1], "{text}");
        assert!(text.contains(&i18n.calendar_dates(2)), "{tag}");
        assert!(text.contains(&format!("href=\"/api/v1/calendar.ics?lang={tag}\"")), "{text}");
        // Nothing of the browser's program.
        assert!(!text.contains("build-id"));
    }
    let (_, marl) = page(&server, "/de/calendar?city=marl").await;
    assert!(marl.contains("Fest eins") && !marl.contains("Fest zwei"), "{marl}");
    assert!(marl.contains("/api/v1/calendar.atom?city=marl&amp;lang=de"), "{marl}");
    assert!(marl.contains("href=\"/de/calendar?city=marl&amp;from=2026-12-25\""), "{marl}");
    let (_, later) = page(&server, "/de/calendar?from=2026-12-25").await;
    assert!(later.contains(I18n::for_page(UiLanguage::De).calendar_empty()), "{later}");
}

#[rstest]
#[case("from=tomorrow", 400)]
#[case("times=x", 400)]
#[case("city=%3Cscript%3E", 422)]
#[case("page=0", 422)]
#[tokio::test]
async fn a_question_that_cannot_be_read_is_answered_in_the_readers_words(
    #[case] query: &str,
    #[case] expected: u16,
) {
    let server = Server::start(Engine::Sqlite).await;
    let (status, text) = page(&server, &format!("/uk/calendar?{query}")).await;
    assert_eq!(status.as_u16(), expected);
    assert!(text.contains(I18n::for_page(UiLanguage::Uk).error_title()), "{text}");
    assert!(text.contains("<html lang=\"uk\""));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_feed_says_that_it_changed_only_when_an_offer_did(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    for path in ["/api/v1/calendar.ics?city=herten", "/api/v1/calendar.atom?city=herten"] {
        let url = format!("{}{path}", server.address);
        server.service.store_offers(festivals()).await.unwrap();
        server.advance(Duration::from_mins(1));
        let first = reqwest::get(&url).await.unwrap();
        let (tag, modified) =
            (first.headers()[ETAG].clone(), first.headers()[LAST_MODIFIED].clone());
        let first = first.text().await.unwrap();
        assert!(first.contains("Fest zwei") && !first.contains("Fest eins"), "{first}");
        server.advance(Duration::from_mins(1));
        let again = Client::new().get(&url).header(IF_NONE_MATCH, &tag).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[LAST_MODIFIED], modified);
        // Another offer changes and the same file is imported again; this feed stays.
        server.service.store_offers(changed(0, path)).await.unwrap();
        server.advance(Duration::from_mins(1));
        assert_eq!(reqwest::get(&url).await.unwrap().headers()[ETAG], tag);
        server.service.store_offers(changed(1, path)).await.unwrap();
        server.advance(Duration::from_mins(1));
        let changed = reqwest::get(&url).await.unwrap();
        assert_ne!(changed.headers()[ETAG], tag);
        assert_ne!(changed.headers()[LAST_MODIFIED], modified);
    }
}

#[tokio::test]
async fn regular_times_are_part_of_a_feed_where_they_are_asked_for() {
    let server = start_with_offers(Engine::Sqlite).await;
    let (_, dated) = page(&server, "/api/v1/calendar.ics?city=marl").await;
    let (_, all) = page(&server, "/api/v1/calendar.ics?city=marl&times=all&lang=ar").await;
    let uid = "\r\nUID:frauencafe-marl-";
    assert!(all.contains(uid) && !dated.contains(uid), "{all}");
    let events = all.matches("BEGIN:VEVENT").count();
    assert_eq!(all.matches("\r\nLAST-MODIFIED:20261127T170000Z").count(), events);
    let uids: std::collections::BTreeSet<_> =
        all.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), events);
}
