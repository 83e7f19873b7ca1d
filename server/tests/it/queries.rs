//! The query set: what people type, and what they must find in the example county.
//!
//! `tests/queries.json` says for each query with what the ids of right answers begin; one of
//! them must be among the first three. How to extend it stands in CONTRIBUTING.md.

use crate::harness::{Engine, Server};
use exchange::records::OfferFile;
use jiff::civil::date;
use serde::Deserialize;
use shared::language::UiLanguage;
use shared::search::OfferQuery;
use std::collections::{BTreeMap, BTreeSet};

const QUERIES: &str = include_str!("../queries.json");
/// Of a hundred queries that should find something, so many must.
const WANTED: usize = 95;

#[derive(Debug, Deserialize)]
struct Query {
    q: String,
    language: String,
    class: String,
    expect: Vec<String>,
}

async fn example_county() -> Server {
    let server = Server::start(Engine::Sqlite).await;
    let demo::County { providers, offers } =
        demo::county(demo::EXAMPLE_COUNT, date(2026, 11, 27)).unwrap();
    server.service.store_offers(OfferFile { providers, offers }).await.unwrap();
    server
}

async fn first_three(server: &Server, query: &Query) -> Vec<String> {
    let language = UiLanguage::from_tag(&query.language).unwrap_or(UiLanguage::Uk);
    let asked = OfferQuery::from_pairs([("q", query.q.as_str())]).unwrap();
    let found = server.service.find_offers(&asked, language).await.unwrap();
    found.offers.iter().take(3).map(|card| card.id.to_string()).collect()
}

#[test]
fn the_query_set_is_broad() {
    let queries: Vec<Query> = serde_json::from_str(QUERIES).unwrap();
    assert!(queries.len() >= 80);
    let languages: BTreeSet<_> = queries.iter().map(|query| query.language.as_str()).collect();
    assert!(languages.len() >= 6, "{languages:?}");
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for query in &queries {
        *classes.entry(&query.class).or_default() += 1;
        assert_eq!(query.class == "negative", query.expect.is_empty(), "{query:?}");
    }
    for class in ["word", "prefix", "typo", "compound", "foreign", "mixed", "negative"] {
        assert!(classes.get(class).is_some_and(|count| *count >= 8), "{class}: {classes:?}");
    }
}

#[tokio::test]
async fn what_people_type_is_found_and_nonsense_is_not() {
    let server = example_county().await;
    let queries: Vec<Query> = serde_json::from_str(QUERIES).unwrap();
    let (mut positive, mut missed, mut nonsense) = (0, Vec::new(), Vec::new());
    for query in &queries {
        let found = first_three(&server, query).await;
        if query.expect.is_empty() {
            if !found.is_empty() {
                nonsense.push((&query.q, found));
            }
            continue;
        }
        positive += 1;
        let is_right = |id: &String| query.expect.iter().any(|begin| id.starts_with(begin));
        if !found.iter().any(is_right) {
            missed.push((&query.q, &query.class, found));
        }
    }
    println!("{} of {positive} found; missed: {missed:#?}", positive - missed.len());
    assert!(nonsense.is_empty(), "{nonsense:#?}");
    assert!((positive - missed.len()) * 100 >= WANTED * positive, "{missed:#?}");
}
