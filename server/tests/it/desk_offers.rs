//! Editing offers on the desk: list, form, versions, two people at once.

mod outdated;
mod own;
mod place;

use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Participant, Server, demo_offers};
use reqwest::StatusCode;
use rstest::rstest;
use shared::desk::account::{Grant, Role};
use shared::id::{OfferId, ProviderId};
use shared::offer::{Offer, OfferStatus};
use std::collections::BTreeSet;

/// The fields of a page's form, as a browser would send them: name → values.
pub(crate) fn form_fields(page: &str) -> Vec<(String, String)> {
    let (_, form) = page.split_once("class=\"desk-offer\"").expect("no form");
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        let (value, _) = rest.split_once('"')?;
        Some(unescaped(value))
    };
    let mut fields = Vec::new();
    let mut select = None;
    for piece in form.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = attribute(tag, "name");
        let value = attribute(tag, "value").unwrap_or_default();
        if tag.starts_with("input") {
            let is_box = attribute(tag, "type").as_deref() == Some("checkbox");
            if !is_box || tag.contains(" checked") {
                fields.push((name.unwrap(), value));
            }
        } else if tag.starts_with("textarea") {
            let text = unescaped(text);
            fields.push((name.unwrap(), text.strip_prefix('\n').unwrap_or(&text).to_owned()));
        } else if tag.starts_with("select") {
            select = name;
        } else if tag.starts_with("option") && tag.contains(" selected") {
            fields.push((select.clone().unwrap(), value));
        }
    }
    fields
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// A form with some fields filled in otherwise.
fn with(mut fields: Vec<(String, String)>, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    for (name, value) in changes {
        fields.retain(|(given, _)| given != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

async fn post(browser: &Participant, path: &str, fields: &[(String, String)]) -> reqwest::Response {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

async fn page(browser: &Participant, path: &str) -> String {
    let response = browser.fetch(path).await;
    let status = response.status();
    let text = response.text().await.unwrap();
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    text
}

async fn stored(server: &Server, id: &OfferId) -> Offer {
    let mut tx = server.service.db().read().await.unwrap();
    backend::db::offers::find_offer(&mut tx, id).await.unwrap().unwrap()
}

async fn with_offers(engine: Engine) -> (Server, Participant, Offer) {
    let server = Server::start(engine).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let browser = administrator(&server).await;
    (server, browser, demo_offers().offers.into_iter().next().unwrap())
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_form_that_is_sent_as_it_was_shown_changes_nothing(#[case] engine: Engine) {
    let (server, browser, _) = with_offers(engine).await;
    for offer in demo_offers().offers.into_iter().take(12) {
        let path = format!("/de/edit/offers/{}", offer.id);
        let fields = form_fields(&page(&browser, &path).await);
        let response = post(&browser, &path, &with(fields, &[("step", "save")])).await;
        let status = response.status();
        assert_eq!(status, StatusCode::SEE_OTHER, "{}", response.text().await.unwrap());
        assert_eq!(stored(&server, &offer.id).await, offer);
    }
}

#[tokio::test]
async fn what_an_editor_saves_is_public_at_once_and_can_be_taken_back() {
    let (server, browser, offer) = with_offers(Engine::Sqlite).await;
    let path = format!("/de/edit/offers/{}", offer.id);
    let fields = form_fields(&page(&browser, &path).await);
    let changes = [
        ("step", "save"),
        ("name", "Sprachcafé <Neu>"),
        ("weekly", "jeden 1. Mittwoch im Monat 15 - 17 Uhr"),
        ("verified", "yes"),
    ];
    let saved = post(&browser, &path, &with(fields, &changes)).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER, "{}", saved.text().await.unwrap());
    let public = page(&browser, &format!("/de/offers/{}", offer.id)).await;
    assert!(public.contains("Sprachcafé &lt;Neu&gt;"), "{public}");
    let now = stored(&server, &offer.id).await;
    assert_eq!(now.schedule.monthly.len(), 1);
    assert_eq!(now.verified.unwrap().on, server.service.today());
    // Both versions are there: as it was, and as it is.
    let versions = page(&browser, &format!("{path}/versions")).await;
    assert_eq!(versions.matches("<li class=\"card\"").count(), 2, "{versions}");
    assert!(versions.contains("Ayşe Beispiel"), "{versions}");
    let restored = browser.post(&format!("{path}/versions"), &[("number", "1")]).await;
    assert_eq!(restored.status(), StatusCode::SEE_OTHER);
    assert_eq!(stored(&server, &offer.id).await, offer);
}

#[tokio::test]
async fn a_wrong_field_is_named_and_nothing_that_was_typed_is_lost() {
    let (server, browser, offer) = with_offers(Engine::Sqlite).await;
    let path = format!("/de/edit/offers/{}", offer.id);
    let fields = form_fields(&page(&browser, &path).await);
    let changes = [
        ("step", "save"),
        ("name", ""),
        ("mail", "nicht@@richtig"),
        ("description", "Zeile 1\r\n<b>Zeile 2</b>"),
    ];
    let response = post(&browser, &path, &with(fields, &changes)).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let text = response.text().await.unwrap();
    for wanted in ["href=\"#name\"", "nicht@@richtig", "&lt;b&gt;Zeile 2&lt;/b&gt;"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert_eq!(stored(&server, &offer.id).await, offer);
    // Again with only the mail address wrong: it is not dropped silently either.
    let changes = [("step", "save"), ("mail", "nicht@@richtig")];
    let again = with(form_fields(&text), &[("name", "Name"), changes[0], changes[1]]);
    let response = post(&browser, &path, &again).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(response.text().await.unwrap().contains("href=\"#mail\""));
}

#[tokio::test]
async fn two_editors_at_once_are_merged_or_told_and_nothing_is_overwritten() {
    let (server, first, offer) = with_offers(Engine::Sqlite).await;
    let second = somebody(&server, Grant::of(Role::Editor)).await;
    let path = format!("/de/edit/offers/{}", offer.id);
    let shown = form_fields(&page(&first, &path).await);
    let mine = with(shown.clone(), &[("step", "save"), ("cost", "5 €"), ("phone", "02361 111")]);
    assert_eq!(post(&first, &path, &mine).await.status(), StatusCode::SEE_OTHER);
    // Another field: both changes are there afterwards.
    let other = with(shown.clone(), &[("step", "save"), ("person", "Kim Beispiel")]);
    let response = post(&second, &path, &other).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", response.text().await.unwrap());
    let merged = stored(&server, &offer.id).await;
    assert_eq!(merged.contact.phone.as_ref().unwrap().as_str(), "02361 111");
    assert_eq!(merged.contact.person.as_ref().unwrap().as_str(), "Kim Beispiel");
    // The same field: told by whom, with both texts, and saved only on a second try.
    let same = with(shown, &[("step", "save"), ("phone", "02361 222")]);
    let response = post(&second, &path, &same).await;
    assert_eq!(response.status(), StatusCode::CONFLICT);
    let text = response.text().await.unwrap();
    assert!(text.contains("02361 111") && text.contains("02361 222"), "{text}");
    assert_eq!(stored(&server, &offer.id).await, merged);
    let again = with(form_fields(&text), &[("step", "save")]);
    assert_eq!(post(&second, &path, &again).await.status(), StatusCode::SEE_OTHER);
    let phone = stored(&server, &offer.id).await.contact.phone.unwrap();
    assert_eq!(phone.as_str(), "02361 222");
}

#[tokio::test]
async fn a_new_offer_is_a_draft_until_it_is_published() {
    let (server, browser, _) = with_offers(Engine::Sqlite).await;
    let empty = post(&browser, "/de/edit/offers/new", &[]).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let fields = form_fields(&page(&browser, "/de/edit/offers/new").await);
    let changes = [
        ("step", "save"),
        ("name", "Näh-Treff am Bahnhof"),
        ("city", "Marl"),
        ("category", "Begegnung"),
        ("new_provider", "Beispielverein Nadel und Faden"),
        ("weekly", "Do 16-18 Uhr"),
    ];
    let created = post(&browser, "/de/edit/offers/new", &with(fields, &changes)).await;
    assert_eq!(created.status(), StatusCode::SEE_OTHER, "{}", created.text().await.unwrap());
    let location = created.headers()["location"].to_str().unwrap().to_owned();
    let path = location.split('?').next().unwrap();
    let public = path.replace("/edit", "");
    assert_eq!(browser.fetch(&public).await.status(), StatusCode::NOT_FOUND);
    let preview = page(&browser, &format!("{path}/preview?in=ar")).await;
    assert!(preview.contains("Näh-Treff") && preview.contains("dir=\"rtl\""), "{preview}");
    let publish = with(form_fields(&page(&browser, path).await), &[("step", "publish")]);
    assert_eq!(post(&browser, path, &publish).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(browser.fetch(&public).await.status(), StatusCode::OK);
    // The provider is a record of its own.
    let providers = server.service.list_providers().await.unwrap();
    assert!(providers.iter().any(|one| one.name.as_str().starts_with("Beispielverein Nadel")));
}

#[tokio::test]
async fn an_author_reaches_only_what_is_theirs() {
    let (server, _, _) = with_offers(Engine::Sqlite).await;
    let offers = demo_offers().offers;
    let (mine, others) = (offers[0].clone(), offers.iter().find(|one| one.city != offers[0].city));
    let others = others.unwrap();
    let cities = BTreeSet::from([mine.city.clone()]);
    let editor = somebody(&server, Grant { cities, ..Grant::of(Role::Editor) }).await;
    let list = page(&editor, "/de/edit/offers").await;
    assert!(list.contains(mine.id.as_str()) && !list.contains(others.id.as_str()));
    let foreign = format!("/de/edit/offers/{}", others.id);
    for path in [foreign.clone(), format!("{foreign}/preview"), format!("{foreign}/versions")] {
        assert_eq!(editor.fetch(&path).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    let status = editor.post(&foreign, &[("step", "save")]).await.status();
    assert_eq!(status, StatusCode::FORBIDDEN);
    editor.post("/de/edit/offers", &[("offer", others.id.as_str()), ("step", "archive")]).await;
    assert_eq!(stored(&server, &others.id).await, *others);
    // Nor can an offer be moved to where it is not theirs.
    let path = format!("/de/edit/offers/{}", mine.id);
    let fields = form_fields(&page(&editor, &path).await);
    let moved = with(fields, &[("step", "save"), ("city", city_label(others).as_str())]);
    assert_eq!(post(&editor, &path, &moved).await.status(), StatusCode::FORBIDDEN);
}

fn city_label(offer: &Offer) -> String {
    let taxonomy: shared::taxonomy::Taxonomy =
        serde_json::from_str(include_str!("../../backend/data/taxonomy.json")).unwrap();
    let term = taxonomy.cities.into_iter().find(|term| term.id == offer.city).unwrap();
    term.label.into()
}

#[tokio::test]
async fn a_provider_writes_drafts_and_sends_them_to_review_but_publishes_nothing() {
    let (server, administrator, offer) = with_offers(Engine::Sqlite).await;
    let provider: ProviderId = offer.provider.clone();
    let grant = Grant { provider: Some(provider), ..Grant::of(Role::Provider) };
    let author = somebody(&server, grant).await;
    let new = "/de/edit/offers/new";
    let fields = with(
        form_fields(&page(&author, new).await),
        &[
            ("step", "review"),
            ("name", "Neuer Kurs"),
            ("city", city_label(&offer).as_str()),
            ("category", "Begegnung"),
            ("provider_id", offer.provider.as_str()),
        ],
    );
    let created = post(&author, new, &fields).await;
    assert_eq!(created.status(), StatusCode::SEE_OTHER, "{}", created.text().await.unwrap());
    let location = created.headers()["location"].to_str().unwrap().to_owned();
    let path = location.split('?').next().unwrap();
    // What is not public is changed at once, but not published.
    let draft = form_fields(&page(&author, path).await);
    let save = with(draft.clone(), &[("step", "save"), ("cost", "9 €")]);
    assert_eq!(post(&author, path, &save).await.status(), StatusCode::SEE_OTHER);
    let draft = form_fields(&page(&author, path).await);
    assert!(draft.contains(&("cost".to_owned(), "9 €".to_owned())), "{draft:?}");
    let refused = post(&author, path, &with(draft.clone(), &[("step", "publish")])).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    let waiting = page(&administrator, "/de/edit/offers?care=in_review").await;
    assert!(waiting.contains("Neuer Kurs"), "{waiting}");
    // Published while the provider was writing: nothing is overwritten, and nothing typed is lost.
    let id = OfferId::parse(path.rsplit('/').next().unwrap()).unwrap();
    administrator.post("/de/edit/offers", &[("offer", id.as_str()), ("step", "publish")]).await;
    let published = stored(&server, &id).await;
    assert_eq!(published.status, OfferStatus::Published);
    let late = post(&author, path, &with(draft, &[("step", "save"), ("cost", "12 €")])).await;
    assert_eq!(late.status(), StatusCode::FORBIDDEN);
    let text = late.text().await.unwrap();
    assert!(text.contains("12 €") && text.contains("inzwischen veröffentlicht"), "{text}");
    assert_eq!(stored(&server, &id).await, published);
    let bulk = author.post("/de/edit/offers", &[("step", "publish")]).await;
    assert_eq!(bulk.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_list_finds_filters_and_changes_several_at_once() {
    let (server, browser, offer) = with_offers(Engine::Sqlite).await;
    let offers = demo_offers().offers;
    let mut all = String::new();
    for number in 1..=offers.len().div_ceil(50) {
        all += &page(&browser, &format!("/de/edit/offers?page={number}")).await;
    }
    let current = offers.iter().filter(|offer| offer.status != OfferStatus::Archived);
    assert!(current.clone().count() > 50);
    assert!(current.into_iter().all(|offer| all.contains(offer.id.as_str())));
    let ids: Vec<_> = offers.iter().take(2).map(|one| ("offer", one.id.as_str())).collect();
    let archive = [ids.clone(), vec![("step", "archive")]].concat();
    let done = browser.post("/de/edit/offers?q=&city=", &archive).await;
    assert_eq!(done.headers()["location"], "/de/edit/offers?changed=2");
    assert_eq!(stored(&server, &offer.id).await.status, OfferStatus::Archived);
    let without = page(&browser, "/de/edit/offers").await;
    assert!(!without.contains(offer.id.as_str()));
    let archived = page(&browser, "/de/edit/offers?status=archived").await;
    assert!(archived.contains(offer.id.as_str()));
    let nothing = browser.post("/de/edit/offers", &[("step", "publish")]).await;
    assert_eq!(nothing.headers()["location"], "/de/edit/offers?changed=0");
    let overview = page(&browser, "/de/edit").await;
    assert!(overview.contains("/de/edit/offers?care=stale"), "{overview}");
}
