//! Exporting offers to spreadsheets, and importing them again.

use crate::command_line::{Office, output_text};
use crate::harness::{Engine, TestDb, demo_offers};
use backend::accounts::Editor;
use backend::db::offers::load_offers;
use backend::db::providers::load_providers;
use backend::import::{ImportReport, Mode, OfferImportOptions};
use exchange::file::SourceFile;
use exchange::offers::OfferFormat;
use exchange::records::OfferFile;
use rstest::rstest;

const DEMO: &[u8] = include_bytes!("../../../demo/offers.json");

async fn load_all(db: &TestDb) -> OfferFile {
    let mut tx = db.db.read().await.unwrap();
    OfferFile {
        providers: load_providers(&mut tx).await.unwrap(),
        offers: load_offers(&mut tx).await.unwrap(),
    }
}

/// Some of the offers, by their index, with all providers.
fn select_offers(is_wanted: impl Fn(usize) -> bool) -> OfferFile {
    let OfferFile { providers, offers } = demo_offers();
    let offers = offers.into_iter().enumerate().filter(|(place, _)| is_wanted(*place));
    OfferFile { providers, offers: offers.map(|(_, offer)| offer).collect() }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn concurrent_imports_are_all_stored(#[case] engine: Engine) {
    let office = TestDb::new(engine).await;
    let (one, other) = (office.service(), office.reopen().await.service());
    let stored = tokio::join!(
        one.store_offers(select_offers(|place| place % 2 == 0)),
        other.store_offers(select_offers(|place| place % 2 == 1)),
    );
    assert_eq!((stored.0.unwrap().created, stored.1.unwrap().created), (40, 40));
    assert_eq!(load_all(&office).await.offers.len(), 80);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn exported_files_can_be_imported_without_loss(
    #[case] engine: Engine,
    #[values(OfferFormat::Csv, OfferFormat::Xlsx, OfferFormat::Json)] format: OfferFormat,
) {
    let (here, there) = (TestDb::new(engine).await, TestDb::new(engine).await);
    here.service().store_offers(demo_offers()).await.unwrap();
    let written = here.service().export_all(format).await.unwrap();
    assert_eq!((written.offers, written.providers, written.omitted_providers), (80, 29, 0));

    let extension = format!("{format:?}").to_lowercase();
    let file = SourceFile { name: format!("offers.{extension}"), content: written.file };
    let options = OfferImportOptions::new(Mode::Store);
    let imported = there
        .service()
        .import_offers(&Editor::at_command_line(), file.clone(), options.clone())
        .await;
    let report = imported.unwrap().report;
    let expected = ImportReport { rows: 80, created: 80, providers: 29, ..ImportReport::default() };
    assert_eq!(report, expected);
    assert_eq!(load_all(&there).await, load_all(&here).await);

    let again = here
        .service()
        .import_offers(&Editor::at_command_line(), file, options)
        .await
        .unwrap()
        .report;
    assert_eq!((again.created, again.updated), (0, 80));
    assert_eq!(load_all(&there).await, load_all(&here).await);
}

#[tokio::test]
async fn a_table_can_be_exported_and_imported_on_the_command_line() {
    let (here, there) = (Office::new(), Office::new());
    assert!(here.import("offers", &here.file("demo.json", DEMO), &[]).status.success());
    let file = here.file("angebote.xlsx", b"");
    let name = file.display().to_string();
    let output = here.run(&["export", "offers", "--format", "xlsx", &name]);
    assert!(
        output_text(&output).contains("Angebote: 80, Anbieter: 29."),
        "{}",
        output_text(&output)
    );
    let output = there.import("offers", &file, &[]);
    assert!(output_text(&output).contains("80 neu, 0 geändert"), "{}", output_text(&output));
    assert_eq!(there.offers().await, here.offers().await);
}

#[test]
fn a_file_that_cannot_be_written_is_reported() {
    let output = Office::new().run(&["export", "offers", "--format", "csv", "/nothing/here.csv"]);
    assert!(!output.status.success());
    assert!(output_text(&output).contains("nicht schreiben"), "{}", output_text(&output));
}

#[test]
fn probable_duplicates_are_reported_and_imported() {
    let office = Office::new();
    let head = "Stadt;Name;Kategorie;Anbieter;Kennung\n";
    let first = format!("{head}Marl;Frauencafé;Begegnung;Haus Beispiel e. V.;cafe-1\n");
    let output = office.import("offers", &office.file("a.csv", first.as_bytes()), &[]);
    assert!(!output_text(&output).contains("doppelt"), "{}", output_text(&output));

    let second = format!(
        "{head}Marl;Frauen-Café;Begegnung;Haus Beispiel;cafe-2\n\
         Marl;Frauencafe;Begegnung;Haus Beispiel;cafe-3\nMarl;Chor;Begegnung;Haus Beispiel;chor\n"
    );
    let output = office.import("offers", &office.file("b.csv", second.as_bytes()), &[]);
    let words = output_text(&output);
    assert!(output.status.success() && words.contains("3 neu, 0 geändert"), "{words}");
    let known = "Zeile 2 „Frauen-Café“ (cafe-2) – schon gespeichert: „Frauencafé“ (cafe-1)";
    assert!(words.contains("wahrscheinlich doppelt") && words.contains(known), "{words}");
    let rows = "Zeile 2 „Frauen-Café“ (cafe-2) – Zeile 3 „Frauencafe“ (cafe-3)";
    assert!(words.contains(rows) && !words.contains("Chor"), "{words}");
}
