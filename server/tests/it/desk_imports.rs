//! An editor imports files of offers in the browser: uploading, matching, looking, taking, undoing.

use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Participant, Server};
use backend::accounts::Editor;
use exchange::records::OfferFile;
use reqwest::StatusCode;
use rstest::rstest;
use shared::desk::account::{Grant, Role};
use shared::id::CityId;

const BOUNDARY: &str = "----a-boundary-of-a-browser";

/// Uploads a file as a browser does.
pub(crate) async fn upload(browser: &Participant, name: &str, content: &[u8]) -> reqwest::Response {
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    );
    let end = format!("\r\n--{BOUNDARY}--\r\n");
    let body = [head.as_bytes(), content, end.as_bytes()].concat();
    browser
        .client
        .post(format!("{}/de/edit/imports", browser.address()))
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .body(body)
        .send()
        .await
        .unwrap()
}

pub(crate) fn location(response: &reqwest::Response) -> String {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()["location"].to_str().unwrap().to_owned()
}

async fn page(browser: &Participant, path: &str) -> String {
    let response = browser.fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.text().await.unwrap()
}

/// A heading and values that nobody knows, two rows that cannot be taken.
pub(crate) const TABLE: &str = "Wo?;Name;Kategorie;Anbieter;Raumfarbe\n\
    Entenhausen;Chor;Begegnung;Haus Beispiel;blau\n\
    Marl;Treff;Begegnung;Haus Beispiel;rot\n\
    Marl;;Begegnung;Haus Beispiel;rot\n\
    Gansbach;Kurs;Begegnung;Haus Beispiel;rot\n";

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_file_is_matched_looked_at_taken_corrected_and_undone(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let browser = administrator(&server).await;
    let file = location(&upload(&browser, "angebote.csv", TABLE.as_bytes()).await);
    assert_eq!(location(&browser.fetch(&file).await), format!("{file}/columns"));

    let columns = page(&browser, &format!("{file}/columns")).await;
    assert!(columns.contains("Raumfarbe") && columns.contains("Nur ein Vorschlag"), "{columns}");
    let mut chosen = Vec::new();
    let wanted = ["Stadt", "Name", "Kategorie", "Anbieter", ""];
    for (heading, column) in
        ["Wo?", "Name", "Kategorie", "Anbieter", "Raumfarbe"].iter().zip(wanted)
    {
        chosen.extend([("heading", *heading), ("column", column)]);
    }
    let decided = browser.post(&format!("{file}/columns"), &chosen).await;
    assert_eq!(location(&decided), format!("{file}/values"));

    let values = page(&browser, &format!("{file}/values")).await;
    assert!(values.contains("Entenhausen") && values.contains("Gansbach"), "{values}");
    let fields = [
        ("column", "Stadt"),
        ("value", "Entenhausen"),
        ("choice", "=Dorsten"),
        ("column", "Stadt"),
        ("value", "Gansbach"),
        ("choice", ""),
    ];
    let decided = browser.post(&format!("{file}/values"), &fields).await;
    assert_eq!(location(&decided), format!("{file}/preview"));

    let preview = page(&browser, &format!("{file}/preview")).await;
    assert!(preview.contains("2 Angebote übernehmen") && preview.contains("Chor"), "{preview}");
    let rejected = page(&browser, &format!("{file}/preview?show=rejected")).await;
    assert!(rejected.contains("Zeile 4") && rejected.contains("Zeile 5"), "{rejected}");
    assert!(server.service.list_imports(&Editor::at_command_line()).await.unwrap().is_empty());

    let applied = browser.post(&format!("{file}/apply"), &[("accept", "good")]).await;
    assert_eq!(location(&applied), file);
    let result = page(&browser, &file).await;
    assert!(result.contains("2 neu, 0 geändert"), "{result}");
    let csv = page(&browser, &format!("{file}/rejected/csv")).await;
    assert!(csv.contains("Gansbach") && csv.contains("Was zu ändern ist"), "{csv}");
    assert!(!csv.contains("Entenhausen"), "{csv}");
    // Posted twice, it is taken once.
    let again = browser.post(&format!("{file}/apply"), &[("accept", "good")]).await;
    assert_eq!(location(&again), file);

    // What was decided is remembered for the corrected file.
    let corrected =
        csv.replace("Gansbach", "Herten").replace("\"\";\"Begegnung\"", "\"Tanz\";\"Begegnung\"");
    let next = location(&upload(&browser, "rejected.csv", corrected.as_bytes()).await);
    let columns = page(&browser, &format!("{next}/columns")).await;
    assert!(columns.contains("so zugeordnet wie beim letzten Mal"), "{columns}");
    let preview = page(&browser, &format!("{next}/preview")).await;
    assert!(preview.contains("2 Angebote übernehmen"), "{preview}");
    location(&browser.post(&format!("{next}/apply"), &[("accept", "good")]).await);

    let imports = server.service.list_imports(&Editor::at_command_line()).await.unwrap();
    assert_eq!(imports.len(), 2);
    for import in &imports {
        let undone = browser.post("/de/edit/imports/undo", &[("import", import.id.as_str())]).await;
        assert_eq!(undone.status(), StatusCode::OK, "{}", undone.text().await.unwrap());
    }
    let left = server.service.export_all(exchange::offers::OfferFormat::Json).await.unwrap();
    assert_eq!(left.offers, 0);
}

