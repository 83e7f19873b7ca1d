//! Imports that are undone, doubts that stay with their offers, on both engines.

use crate::harness::{Engine, TestDb, demo_offers};
use backend::Service;
use backend::accounts::Editor;
use backend::import::{LaterChanges, Mode, OfferImportOptions, OfferImportReport, UndoError};
use exchange::file::SourceFile;
use exchange::offers::OfferFormat;
use rstest::rstest;
use shared::id::ImportId;

/// A district of an offer that is there, a new offer with a new provider, a doubtful cell.
fn changed_table(offer: &shared::offer::Offer) -> String {
    let name = offer.name.versions().next().unwrap().1.text.as_str();
    format!(
        "Kennung;Stadt;Name;Kategorie;Anbieter;Anbieter: Kennung;Stadtteil;E-Mail\n\
         {};Marl;\"{name}\";Begegnung;Haus Beispiel;haus-neu;Musterviertel;nix\n\
         neu-1;Marl;Chor Beispiel;Begegnung;Haus Beispiel;haus-neu;Musterviertel;chor@haus.example\n",
        offer.id,
    )
}

async fn import(service: &Service, table: &str) -> OfferImportReport {
    let file = SourceFile { name: "county.csv".to_owned(), content: table.as_bytes().to_vec() };
    service
        .import_offers(&Editor::at_command_line(), file, OfferImportOptions::new(Mode::Store))
        .await
        .unwrap()
}

async fn exports(service: &Service) -> [Vec<u8>; 2] {
    let json = service.export_all(OfferFormat::Json).await.unwrap().file;
    [json, service.export_all(OfferFormat::Csv).await.unwrap().file]
}

async fn doubtful_ids(service: &Service) -> Vec<String> {
    let offers = service.list_doubtful_offers(&Editor::at_command_line()).await.unwrap();
    offers.into_iter().map(|doubtful| doubtful.offer.id.as_str().to_owned()).collect()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_import_over_existing_offers_is_undone_without_a_trace(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (service, file) = (db.service(), demo_offers());
    service.store_offers(file.clone()).await.unwrap();
    let before = exports(&service).await;

    let imported = import(&service, &changed_table(&file.offers[0])).await;
    assert_eq!((imported.report.created, imported.report.updated), (1, 1));
    assert_eq!(doubtful_ids(&service).await, [file.offers[0].id.as_str()]);
    assert_ne!(exports(&service).await, before);

    let id = imported.import.unwrap();
    let undone =
        service.undo_import(&Editor::at_command_line(), &id, LaterChanges::Refuse).await.unwrap();
    assert_eq!((undone.restored, undone.removed, undone.kept), (1, 2, Vec::new()));
    assert!(exports(&service).await == before, "the export differs");
    assert!(doubtful_ids(&service).await.is_empty());

    let again = service.undo_import(&Editor::at_command_line(), &id, LaterChanges::Discard).await;
    assert!(matches!(again, Err(UndoError::Undone)), "{again:?}");
    let unknown = ImportId::parse("nothing").unwrap();
    let unknown =
        service.undo_import(&Editor::at_command_line(), &unknown, LaterChanges::Refuse).await;
    assert!(matches!(unknown, Err(UndoError::Unknown)), "{unknown:?}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn records_that_were_changed_since_are_only_undone_on_purpose(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let service = db.service();
    let table = "Kennung;Stadt;Name;Kategorie;Anbieter;Anbieter: Kennung;Stadtteil\n\
                 chor-1;Marl;Chor;Begegnung;Haus Beispiel;haus-1;Nord\n";
    import(&service, table).await;
    let before = exports(&service).await;
    let first = import(&service, &table.replace("Nord", "Süd")).await.import.unwrap();
    let second = import(&service, &table.replace("Nord", "West")).await.import.unwrap();
    let changed = exports(&service).await;

    let refused =
        service.undo_import(&Editor::at_command_line(), &first, LaterChanges::Refuse).await;
    assert!(
        matches!(&refused, Err(UndoError::Changed(ids)) if ids[..] == ["chor-1"]),
        "{refused:?}"
    );
    assert!(exports(&service).await == changed, "a refused undo changed something");

    service.undo_import(&Editor::at_command_line(), &first, LaterChanges::Discard).await.unwrap();
    assert!(exports(&service).await == before, "the export differs");
    let states: Vec<_> = service.list_imports(&Editor::at_command_line()).await.unwrap();
    let is_undone =
        |id: &ImportId| states.iter().find(|import| import.id == *id).unwrap().undone_at.is_some();
    assert_eq!([is_undone(&first), is_undone(&second)], [true, false]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_provider_that_other_offers_name_stays(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let service = db.service();
    let table = "Kennung;Stadt;Name;Kategorie;Anbieter;Anbieter: Kennung\n\
                 chor-1;Marl;Chor;Begegnung;Haus Beispiel;haus-1\n";
    let first = import(&service, table).await.import.unwrap();
    let other = table.replace("chor-1", "treff-1").replace("Chor", "Offener Treff");
    import(&service, &other).await;
    let undone = service
        .undo_import(&Editor::at_command_line(), &first, LaterChanges::Refuse)
        .await
        .unwrap();
    assert_eq!((undone.removed, undone.kept), (1, vec!["Haus Beispiel".to_owned()]));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn undoing_brings_back_the_doubts_of_an_earlier_import(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let service = db.service();
    let table = "Kennung;Stadt;Name;Kategorie;Anbieter;E-Mail\n\
                 chor-1;Marl;Chor;Begegnung;Haus Beispiel;nix\n";
    import(&service, table).await;
    let doubts = service.list_doubtful_offers(&Editor::at_command_line()).await.unwrap();
    assert_eq!(doubts[0].doubts[0].doubt.words, "nix");
    let id = import(&service, &table.replace("nix", "a@haus.example")).await.import.unwrap();
    assert!(doubtful_ids(&service).await.is_empty(), "the corrected cell is still doubtful");
    service.undo_import(&Editor::at_command_line(), &id, LaterChanges::Refuse).await.unwrap();
    assert_eq!(service.list_doubtful_offers(&Editor::at_command_line()).await.unwrap(), doubts);
}
