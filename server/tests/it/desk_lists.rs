//! Editing providers and the days without school.

use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Server, demo_offers};
use reqwest::StatusCode;
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