#[tokio::test]
async fn records_without_a_town_get_the_one_that_is_chosen() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let services = r#"[{"id": "9a1f", "name": "Chor", "status": "active",
        "organization": {"id": "7b2c", "name": "Haus Beispiel"}}]"#;
    let file = location(&upload(&browser, "services.json", services.as_bytes()).await);
    assert_eq!(location(&browser.fetch(&file).await), format!("{file}/preview"));
    let preview = page(&browser, &format!("{file}/preview?show=rejected")).await;
    assert!(preview.contains("Keine Zeile lässt sich übernehmen"), "{preview}");
    assert!(preview.contains("Fehlt bei Datensätzen die Stadt"), "{preview}");

    let chosen = [("city", "marl"), ("category", "begegnung")];
    let decided = browser.post(&format!("{file}/defaults"), &chosen).await;
    assert_eq!(location(&decided), format!("{file}/preview"));
    let preview = page(&browser, &format!("{file}/preview")).await;
    assert!(preview.contains("Ein Angebot übernehmen"), "{preview}");
    assert!(preview.contains("<option value=\"marl\" selected"), "what was chosen is still chosen");
    location(&browser.post(&format!("{file}/apply"), &[("accept", "good")]).await);
    let found = browser.fetch("/api/v1/offers?city=marl&category=begegnung").await;
    assert!(found.text().await.unwrap().contains("Chor"));
}

#[tokio::test]
async fn a_file_of_institutions_without_offers_is_taken() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let organizations = r#"{"total_items": 1, "contents": [
        {"id": "7b2c", "name": "Haus Beispiel", "description": "Ein Haus",
         "legal_status": "e. V.", "tax_status": "gemeinnützig"}]}"#;
    let file = location(&upload(&browser, "organizations.json", organizations.as_bytes()).await);
    let preview = page(&browser, &format!("{file}/preview")).await;
    assert!(preview.contains("Einen Anbieter übernehmen"), "{preview}");
    location(&browser.post(&format!("{file}/apply"), &[("accept", "good")]).await);
    let known = server.service.list_providers().await.unwrap();
    assert_eq!(known.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Haus Beispiel"]);
}

#[tokio::test]
async fn two_columns_for_one_field_are_refused_with_what_was_chosen() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let table = "Stadt;Name;Kategorie;Anbieter;Titel\nMarl;Chor;Begegnung;Haus;Lied\n";
    let file = location(&upload(&browser, "a.csv", table.as_bytes()).await);
    let mut chosen = Vec::new();
    for (heading, column) in [
        ("Stadt", "Stadt"),
        ("Name", "Name"),
        ("Kategorie", "Kategorie"),
        ("Anbieter", "Anbieter"),
        ("Titel", "Name"),
    ] {
        chosen.extend([("heading", heading), ("column", column)]);
    }
    let refused = browser.post(&format!("{file}/columns"), &chosen).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    assert!(page.contains("Die Spalte „Name“ gibt es zweimal."), "{page}");
    assert_eq!(page.matches("<option value=\"Name\" selected").count(), 2, "{page}");
}

