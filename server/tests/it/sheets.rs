//! Spreadsheets out of the database and in again.

use crate::command_line::{Office, said};
use crate::harness::{Engine, TestDb, demo_offers};
use backend::db::offers::load_offers;
use backend::db::providers::load_providers;
use backend::import::{ImportReport, Mode};
use exchange::file::SourceFile;
use exchange::hsds::Fallback;
use exchange::offers::OfferFormat;
use exchange::records::OfferFile;
use rstest::rstest;

const DEMO: &[u8] = include_bytes!("../../../demo/offers.json");

async fn content(db: &TestDb) -> OfferFile {
    let mut tx = db.db.read().await.unwrap();
    OfferFile {
        providers: load_providers(&mut tx).await.unwrap(),
        offers: load_offers(&mut tx).await.unwrap(),
    }
}

/// Half of the offers with all providers.
fn half(is_wanted: impl Fn(usize) -> bool) -> OfferFile {
    let OfferFile { providers, offers } = demo_offers();
    let offers = offers.into_iter().enumerate().filter(|(place, _)| is_wanted(*place));
    OfferFile { providers, offers: offers.map(|(_, offer)| offer).collect() }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn imports_at_the_same_time_are_all_stored(#[case] engine: Engine) {
    let office = TestDb::new(engine).await;
    let (one, other) = (office.service(), office.again().await.service());
    let stored = tokio::join!(
        one.store_offers(half(|place| place % 2 == 0)),
        other.store_offers(half(|place| place % 2 == 1)),
    );
    assert_eq!((stored.0.unwrap().created, stored.1.unwrap().created), (40, 40));
    assert_eq!(content(&office).await.offers.len(), 80);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn what_goes_out_comes_in_again_without_loss(
    #[case] engine: Engine,
    #[values(OfferFormat::Csv, OfferFormat::Xlsx, OfferFormat::Json)] format: OfferFormat,
) {
    let (here, there) = (TestDb::new(engine).await, TestDb::new(engine).await);
    here.service().store_offers(demo_offers()).await.unwrap();
    let written = here.service().export_all(format).await.unwrap();
    assert_eq!((written.offers, written.providers, written.omitted_providers), (80, 29, 0));

    let ending = format!("{format:?}").to_lowercase();
    let file = SourceFile { name: format!("offers.{ending}"), content: written.file };
    let fallback = Fallback::default();
    let report = there.service().import_offers(file.clone(), &fallback, Mode::Store).await.unwrap();
    let expected = ImportReport { rows: 80, created: 80, ..ImportReport::default() };
    assert_eq!(report, expected);
    assert_eq!(content(&there).await, content(&here).await);

    let again = here.service().import_offers(file, &fallback, Mode::Store).await.unwrap();
    assert_eq!((again.created, again.updated), (0, 80));
    assert_eq!(content(&there).await, content(&here).await);
}

#[tokio::test]
async fn a_table_goes_from_office_to_office_by_the_command_line() {
    let (here, there) = (Office::new(), Office::new());
    assert!(here.import("offers", &here.file("demo.json", DEMO), &[]).status.success());
    let file = here.file("angebote.xlsx", b"");
    let name = file.display().to_string();
    let output = here.run(&["export", "offers", "--format", "xlsx", &name]);
    assert!(said(&output).contains("Angebote: 80, Anbieter: 29."), "{}", said(&output));
    let output = there.import("offers", &file, &[]);
    assert!(said(&output).contains("80 neu, 0 geändert"), "{}", said(&output));
    assert_eq!(there.offers().await, here.offers().await);
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let output = Office::new().run(&["export", "offers", "--format", "csv", "/nothing/here.csv"]);
    assert!(!output.status.success());
    assert!(said(&output).contains("nicht schreiben"), "{}", said(&output));
}

#[test]
fn offers_that_are_probably_double_are_named_and_taken() {
    let office = Office::new();
    let head = "Stadt;Name;Kategorie;Anbieter;Kennung\n";
    let first = format!("{head}Marl;Frauencafé;Begegnung;Haus Beispiel e. V.;cafe-1\n");
    let output = office.import("offers", &office.file("a.csv", first.as_bytes()), &[]);
    assert!(!said(&output).contains("doppelt"), "{}", said(&output));

    let second = format!(
        "{head}Marl;Frauen-Café;Begegnung;Haus Beispiel;cafe-2\n\
         Marl;Frauencafe;Begegnung;Haus Beispiel;cafe-3\nMarl;Chor;Begegnung;Haus Beispiel;chor\n"
    );
    let output = office.import("offers", &office.file("b.csv", second.as_bytes()), &[]);
    let words = said(&output);
    assert!(output.status.success() && words.contains("3 neu, 0 geändert"), "{words}");
    let known = "Zeile 2 „Frauen-Café“ (cafe-2) – schon gespeichert: „Frauencafé“ (cafe-1)";
    assert!(words.contains("wahrscheinlich doppelt") && words.contains(known), "{words}");
    let rows = "Zeile 2 „Frauen-Café“ (cafe-2) – Zeile 3 „Frauencafe“ (cafe-3)";
    assert!(words.contains(rows) && !words.contains("Chor"), "{words}");
}
