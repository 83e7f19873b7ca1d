//! Editing providers, towns, categories, words of the search and the days without school.

use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Participant, Server, demo_offers};
use exchange::records::OfferFile;
use jiff::civil::date;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;
use shared::desk::account::{Grant, Role};
use shared::id::{CategoryId, CityId};
use shared::offer::Offer;
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
    let posts: [(&str, &[(&str, &str)]); 4] = [
        ("lists", &[("school_free", "")]),
        ("lists/towns", &[("added", "Neustadt")]),
        ("lists/words/new", &[("label-de", "Garten"), ("words-de", "beet")]),
        ("lists/words/format.online", &[("words-de", "chat")]),
    ];
    for (path, fields) in posts {
        let refused = editor.post(&format!("/de/edit/{path}"), fields).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{path}");
        // Nobody is shown a form that would be refused, but for the days that the page has.
        let shown = editor.fetch(&format!("/de/edit/{path}")).await.status();
        let expected = if path == "lists" { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(shown, expected, "{path}");
    }
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

/// The fields of the form on a page of a list, as a browser would send them.
fn fields_of(page: &str) -> Vec<(String, String)> {
    let inputs = page.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    let attribute = |input: &str, name: &str| {
        let (_, rest) = input.split_once(&format!(" {name}=\""))?;
        Some(rest.split('"').next().unwrap_or_default().to_owned())
    };
    let sent = inputs.filter(|input| !input.contains("checkbox"));
    sent.filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?))).collect()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (&**name, &**value)).collect()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn another_county_sets_up_its_towns(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    server.service.seed_taxonomy().await.unwrap();
    let browser = administrator(&server).await;
    let path = "/de/edit/lists/towns";
    let mut fields = fields_of(&browser.fetch(path).await.text().await.unwrap());
    assert!(fields.contains(&("label.6".to_owned(), "Marl".to_owned())), "{fields:?}");
    let towns = fields.iter().filter(|(name, _)| name.starts_with("id.")).count();
    fields.extend((1..towns).map(|number| (format!("remove.{number}"), "1".to_owned())));
    for (name, value) in &mut fields {
        match name.as_str() {
            "label.0" => *value = "Beispielburg".to_owned(),
            "name.0.ar" => *value = "قلعة المثال".to_owned(),
            "place.0" => *value = "2".to_owned(),
            _ => {}
        }
    }
    fields.push(("added".to_owned(), "Ärmelstadt; 51.5, 7.1\nOberärmelstadt".to_owned()));
    assert_eq!(browser.post(path, &borrowed(&fields)).await.status(), StatusCode::SEE_OTHER);
    let taxonomy = server.service.show_taxonomy().await.unwrap();
    let labels: Vec<_> = taxonomy.cities.iter().map(|city| city.label.as_str()).collect();
    assert_eq!(labels, ["Beispielburg", "Ärmelstadt", "Oberärmelstadt"]);
    let ids: Vec<_> = taxonomy.cities.iter().map(|city| city.id.as_str()).collect();
    assert_eq!(ids[1..], ["aermelstadt", "oberaermelstadt"]);
    assert!(taxonomy.cities[0].names.values().any(|name| name.as_str() == "قلعة المثال"));
    // A start or an import brings none of the removed ones back.
    server.service.seed_taxonomy().await.unwrap();
    assert_eq!(server.service.show_taxonomy().await.unwrap().cities.len(), 3);
}

#[tokio::test]
async fn a_term_in_use_or_of_the_software_is_not_removed_and_what_was_typed_stays() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let browser = administrator(&server).await;
    let fields = [
        ("id.0", "marl"),
        ("label.0", "Marl"),
        ("remove.0", "1"),
        ("id.1", "datteln"),
        ("label.1", "Datteln"),
        ("position.1", "im Norden"),
        ("added", "Bleibstadt"),
    ];
    let refused = browser.post("/de/edit/lists/towns", &fields).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    for text in ["„Marl“ kann nicht entfernt werden", "51.6567, 7.0904", "im Norden", "Bleibstadt"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    let fixed = [("id.0", "sprache"), ("label.0", "Sprache"), ("remove.0", "1")];
    let refused = browser.post("/de/edit/lists/categories", &fixed).await;
    assert!(refused.text().await.unwrap().contains("gehört zur Software"));
    assert_eq!(browser.fetch("/de/edit/lists/nothing").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_town_that_only_an_account_or_a_contact_person_names_stays() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.seed_taxonomy().await.unwrap();
    let browser = administrator(&server).await;
    let cities = BTreeSet::from([CityId::parse("waltrop").unwrap()]);
    somebody(&server, Grant { cities, ..Grant::of(Role::Editor) }).await;
    let provider = serde_json::from_value(json!({
        "id": "verein", "name": "Beispielverein",
        "persons": [{ "name": "Beratung", "cities": ["herten"], "categories": [] }],
    }))
    .unwrap();
    let file = OfferFile { providers: vec![provider], ..OfferFile::default() };
    server.service.store_offers(file).await.unwrap();
    for (town, is_named) in [("waltrop", true), ("herten", true), ("datteln", false)] {
        let fields = [("id.0", town), ("label.0", town), ("remove.0", "1")];
        let response = browser.post("/de/edit/lists/towns", &fields).await;
        assert_eq!(response.status() == StatusCode::UNPROCESSABLE_ENTITY, is_named, "{town}");
    }
}

#[tokio::test]
async fn of_two_editors_the_second_is_told_and_loses_nothing() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.seed_taxonomy().await.unwrap();
    let (first, second) =
        (administrator(&server).await, somebody(&server, Grant::of(Role::Editor)).await);
    let path = "/de/edit/lists/towns";
    let fields = fields_of(&first.fetch(path).await.text().await.unwrap());
    let with = |name: &str, value: &str| {
        let mut changed = fields.clone();
        changed.iter_mut().filter(|field| field.0 == name).for_each(|field| field.1 = value.into());
        changed
    };
    let renamed = with("label.0", "Beispielburg");
    assert_eq!(first.post(path, &borrowed(&renamed)).await.status(), StatusCode::SEE_OTHER);
    let refused = second.post(path, &borrowed(&with("position.1", "51.5, 7.5"))).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    assert!(page.contains("Jemand anders") && page.contains("51.5, 7.5"), "{page}");
}

