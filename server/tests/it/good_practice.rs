//! Good-practice examples: their parts are imported, stored, shown and read back.

use crate::harness::{Engine, Server, TestDb};
use backend::accounts::Editor;
use backend::db::{Db, Pool};
use backend::import::{Mode, OfferImportOptions};
use exchange::file::SourceFile;
use rstest::rstest;
use serde_json::{Value, json};

const HEADINGS: &str = "Kennung;Stadt;Name;Kategorie;Anbieter;Gutes Beispiel;\
    Gutes Beispiel: für wen;Gutes Beispiel: für wen (uk);Gutes Beispiel: seit;\
    Gutes Beispiel: Partner;Gutes Beispiel: zum Übernehmen";
const MARKED: &str = "chor;Marl;Chor;Begegnung;Haus;Alle singen mit.;Menschen ohne Noten;\
    Люди без нот;seit 2015;Musikschule, Stadt;Liedblätter in zwölf Sprachen";

async fn import(server: &Server, row: &str) {
    let csv = format!("{HEADINGS}\n{row}\n");
    let file = SourceFile { name: "offers.csv".to_owned(), content: csv.into_bytes() };
    let options = OfferImportOptions::new(Mode::Store);
    server.service.import_offers(&Editor::at_command_line(), file, options).await.unwrap();
}

async fn parts(server: &Server, language: &str) -> Value {
    let (_, offer) = server.get(&format!("/api/v1/offers/chor?lang={language}")).await;
    offer["good_practice_parts"].clone()
}

async fn page(server: &Server, language: &str) -> String {
    let address = format!("{}/{language}/offers/chor", server.address);
    reqwest::get(address).await.unwrap().text().await.unwrap().replace('\u{ad}', "")
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_example_says_for_whom_since_when_with_whom_and_what_can_be_taken_over(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    import(&server, MARKED).await;
    let german = parts(&server, "de").await;
    assert_eq!(german["since"], 2015);
    assert_eq!(german["partners"], "Musikschule, Stadt");
    assert_eq!(german["for_whom"]["text"], "Menschen ohne Noten");
    assert_eq!(german["takeaway"]["text"], "Liedblätter in zwölf Sprachen");
    let ukrainian = parts(&server, "uk").await;
    assert_eq!(ukrainian["for_whom"]["text"], "Люди без нот");
    assert_eq!(ukrainian["takeaway"]["is_fallback"], true);

    let shown = page(&server, "de").await;
    for words in ["Menschen ohne Noten", "2015", "Musikschule, Stadt", "Was andere übernehmen"] {
        assert!(shown.contains(words), "no {words:?} in {shown}");
    }
    let shown = page(&server, "uk").await;
    for words in ["Люди без нот", "З якого року", "Що можуть перейняти інші"]
    {
        assert!(shown.contains(words), "no {words:?} in {shown}");
    }
}

#[tokio::test]
async fn without_the_mark_its_parts_are_kept_and_not_shown() {
    let server = Server::start(Engine::Sqlite).await;
    import(&server, MARKED).await;
    let unmarked = MARKED.replace("Alle singen mit.", "");
    import(&server, &unmarked).await;
    assert_eq!(parts(&server, "de").await, json!({}));
    assert!(!page(&server, "de").await.contains("Menschen ohne Noten"));
    import(&server, MARKED).await;
    assert_eq!(parts(&server, "de").await["since"], 2015);
}

/// Takes a database back to before the migration, as one that was set up when a later number was
/// there already.
async fn forget_migration(db: &Db) {
    let sql = [
        "alter table offer drop column practice_since",
        "alter table offer drop column practice_partners",
        "delete from _sqlx_migrations where version = 17",
    ];
    for sql in sql {
        match db.pool() {
            Pool::Sqlite(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
            Pool::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
        }
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_migration_is_applied_after_one_with_a_later_number(#[case] engine: Engine) {
    let old = TestDb::new(engine).await;
    forget_migration(&old.db).await;
    let migrated = old.reopen().await;
    let mut tx = migrated.db.read().await.unwrap();
    assert_eq!(backend::db::offers::load_offers(&mut tx).await.unwrap(), []);
}
