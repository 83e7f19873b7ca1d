//! Editing providers and the days without school.

use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Participant, Server, demo_offers};
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;
use shared::desk::account::{Grant, Role};
use shared::id::CityId;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_provider_is_created_changed_and_deleted_once_nothing_names_it() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let browser = administrator(&server).await;
    let wrong = [("name", ""), ("mail", "a@"), ("about", "Zeile <1>")];
    let refused = browser.post("/de/edit/providers/new", &wrong).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("Zeile &lt;1&gt;"));
    let fields = [("name", "Beispielverein Neu"), ("city", "marl"), ("mail", "a@verein.example")];
    let created = browser.post("/de/edit/providers/new", &fields).await;
    let address = created.headers()["location"].to_str().unwrap().to_owned();
    let path = address.split('?').next().unwrap();
    let changed = browser.post(path, &[("name", "Beispielverein Anders")]).await;
    assert_eq!(changed.status(), StatusCode::SEE_OTHER);
    let page = browser.fetch(path).await.text().await.unwrap();
    assert!(page.contains("Beispielverein Anders") && !page.contains("a@verein.example"));
    assert_eq!(browser.post(path, &[("step", "delete")]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(browser.fetch(path).await.status(), StatusCode::NOT_FOUND);
    let used = format!("/de/edit/providers/{}", demo_offers().offers[0].provider);
    assert_eq!(browser.post(&used, &[("step", "delete")]).await.status(), StatusCode::CONFLICT);
}

/// A provider with two contact persons, of which the second has no towns and topics.
const WITH_PERSONS: [(&str, &str); 11] = [
    ("name", "Beispielverein Neu"),
    ("kind", "club"),
    ("city", "herten"),
    ("person_1_name", "Beratung Sprachkurse"),
    ("person_1_topic", "Einstufung"),
    ("person_1_cities", "marl"),
    ("person_1_categories", "sprache"),
    ("person_1_phone", "030 23125-101"),
    ("person_2_name", "Büro <1>"),
    ("person_2_mail", "buero@verein.example"),
    ("person_3_name", ""),
];

/// The path of the provider on the desk.
async fn create(browser: &Participant, fields: &[(&str, &str)]) -> String {
    let created = browser.post("/de/edit/providers/new", fields).await;
    assert_eq!(created.status(), StatusCode::SEE_OTHER);
    let address = created.headers()["location"].to_str().unwrap();
    address.split('?').next().unwrap().to_owned()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn contact_persons_are_entered_in_groups_shown_to_everyone_and_removed(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    server.service.seed_taxonomy().await.unwrap();
    let browser = administrator(&server).await;
    let path = create(&browser, &WITH_PERSONS).await;
    let form = browser.fetch(&path).await.text().await.unwrap();
    for words in ["Beratung Sprachkurse", "Büro &lt;1&gt;", "name=\"person_3_name\""] {
        assert!(form.contains(words), "{words}");
    }
    assert!(!form.contains("person_4_"), "one empty group only");

    let id = path.rsplit('/').next().unwrap();
    let public = server.get(&format!("/api/v1/providers/{id}")).await.1;
    assert_eq!(public["provider"]["kind"], "club");
    assert_eq!(public["persons"][0]["person"]["phone"], "030 23125-101");
    assert_eq!(public["persons"][0]["cities"][0]["label"], "Marl");
    assert_eq!(public["persons"][1]["cities"], json!([]));
    let page = browser.fetch(&format!("/de/providers/{id}")).await.text().await.unwrap();
    for words in ["Verein oder Verband", "<bdi>Beratung Sprachkurse", "tel:03023125101"] {
        assert!(page.contains(words), "{words}");
    }

    let fields = [
        ("name", "Beispielverein Neu"),
        ("person_1_name", "Wer geht"),
        ("person_1_remove", "yes"),
        ("person_2_name", "Wer bleibt"),
    ];
    assert_eq!(browser.post(&path, &fields).await.status(), StatusCode::SEE_OTHER);
    let public = server.get(&format!("/api/v1/providers/{id}")).await.1;
    assert_eq!(public["persons"].as_array().unwrap().len(), 1);
    assert_eq!(public["persons"][0]["person"]["name"], "Wer bleibt");
    assert_eq!(public["provider"]["kind"], json!(null));
}

#[tokio::test]
async fn a_wrong_field_of_a_person_is_named_where_it_stands_and_nothing_is_lost() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.seed_taxonomy().await.unwrap();
    let browser = administrator(&server).await;
    let wrong = [("person_2_mail", "a@"), ("person_2_cities", "atlantis"), ("kind", "circus")];
    let others = WITH_PERSONS.iter().filter(|(name, _)| wrong.iter().all(|one| one.0 != *name));
    let fields: Vec<_> = others.copied().chain(wrong).collect();
    let refused = browser.post("/de/edit/providers/new", &fields).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    assert!(page.contains("href=\"#kind\""), "the summary leads to the first wrong field");
    for words in ["kind-error", "person_2_mail-error", "Diese Stadt gibt es nicht."] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("person_1_mail-error"));
    assert!(page.contains("Beratung Sprachkurse") && page.contains("name=\"person_3_name\""));
}

