//! Offers, taxonomy and revisions of topics.

use super::fixtures::NOW;
use crate::harness::{Engine, TestDb, demo_offers};
use backend::db::{offers, providers, taxonomy};
use rstest::rstest;
use serde_json::json;
use shared::id::OfferId;
use shared::provider::{ContactPersons, Provider};
use shared::taxonomy::Taxonomy;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn stored_offers_are_loaded_unchanged(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let file = demo_offers();
    let mut tx = db.db.write().await.unwrap();
    for provider in &file.providers {
        providers::save_provider(&mut tx, provider).await.unwrap();
    }
    // Twice, since the second time replaces.
    for offer in file.offers.iter().chain(&file.offers) {
        offers::save_offer(&mut tx, offer, NOW).await.unwrap();
    }
    tx.commit().await.unwrap();

    let mut tx = db.db.read().await.unwrap();
    let mut loaded = offers::load_offers(&mut tx).await.unwrap();
    let mut stored = file.offers.clone();
    loaded.sort_by(|one, other| one.id.cmp(&other.id));
    stored.sort_by(|one, other| one.id.cmp(&other.id));
    assert_eq!(loaded, stored);
    let mut providers = providers::load_providers(&mut tx).await.unwrap();
    providers.sort_by(|one, other| one.id.cmp(&other.id));
    let mut expected = file.providers.clone();
    expected.sort_by(|one, other| one.id.cmp(&other.id));
    assert_eq!(providers, expected);
    assert_eq!(offers::count_offers(&mut tx).await.unwrap(), stored.len() as u64);
    assert!(offers::has_offer(&mut tx, &stored[0].id).await.unwrap());
    assert!(!offers::has_offer(&mut tx, &OfferId::parse("nothing").unwrap()).await.unwrap());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn kind_and_contact_persons_of_a_provider_are_loaded_as_they_were_saved(
    #[case] engine: Engine,
) {
    let db = TestDb::new(engine).await;
    let full: Provider = serde_json::from_value(json!({
        "id": "verein", "name": "Beispielverein", "kind": "migrants", "city": "marl",
        "position": { "latitude": 51_656_701, "longitude": -7_090_403 },
        "persons": [
            {
                "name": "Beratung Sprachkurse", "topic": "Einstufung", "cities": ["marl", "herten"],
                "categories": ["sprache"], "phone": "030 23125-101", "mail": "kurse@verein.example"
            },
            { "name": "Büro" }
        ]
    }))
    .unwrap();
    let plain =
        Provider { kind: None, position: None, persons: ContactPersons::default(), ..full.clone() };
    for provider in [&full, &plain, &full] {
        let mut tx = db.db.write().await.unwrap();
        providers::save_provider(&mut tx, provider).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.db.read().await.unwrap();
        let found = providers::find_provider(&mut tx, &provider.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(provider));
        assert_eq!(
            providers::load_providers(&mut tx).await.unwrap(),
            std::slice::from_ref(provider)
        );
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_taxonomy_keeps_its_order_and_is_not_duplicated(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let lists: Taxonomy =
        serde_json::from_str(include_str!("../../../backend/data/taxonomy.json")).unwrap();
    let mut tx = db.db.write().await.unwrap();
    taxonomy::add_terms(&mut tx, &lists).await.unwrap();
    taxonomy::add_terms(&mut tx, &lists).await.unwrap();
    assert_eq!(taxonomy::load_taxonomy(&mut tx).await.unwrap(), lists);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_topic_has_a_revision_counter(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let mut tx = db.db.write().await.unwrap();
    assert_eq!(taxonomy::load_revision(&mut tx, "x").await.unwrap(), 0);
    taxonomy::bump_revision(&mut tx, "x").await.unwrap();
    taxonomy::bump_revision(&mut tx, "x").await.unwrap();
    assert_eq!(taxonomy::load_revision(&mut tx, "x").await.unwrap(), 2);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_uncommitted_transaction_is_rolled_back(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let mut tx = db.db.write().await.unwrap();
    taxonomy::bump_revision(&mut tx, "x").await.unwrap();
    drop(tx);
    let mut tx = db.db.read().await.unwrap();
    assert_eq!(taxonomy::load_revision(&mut tx, "x").await.unwrap(), 0);
}
