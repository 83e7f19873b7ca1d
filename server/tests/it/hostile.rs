//! Markup in names and texts (cross-site scripting), in every place where they are shown.

use crate::harness::{
    Engine, Participant, Server, example_file, import_conference, read_source_file,
};
use backend::accounts::Editor;
use backend::import::{Mode, OfferImportOptions};
use backend::voting::RoundSettings;
use rstest::rstest;
use serde_json::Value;
use shared::voting::round::{Access, ResultsVisibility};
use std::time::Duration;

/// Closes the title, a text area, a script and an attribute, then opens an element that no page may
/// contain.
const MARKUP: &str = r#"x</title></textarea></script>"'><img src=x onerror=alert(1)>"#;
/// What no page may contain.
const BREAKOUT: &str = "<img src=x";
/// The same when escaped: in HTML, and in JSON inside a script element.
const ESCAPED: [&str; 2] = ["&lt;img src=x", "\\u003cimg src=x"];

/// Appends the markup to every text of a conference: values of languages, and `text`.
fn inject_markup(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let is_text = matches!(&**name, "de" | "de-simple" | "en" | "tr" | "ar" | "text");
                match value {
                    Value::String(text) if is_text => *text = format!("{text} {MARKUP}"),
                    _ => inject_markup(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(inject_markup),
        _ => {}
    }
}

struct HostileServer {
    server: Server,
    code: String,
    key: String,
    round: String,
}

/// A server on which all imported names and texts contain markup.
async fn start_with_markup() -> HostileServer {
    let server = Server::start(Engine::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let quoted = format!("\"{}\"", MARKUP.replace('"', "\"\""));
    let table = format!(
        "Stadt;Name;Kategorie;Anbieter;Kennung;Beschreibung;Adresse\n\
         Marl;{quoted};Beratung;{quoted};bad-1;{quoted};{quoted}\n"
    );
    let file = folder.path().join("offers.csv");
    std::fs::write(&file, table).unwrap();
    let imported = server
        .service
        .import_offers(
            &Editor::at_command_line(),
            read_source_file(&file),
            OfferImportOptions::new(Mode::Store),
        )
        .await;
    let report = imported.unwrap().report;
    assert_eq!(report.created, 1, "{report:?}");

    let example = std::fs::read(example_file()).unwrap();
    let mut conference: Value = serde_json::from_slice(&example).unwrap();
    inject_markup(&mut conference);
    let file = folder.path().join("conference.json");
    std::fs::write(&file, conference.to_string()).unwrap();
    let round = RoundSettings {
        results: ResultsVisibility::Live,
        access: Access::Open,
        ..RoundSettings::default()
    };
    let (conference, round) = import_conference(&server.service, &file, round).await;
    server.open(&conference.code).await.unwrap();
    let organiser = server.organiser(&conference.code).await;
    let key = server.service.renew_key(&organiser).await.unwrap().as_str().to_owned();
    let (code, round) = (conference.code.to_string(), round.id.to_string());
    HostileServer { server, code, key, round }
}

/// Asserts that the page shows the markup, but escaped.
fn assert_escaped(page: &str, place: &str) {
    assert!(!page.contains(BREAKOUT), "markup in {place}: {page}");
    assert!(ESCAPED.iter().any(|text| page.contains(text)), "nothing shown in {place}: {page}");
    let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
    assert!(title.is_none_or(|title| !title.contains('<')), "{place}: {title:?}");
}

#[rstest]
#[case("de")]
#[case("ar")]
#[tokio::test]
async fn names_and_texts_are_escaped_on_every_page(#[case] language: &str) {
    let HostileServer { server, code, key, round } = start_with_markup().await;
    let visitor = Participant::new(&server.address);
    let (_, offers) = server.get("/api/v1/offers").await;
    let offer = offers["offers"][0]["id"].as_str().unwrap().to_owned();
    let (_, providers) = server.get("/api/v1/providers").await;
    let provider = providers["providers"][0]["id"].as_str().unwrap().to_owned();
    let typed: String = form_urlencoded::byte_serialize(MARKUP.as_bytes()).collect();
    for page in [
        "offers".to_owned(),
        format!("offers?q={typed}"),
        format!("offers/{offer}"),
        format!("offers/{offer}/report"),
        "providers".to_owned(),
        format!("providers?q={typed}"),
        format!("providers/{provider}"),
        format!("map?q={typed}"),
        format!("c/{code}"),
        format!("board/{code}"),
        format!("organise/{key}"),
    ] {
        let shown = visitor.fetch(&format!("/{language}/{page}")).await.text().await.unwrap();
        assert_escaped(&shown, &page);
    }
    server
        .close(&shared::voting::join_code::JoinCode::parse(&code).unwrap(), Duration::ZERO)
        .await
        .unwrap();
    for page in [
        format!("/{language}/results/{code}"),
        format!("/api/v1/rounds/{round}/result.html?lang={language}"),
        format!("/{language}/board/{code}"),
    ] {
        let shown = visitor.fetch(&page).await.text().await.unwrap();
        assert_escaped(&shown, &page);
    }
}

#[tokio::test]
async fn form_input_is_escaped_when_shown_again() {
    let HostileServer { server, code, key, .. } = start_with_markup().await;
    let visitor = Participant::new(&server.address);
    let (_, offers) = server.get("/api/v1/offers").await;
    let report = format!("/de/offers/{}/report", offers["offers"][0]["id"].as_str().unwrap());
    for (form, fields) in [
        ("/de/join", vec![("code", MARKUP)]),
        (&*format!("/de/c/{code}/card"), vec![("code", MARKUP)]),
        (&*report, vec![("text", MARKUP), ("reply_to", "nobody")]),
        (&*report, vec![("text", "x"), ("reply_to", MARKUP)]),
        (&*format!("/de/organise/{key}/cards"), vec![("count", MARKUP)]),
    ] {
        let refused = visitor.post(form, &fields).await;
        assert_eq!(refused.status().as_u16(), 422, "{form}");
        let page = refused.text().await.unwrap();
        assert!(!page.contains(BREAKOUT), "markup in {form}: {page}");
    }
    let typed = format!("\n\n  {MARKUP}");
    let refused = visitor.post(&report, &[("text", &typed), ("reply_to", "nobody")]).await;
    let page = refused.text().await.unwrap();
    let element = page.split("<textarea").nth(1).unwrap();
    let content = element.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    // An HTML parser drops the first line break and decodes the rest.
    let escaped = typed.replace('<', "&lt;").replace('>', "&gt;");
    assert_eq!(content, format!("\n{escaped}"));
}