#[tokio::test]
async fn a_provider_with_twenty_persons_has_no_empty_group_and_one_more_is_refused() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let names: Vec<String> = (1..=21).map(|number| format!("person_{number}_name")).collect();
    let persons = names.iter().map(|name| (name.as_str(), "Büro"));
    let fields: Vec<_> = [("name", "Beispielverein Neu")].into_iter().chain(persons).collect();
    let refused = browser.post("/de/edit/providers/new", &fields).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("Mehr als 20 Ansprechpersonen"));
    let path = create(&browser, &fields[..21]).await;
    let form = browser.fetch(&path).await.text().await.unwrap();
    assert!(form.contains("person_20_name") && !form.contains("person_21_name"));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_institution_is_found_by_the_town_and_topic_of_one_of_its_persons(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let browser = administrator(&server).await;
    let path = create(&browser, &WITH_PERSONS).await;
    let id = path.rsplit('/').next().unwrap();
    for (query, is_found) in [
        ("city=marl&category=sprache", true),
        ("q=einstufung", true),
        ("q=beratung+sprachkurse&city=marl", true),
        ("city=marl&category=sport", false),
        ("q=einstufung&city=dorsten", false),
    ] {
        let (_, page) = server.get(&format!("/api/v1/providers?{query}")).await;
        let found = page["providers"].as_array().unwrap();
        assert_eq!(found.iter().any(|one| one["id"] == id), is_found, "{query}");
    }
    let page = browser.fetch("/ar/providers?city=marl&category=sprache").await;
    assert!(page.text().await.unwrap().contains("<bdi>Beratung Sprachkurse"));
}

#[tokio::test]
async fn an_editor_of_a_town_changes_no_provider_of_another_and_no_list_of_all() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let cities = BTreeSet::from([CityId::parse("marl").unwrap()]);
    let editor = somebody(&server, Grant { cities, ..Grant::of(Role::Editor) }).await;
    let providers = demo_offers().providers;
    let is_foreign = |city: &CityId| city.as_str() != "marl";
    let foreign = providers.iter().find(|one| one.city.as_ref().is_some_and(is_foreign)).unwrap();
    let path = format!("/de/edit/providers/{}", foreign.id);
    let refused = editor.post(&path, &[("name", "Anders"), ("city", "marl")]).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    let lists = editor.post("/de/edit/lists", &[("school_free", "")]).await;
    assert_eq!(lists.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn days_without_school_are_lines_and_a_wrong_one_is_named_and_kept() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let page = browser.fetch("/de/edit/lists").await.text().await.unwrap();
    assert!(page.contains("Osterferien"), "{page}");
    let wrong = [("school_free", "1.5.2027 Feiertag\nirgendwann")];
    let refused = browser.post("/de/edit/lists", &wrong).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    assert!(page.contains("Zeile 2") && page.contains("1.5.2027 Feiertag"), "{page}");
    let saved = browser.post("/de/edit/lists", &[("school_free", "1.5.2027 Feiertag")]).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    let page = browser.fetch("/de/edit/lists").await.text().await.unwrap();
    assert!(page.contains("1.5.2027 Feiertag") && !page.contains("Osterferien"));
}
