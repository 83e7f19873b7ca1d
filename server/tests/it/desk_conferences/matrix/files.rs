//! Files that cannot be taken, files of others, and files that come back.

use super::{Desk, Review, TOWN, body, location, page, send, upload_new};
use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Server};
use reqwest::StatusCode;
use rstest::rstest;
use shared::desk::account::{Grant, Role};

/// The first bytes of a workbook with a password.
const PROTECTED: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1-and-nothing-more-that-anybody-can-read";

#[rstest]
#[case::another_kind("a.csv", b"Name;Ort\nA;B", "Herausforderung")]
#[case::protected("a.xlsx", PROTECTED, "Passwort")]
#[case::damaged("a.xlsx", b"PK nothing", "lesen")]
#[case::a_letter("a.docx", b"PK nothing", "Dateien dieser Art")]
#[case::empty("a.csv", b" ", "leer")]
#[case::a_column_twice(
    "a.csv",
    "Handlungsfeld;Herausforderung;Ziel;Ziel\nB;A;;".as_bytes(),
    "zweimal"
)]
#[tokio::test]
async fn a_file_that_cannot_be_read_is_told_so_and_keeps_what_was_typed(
    #[case] name: &str,
    #[case] content: &[u8],
    #[case] words: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let fields = [("title.de", "Konferenz <1>"), ("date", "2027-11-27")];
    let path = "/de/edit/conferences/import";
    let refused = send(&browser, path, body(&fields, name, content)).await;
    let refused = page(refused, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains(words), "{words} in {refused}");
    assert!(refused.contains("Konferenz &lt;1&gt;") && refused.contains("2027-11-27"));
    assert!(!refused.contains("conferences/matrices/"), "{refused}");
}

#[tokio::test]
async fn a_table_too_long_and_a_text_too_long_are_told_so() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let head = "Handlungsfeld;Herausforderung\n";
    let rows = format!("{head}{}", "B;Mieten sind hoch\n".repeat(5_000));
    let letters = format!("{head}B;{}", "a".repeat(10_000));
    for (content, words) in
        [(rows, "über 2.000 Zeilen"), (letters, "Zeile 2, Spalte „Herausforderung“")]
    {
        let fields = [("title.de", "Konferenz")];
        let sent = body(&fields, "a.csv", content.as_bytes());
        let refused = send(&browser, "/de/edit/conferences/import", sent).await;
        let refused = page(refused, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(refused.contains(words), "{words} in {refused}");
    }
}

#[tokio::test]
async fn wrong_details_are_named_and_nothing_waits() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let fields = [("title.de", " "), ("place.de", "Aula <1>"), ("date", "bald")];
    let sent = body(&fields, "stadt.csv", TOWN.as_bytes());
    let refused = send(&browser, "/de/edit/conferences/import", sent).await;
    let refused = page(refused, StatusCode::UNPROCESSABLE_ENTITY).await;
    for words in ["href=\"#title.de\"", "href=\"#date\"", "Aula &lt;1&gt;", "noch einmal aus"] {
        assert!(refused.contains(words), "{words} in {refused}");
    }
    assert!(!refused.contains("stadt.csv"), "{refused}");
    let nothing = send(&browser, "/de/edit/conferences/import", body(&fields, "", b"")).await;
    let nothing = page(nothing, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(nothing.contains("wählen Sie eine Datei"), "{nothing}");
    let malformed = browser.post("/de/edit/conferences/import", &fields).await;
    assert_eq!(malformed.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn mark_up_in_cells_is_text() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let table = "Handlungsfeld;Herausforderung;Ziel\nB<script>;<b>Fett</b> & mehr;Ziel <img src=x>";
    let review = upload_new(&browser, "a<b>.csv", table.as_bytes()).await;
    let shown = review.shown().await;
    for mark_up in ["B<script>", "<b>Fett", "<img src=x", "a<b>"] {
        assert!(!shown.contains(mark_up), "{mark_up} in {shown}");
    }
    assert!(shown.contains("Fett") && shown.contains("&amp; mehr"), "{shown}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_file_of_somebody_else_is_out_of_reach(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let browser = administrator(&server).await;
    let stranger = somebody(&server, Grant::of(Role::Organiser)).await;
    let made = upload_new(&browser, "stadt.csv", TOWN.as_bytes()).await.apply().await;
    let path = made.split('?').next().unwrap().to_owned();
    let desk = Desk { server, browser, path };
    let own = upload_new(&desk.browser, "stadt.csv", TOWN.as_bytes()).await;
    let over = desk.upload("stadt.csv", TOWN.as_bytes()).await;
    for path in [&own.path, &over.path] {
        let review = Review { browser: &stranger, path: path.clone() };
        assert_eq!(stranger.fetch(path).await.status(), StatusCode::FORBIDDEN);
        for step in ["apply", "decide", "discard"] {
            let posted = stranger.post(&review.path, &[("step", step)]).await;
            assert_eq!(posted.status(), StatusCode::FORBIDDEN, "{step}");
        }
    }
    for kind in ["xlsx", "csv", "json"] {
        let export = stranger.fetch(&format!("{}/export/{kind}", desk.path)).await;
        assert_eq!(export.status(), StatusCode::FORBIDDEN);
    }
    let list = page(stranger.fetch("/de/edit/conferences/import").await, StatusCode::OK).await;
    assert!(!list.contains("stadt.csv"), "{list}");
    let theirs = upload_new(&stranger, "verein.csv", TOWN.as_bytes()).await;
    // An administrator reaches all of them.
    page(desk.browser.fetch(&theirs.path).await, StatusCode::OK).await;
    let discarded = theirs.post(&[("step", "discard")]).await;
    assert_eq!(location(&discarded), "/de/edit/conferences/import");
    assert_eq!(stranger.fetch(&theirs.path).await.status(), StatusCode::NOT_FOUND);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn what_is_exported_comes_back_without_loss(#[case] engine: Engine) {
    let desk = Desk::of_town(engine).await;
    let before = desk.fields().await;
    for kind in ["xlsx", "csv", "json"] {
        let export = desk.browser.fetch(&format!("{}/export/{kind}", desk.path)).await;
        assert_eq!(export.status(), StatusCode::OK);
        let name = export.headers()["content-disposition"].to_str().unwrap().to_owned();
        assert!(name.ends_with(&format!(".{kind}\"")), "{name}");
        let content = export.bytes().await.unwrap();
        let review = desk.upload(&format!("wieder.{kind}"), &content).await;
        let shown = review.shown().await;
        assert!(shown.contains("Nichts würde sich ändern"), "{kind}: {shown}");
        assert!(!shown.contains("id=\"doubts\"") && !shown.contains("id=\"gone\""), "{shown}");
        let copy = upload_new(&desk.browser, &format!("wieder.{kind}"), &content).await;
        let path = copy.apply().await.split('?').next().unwrap().to_owned();
        let html = page(desk.browser.fetch(&path).await, StatusCode::OK).await;
        assert_eq!(super::ids(&html, "challenge").len(), 3);
    }
    let unknown = desk.browser.fetch(&format!("{}/export/exe", desk.path)).await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert_eq!(desk.fields().await, before);
}