#[tokio::test]
async fn a_new_category_has_names_in_every_language_and_is_found_by_them() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let browser = administrator(&server).await;
    let path = "/de/edit/lists/categories";
    let saved = browser.post(path, &[("added", "Trinkbrunnen")]).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    let place = 1 + server.service.show_taxonomy().await.unwrap().categories.len();
    assert!(place > 12);
    let fields = [
        ("id.0", "trinkbrunnen"),
        ("label.0", "Trinkbrunnen"),
        ("place.0", "1"),
        ("name.0.en", "Drinking fountains"),
    ];
    assert_eq!(browser.post(path, &fields).await.status(), StatusCode::SEE_OTHER);
    let mut changed = demo_offers();
    let is_shown = |offer: &Offer| offer.is_public(date(2026, 11, 20));
    changed.offers.retain(is_shown);
    changed.offers.truncate(1);
    let offer = changed.offers[0].id.clone();
    let category = CategoryId::parse("trinkbrunnen").unwrap();
    changed.offers[0].categories = BTreeSet::from([category]).into_iter().collect();
    server.service.store_offers(changed).await.unwrap();
    let visitor = Participant::new(&server.address);
    for query in ["category=trinkbrunnen", "q=trinkbrunnen", "q=drinking%20fountains"] {
        let answer = visitor.fetch(&format!("/api/v1/offers?{query}")).await.text().await.unwrap();
        assert!(answer.contains("\"total\":1,"), "{query}: {answer}");
    }
    let page = visitor.fetch("/en/offers?q=drinking%20fountains").await.text().await.unwrap();
    assert!(page.contains("Drinking fountains"), "{page}");
    assert!(page.contains(&format!("/en/offers/{offer}")), "{page}");
    let directory =
        visitor.fetch("/en/providers?category=trinkbrunnen").await.text().await.unwrap();
    assert!(directory.contains("Drinking fountains"), "{directory}");
    let german = visitor.fetch("/de/offers?category=trinkbrunnen").await.text().await.unwrap();
    assert!(german.contains("Trinkbrunnen"));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn words_are_tried_before_they_are_saved_and_then_find(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let browser = administrator(&server).await;
    let list = browser.fetch("/de/edit/lists/words").await.text().await.unwrap();
    assert!(
        list.contains("Deutsch lernen") && list.contains("/de/edit/lists/words/concept.german")
    );
    let form = browser.fetch("/de/edit/lists/words/concept.german").await.text().await.unwrap();
    assert!(form.contains("deutschkurs"), "{form}");
    let fields =
        [("label-de", "Schwimmen"), ("words-de", "schwimm*\nblubberkurs"), ("step", "try")];
    let tried = browser.post("/de/edit/lists/words/new", &fields).await;
    assert_eq!(tried.status(), StatusCode::OK);
    let page = tried.text().await.unwrap();
    assert!(page.contains("kein Angebot") && page.contains("blubberkurs"), "{page}");
    let visitor = Participant::new(&server.address);
    let answer = visitor.fetch("/api/v1/offers?q=blubberkurs").await.text().await.unwrap();
    assert!(answer.contains("\"total\":0"), "{answer}");
    let created = browser.post("/de/edit/lists/words/new", &fields[..2]).await;
    assert_eq!(created.status(), StatusCode::SEE_OTHER);
    let answer = visitor.fetch("/api/v1/offers?q=blubberkurs").await.text().await.unwrap();
    assert!(!answer.contains("\"total\":0"), "{answer}");
    let address = created.headers()["location"].to_str().unwrap().to_owned();
    let path = address.split('?').next().unwrap();
    let deleted = browser.post(path, &[("step", "delete")]).await;
    assert_eq!(deleted.status(), StatusCode::SEE_OTHER);
    assert_eq!(browser.fetch(path).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_word_is_named_and_everything_typed_stays() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let fields = [("label-de", "Garten"), ("words-de", "beet\nab*"), ("words-ar", "حديقة")];
    let refused = browser.post("/de/edit/lists/words/new", &fields).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    for text in ["„ab*“", "beet", "حديقة"] {
        assert!(page.contains(text), "{text}: {page}");
    }
}
