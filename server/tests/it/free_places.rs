//! Free places and waiting time: imported, shown with their day, hidden once they are stale.

use crate::harness::{Engine, Server};
use backend::accounts::Editor;
use backend::import::{Mode, OfferImportOptions};
use exchange::file::SourceFile;
use rstest::rstest;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

async fn start(engine: Engine, places: &str) -> Server {
    let server = Server::start(engine).await;
    let csv = format!(
        "Kennung;Stadt;Name;Kategorie;Anbieter;FREIE PLÄTZE;Wartezeit;Stand freie Plätze\n\
         chor;Marl;Chor;Begegnung;Haus;{places}\n"
    );
    let file = SourceFile { name: "offers.csv".to_owned(), content: csv.into_bytes() };
    let options = OfferImportOptions::new(Mode::Store);
    let editor = Editor::at_command_line();
    server.service.import_offers(&editor, file, options).await.unwrap();
    server
}

async fn page(server: &Server, language: &str) -> String {
    let address = format!("{}/{language}/offers/chor", server.address);
    let page = reqwest::get(address).await.unwrap().text().await.unwrap();
    page.replace('\u{ad}', "")
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn free_places_are_shown_with_their_day_until_they_are_stale(#[case] engine: Engine) {
    let server = start(engine, "noch 3;4 Wochen;12.11.2026").await;
    let (_, offer) = server.get("/api/v1/offers/chor").await;
    let held = serde_json::json!({
        "places_free": 3, "waiting": "4 Wochen", "as_of": "2026-11-12",
    });
    assert_eq!(offer["terms"]["availability"], held);
    let german = page(&server, "de").await;
    for words in ["3 freie Plätze (Stand 12. November 2026)", "4 Wochen", "Wartezeit (Stand"] {
        assert!(german.contains(words), "no {words:?} in {german}");
    }
    assert!(page(&server, "uk").await.contains("3 вільні місця"));

    server.advance(DAY * 165);
    assert!(page(&server, "de").await.contains("3 freie Plätze"));
    server.advance(DAY);
    let stale = page(&server, "de").await;
    assert!(!stale.contains("freie Plätze") && !stale.contains("4 Wochen"), "{stale}");
    let (_, offer) = server.get("/api/v1/offers/chor").await;
    assert_eq!(offer["terms"].get("availability"), None);
}

#[rstest]
#[case::one("1;;12.11.2026", "1 freier Platz (Stand 12. November 2026)")]
#[case::none("ausgebucht;;12.11.2026", "0 freie Plätze (Stand 12. November 2026)")]
#[case::without_a_day("2;;", "2 freie Plätze (Stand 27. November 2026)")]
#[tokio::test]
async fn places_are_said_in_the_right_number(#[case] cells: &str, #[case] words: &str) {
    let server = start(Engine::Sqlite, cells).await;
    let page = page(&server, "de").await;
    assert!(page.contains(words), "no {words:?} in {page}");
}
