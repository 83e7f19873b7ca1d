//! Search relevance: typical queries, and what they must find in the example county.
//!
//! `tests/queries.json` has the id prefixes of relevant offers for each query; one of them must be
//! among the first three results. CONTRIBUTING.md explains how to extend it.

use crate::harness::{Engine, Server};
use exchange::records::OfferFile;
use jiff::civil::date;
use serde::Deserialize;
use shared::language::UiLanguage;
use shared::search::OfferQuery;
use std::collections::{BTreeMap, BTreeSet};

const QUERIES: &str = include_str!("../queries.json");
/// Required percentage of queries with a relevant offer among the first three results.
const MIN_HIT_PERCENT: usize = 95;

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

async fn find_top_three(server: &Server, query: &Query) -> Vec<String> {
    let language = UiLanguage::from_tag(&query.language).unwrap_or(UiLanguage::Uk);
    let search = OfferQuery::from_pairs([("q", query.q.as_str())]).unwrap();
    let found = server.service.find_offers(&search, language).await.unwrap();
    found.offers.iter().take(3).map(|card| card.id.to_string()).collect()
}

#[test]
fn the_query_set_is_diverse() {
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
async fn typical_queries_find_their_offers_and_nonsense_finds_nothing() {
    let server = example_county().await;
    let queries: Vec<Query> = serde_json::from_str(QUERIES).unwrap();
    let (mut positive, mut missed, mut nonsense) = (0, Vec::new(), Vec::new());
    for query in &queries {
        let found = find_top_three(&server, query).await;
        if query.expect.is_empty() {
            if !found.is_empty() {
                nonsense.push((&query.q, found));
            }
            continue;
        }
        positive += 1;
        let is_relevant = |id: &String| query.expect.iter().any(|prefix| id.starts_with(prefix));
        if !found.iter().any(is_relevant) {
            missed.push((&query.q, &query.class, found));
        }
    }
    println!("{} of {positive} found; missed: {missed:#?}", positive - missed.len());
    assert!(nonsense.is_empty(), "{nonsense:#?}");
    assert!((positive - missed.len()) * 100 >= MIN_HIT_PERCENT * positive, "{missed:#?}");
}
