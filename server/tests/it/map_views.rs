//! Both map views of an offer: where it takes place, and where its provider is.

use crate::harness::{Engine, Server};
use backend::accounts::Editor;
use backend::import::{Mode, OfferImportOptions};
use exchange::file::SourceFile;
use rstest::rstest;
use serde_json::json;

const VENUE: &str = "https://www.openstreetmap.org/directions?to=51.650000%2C7.100000";
const OFFICE: &str = "https://www.openstreetmap.org/directions?to=51.660000%2C7.200000";

/// A server with one offer, whose provider's coordinates are these cells.
async fn start(engine: Engine, office: &str) -> Server {
    let server = Server::start(engine).await;
    let csv = format!(
        "Kennung;Stadt;Name;Kategorie;Breitengrad;Längengrad;Anbieter;Anbieter: Kennung;\
         Anbieter: Breitengrad;Anbieter: Längengrad\n\
         chor;Marl;Chor;Begegnung;51,65;7,1;Haus;haus;{office}\n"
    );
    let file = SourceFile { name: "offers.csv".to_owned(), content: csv.into_bytes() };
    let options = OfferImportOptions::new(Mode::Store);
    server.service.import_offers(&Editor::at_command_line(), file, options).await.unwrap();
    server
}

async fn page(server: &Server, path: &str) -> String {
    let address = format!("{}/{path}", server.address);
    let page = reqwest::get(address).await.unwrap().text().await.unwrap();
    page.replace('\u{ad}', "").replace("&amp;", "&")
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn venue_and_provider_have_a_way_of_their_own(#[case] engine: Engine) {
    let server = start(engine, "51,66;7,2").await;
    let (_, offer) = server.get("/api/v1/offers/chor").await;
    let office = json!({ "latitude": 51_660_000, "longitude": 7_200_000 });
    assert_eq!(offer["provider"]["position"], office);
    let shown = page(&server, "de/offers/chor").await;
    for words in [VENUE, OFFICE, "Weg dorthin", "Weg zum Anbieter"] {
        assert!(shown.contains(words), "no {words:?} in {shown}");
    }
    let shown = page(&server, "de/providers/haus").await;
    for words in [OFFICE, "/de/map?provider=haus", "Angebote auf der Karte"] {
        assert!(shown.contains(words), "no {words:?} in {shown}");
    }
}

#[rstest]
#[case::unknown(";")]
#[case::the_same_place("51,65;7,1")]
#[tokio::test]
async fn one_place_has_one_way(#[case] office: &str) {
    let server = start(Engine::Sqlite, office).await;
    let shown = page(&server, "de/offers/chor").await;
    assert!(shown.contains(VENUE) && !shown.contains("Weg zum Anbieter"), "{shown}");
}

#[tokio::test]
async fn an_institution_without_coordinates_has_no_map_view() {
    let server = start(Engine::Sqlite, ";").await;
    let shown = page(&server, "de/providers/haus").await;
    assert!(!shown.contains("openstreetmap.org/directions"), "{shown}");
}