#[rstest]
#[case::nothing("", b"x" as &[u8], "Bitte wählen Sie eine Datei aus.")]
#[case::another_kind("a.pdf", b"%PDF-1.4", "Dateien dieser Art")]
#[case::empty("a.csv", b" ", "leer")]
#[case::binary("a.csv", b"\x7fELF\x00\x01\x02\x00\x00\x00", "kein Text")]
#[case::no_workbook("a.xlsx", b"PK\x03\x04 broken", "lässt sich nicht lesen")]
#[case::deep_json("a.json", &vec![b'['; 100_000], "JSON")]
#[tokio::test]
async fn a_file_that_cannot_be_read_is_refused_with_words(
    #[case] name: &str,
    #[case] content: &[u8],
    #[case] words: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let refused = upload(&browser, name, content).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    assert!(page.contains(words) && page.contains("role=\"alert\""), "{page}");
    let files = server.service.list_staged_files(&Editor::at_command_line()).await.unwrap();
    assert!(files.is_empty());
}

async fn editor_of_marl(server: &Server) -> Participant {
    // Towns are there from the first import on.
    server.service.store_offers(OfferFile::default()).await.unwrap();
    let grant =
        Grant { cities: [CityId::parse("marl").unwrap()].into(), ..Grant::of(Role::Editor) };
    somebody(server, grant).await
}

#[tokio::test]
async fn an_editor_of_some_towns_takes_and_undoes_offers_of_these_only() {
    let server = Server::start(Engine::Sqlite).await;
    let everybody = administrator(&server).await;
    let editor = editor_of_marl(&server).await;
    let table = "Kennung;Stadt;Name;Kategorie;Anbieter\nchor-1;Marl;Chor;Begegnung;Haus\n\
                 kurs-1;Dorsten;Kurs;Begegnung;Haus\n";
    let file = location(&upload(&editor, "a.csv", table.as_bytes()).await);
    let rejected = page(&editor, &format!("{file}/preview?show=rejected")).await;
    assert!(rejected.contains("nicht zuständig") && rejected.contains("Zeile 3"), "{rejected}");
    let all = page(&everybody, &format!("{file}/preview")).await;
    assert!(all.contains("2 Angebote übernehmen"), "{all}");
    location(&everybody.post(&format!("{file}/apply"), &[("accept", "good")]).await);
    // Not even by moving an offer into a town of one's own.
    let moved = table.replace("Dorsten", "Marl");
    let file = location(&upload(&editor, "b.csv", moved.as_bytes()).await);
    let rejected = page(&editor, &format!("{file}/preview?show=rejected")).await;
    assert!(rejected.contains("nicht zuständig"), "{rejected}");
    let import = server.service.list_imports(&Editor::at_command_line()).await.unwrap().remove(0);
    let undone = editor.post("/de/edit/imports/undo", &[("import", import.id.as_str())]).await;
    assert_eq!(undone.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_editor_of_some_towns_leaves_the_institutions_of_others_as_they_are() {
    let server = Server::start(Engine::Sqlite).await;
    let everybody = administrator(&server).await;
    let editor = editor_of_marl(&server).await;
    let foreign = "Stadt;Name;Kategorie;Anbieter;Anbieter: Stadt;Anbieter: E-Mail\n\
        Dorsten;Singkreis;Begegnung;Haus Fremd;Dorsten;haus@fremd.example\n";
    let file = location(&upload(&everybody, "d.csv", foreign.as_bytes()).await);
    location(&everybody.post(&format!("{file}/apply"), &[("accept", "good")]).await);
    let mine = "Stadt;Name;Kategorie;Anbieter;Anbieter: E-Mail\n\
        Marl;Malkreis;Begegnung;Haus Fremd;ich@marl.example\n";
    let file = location(&upload(&editor, "m.csv", mine.as_bytes()).await);
    let preview = page(&editor, &format!("{file}/preview")).await;
    assert!(
        preview.contains("gehören zu anderen Städten") && preview.contains("Haus Fremd"),
        "{preview}"
    );
    location(&editor.post(&format!("{file}/apply"), &[("accept", "good")]).await);
    let known = server.service.list_providers().await.unwrap();
    let provider = known.iter().find(|one| one.name.as_str() == "Haus Fremd").unwrap();
    let mail = provider.contact.mail.as_ref().map(shared::contact::Mail::as_str);
    assert_eq!(mail, Some("haus@fremd.example"));
}

#[tokio::test]
async fn an_uploaded_file_is_thrown_away_on_demand() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let file = location(&upload(&browser, "a.csv", TABLE.as_bytes()).await);
    location(&browser.post(&format!("{file}/discard"), &[]).await);
    assert_eq!(browser.fetch(&file).await.status(), StatusCode::NOT_FOUND);
}
