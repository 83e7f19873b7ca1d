//! Groups that an offer is made for: imported, filtered by, searched for and shown.

use crate::harness::{Engine, Server};
use backend::accounts::Editor;
use backend::import::{Mode, OfferImportOptions};
use exchange::file::SourceFile;
use rstest::rstest;
use serde_json::{Value, json};

const CSV: &str = "Kennung;Stadt;Name;Kategorie;Anbieter;Personengruppe\n\
    recht;Marl;Asylrecht kompakt;Bildung;Haus;Fachkräfte und Ehrenamtliche\n\
    lotsen;Marl;Lotsen;Bildung;Haus;Multiplikator*innen\n\
    runde;Herten;Gesprächsrunde;Familie;Haus;für Eltern\n\
    chor;Herten;Chor;Begegnung;Haus;\n";

async fn import(server: &Server, csv: &str) {
    let file = SourceFile { name: "offers.csv".to_owned(), content: csv.to_owned().into_bytes() };
    let options = OfferImportOptions::new(Mode::Store);
    server.service.import_offers(&Editor::at_command_line(), file, options).await.unwrap();
}

async fn groups(server: &Server, id: &str) -> Value {
    let (_, offer) = server.get(&format!("/api/v1/offers/{id}")).await;
    offer["audience"]["groups"].clone()
}

/// The ids of the offers found, sorted.
async fn found(server: &Server, question: &str) -> Vec<String> {
    let (_, answer) = server.get(&format!("/api/v1/offers?{question}")).await;
    let offers = answer["offers"].as_array().unwrap().iter();
    let mut ids: Vec<String> =
        offers.map(|offer| offer["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn offers_are_found_by_the_groups_they_are_made_for(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    import(&server, CSV).await;
    assert_eq!(groups(&server, "recht").await, json!(["professionals", "volunteers"]));
    assert_eq!(groups(&server, "chor").await, json!([]));

    assert_eq!(found(&server, "group=volunteers").await, ["recht"]);
    assert_eq!(found(&server, "group=parents&group=multipliers").await, ["lotsen", "runde"]);
    assert_eq!(found(&server, "group=professionals&city=herten").await, [""; 0]);
    let (_, answer) = server.get("/api/v1/offers?lang=en&city=marl").await;
    let facets = answer["facets"].as_array().unwrap();
    let facet = facets.iter().find(|facet| facet["name"] == "group").unwrap();
    let choices = facet["choices"].as_array().unwrap().iter();
    let counts: Vec<(&str, u64)> = choices
        .map(|one| (one["id"].as_str().unwrap(), one["count"].as_u64().unwrap()))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(counts, [("professionals", 1), ("volunteers", 1), ("multipliers", 1)]);
}

#[rstest]
#[case("fachkräfte", "recht")]
#[case("Ehrenamtlern", "recht")]
#[case("Multiplikatorinnen", "lotsen")]
#[case("professionals", "recht")]
#[case("gönüllüler", "recht")]
#[case("للوالدين", "runde")]
#[case("волонтерам", "recht")]
#[case("батьки", "runde")]
#[tokio::test]
async fn words_of_many_languages_find_a_group(#[case] typed: &str, #[case] id: &str) {
    let server = Server::start(Engine::Sqlite).await;
    import(&server, CSV).await;
    assert_eq!(found(&server, &format!("q={typed}")).await, [id]);
}

#[rstest]
#[case("de", "Fachkräfte, Ehrenamtliche")]
#[case("de-simple", "Menschen, die freiwillig helfen (Ehrenamtliche)")]
#[case("en", "professionals, volunteers")]
#[case("tr", "gönüllüler")]
#[case("ar", "المتطوعون")]
#[case("uk", "фахівці, волонтери")]
#[tokio::test]
async fn the_page_of_an_offer_names_its_groups(#[case] language: &str, #[case] words: &str) {
    let server = Server::start(Engine::Sqlite).await;
    import(&server, CSV).await;
    let address = format!("{}/{language}/offers/recht", server.address);
    let page = reqwest::get(address).await.unwrap().text().await.unwrap().replace('\u{ad}', "");
    assert!(page.contains(words), "no {words:?} in {page}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn one_column_for_whom_can_name_background_and_groups(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    import(&server, CSV).await;
    // A column of groups is not there, so what a cell does not say stays.
    let csv = "Kennung;Stadt;Name;Kategorie;Anbieter;Migrationshintergrund\n\
        runde;Herten;Gesprächsrunde;Familie;Haus;Eltern, Ehrenamtliche, Neuzugewanderte\n\
        lotsen;Marl;Lotsen;Bildung;Haus;Migrant*innen\n";
    import(&server, csv).await;
    let (_, offer) = server.get("/api/v1/offers/runde").await;
    let audience = &offer["audience"];
    assert_eq!(audience["groups"], json!(["parents", "volunteers"]));
    assert_eq!(audience["background"], "newcomers");
    let (_, offer) = server.get("/api/v1/offers/lotsen").await;
    let audience = &offer["audience"];
    assert_eq!(audience["groups"], json!(["multipliers"]));
    assert_eq!(audience["background"], "migration");
}
