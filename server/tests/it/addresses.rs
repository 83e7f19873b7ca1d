//! Tables of addresses: offers without coordinates get their position, now and when they are saved.

use crate::harness::{Engine, TestDb, demo_offers};
use backend::Service;
use backend::accounts::Editor;
use backend::db::addresses::{find_addresses, has_addresses, save_addresses};
use backend::import::{AddressReport, Mode, OfferImportOptions};
use exchange::addresses::{AddressBook, AddressKey};
use exchange::file::SourceFile;
use exchange::records::OfferFile;
use rstest::rstest;
use shared::offer::{Offer, Position};

const TABLE: &str = "Straße;Hausnummer;PLZ;Ort;Breitengrad;Längengrad\n\
                     BEISPIELRING;17;44575;Castrop-Rauxel, Stadt;51,55;7,31\n\
                     Musterstr.;5;45768;Marl, Stadt;51,65;7,1\n";
const PLACE: Position = Position { latitude: 51_550_000, longitude: 7_310_000 };

fn file(name: &str, content: &str) -> SourceFile {
    SourceFile { name: name.to_owned(), content: content.as_bytes().to_vec() }
}

/// Example offers, the first without coordinates, the second at an address that nobody knows.
fn unplaced() -> OfferFile {
    let mut file = demo_offers();
    for offer in file.offers.iter_mut().take(2) {
        offer.venue.as_mut().unwrap().position = None;
    }
    file
}

async fn import(service: &Service, mode: Mode) -> AddressReport {
    service.import_addresses(file("addresses.csv", TABLE), mode).await.unwrap()
}

async fn stored(service: &Service, id: &shared::id::OfferId) -> Offer {
    let mut tx = service.db().read().await.unwrap();
    backend::db::offers::find_offer(&mut tx, id).await.unwrap().unwrap()
}

fn position(offer: &Offer) -> Option<Position> {
    offer.venue.as_ref().and_then(|venue| venue.position)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn offers_with_an_address_and_no_coordinates_are_placed(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (service, file) = (db.service(), unplaced());
    service.store_offers(file.clone()).await.unwrap();
    let (first, second) = (&file.offers[0], &file.offers[1]);
    let located = |offer: &&Offer| position(offer).is_some();

    let report = import(&service, Mode::Store).await;
    assert_eq!((report.rows, report.addresses, report.left_out, report.set), (2, 2, 0, 1));
    assert_eq!(report.already, file.offers.iter().filter(located).count());
    let unknown: Vec<_> = report.unknown.iter().map(|offer| offer.id.clone()).collect();
    assert!(unknown.contains(&second.id) && !unknown.contains(&first.id), "{unknown:?}");
    let placed = stored(&service, &first.id).await;
    assert_eq!(position(&placed), Some(PLACE));
    // Nothing else about it has changed, and those with coordinates keep theirs.
    let mut expected = first.clone();
    expected.venue.as_mut().unwrap().position = Some(PLACE);
    assert_eq!(placed, expected);
    assert_eq!(stored(&service, &file.offers[2].id).await, file.offers[2]);

    let again = import(&service, Mode::Store).await;
    assert_eq!((again.set, again.already), (0, report.already + 1));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_dry_run_says_the_same_and_stores_nothing(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (service, file) = (db.service(), unplaced());
    service.store_offers(file.clone()).await.unwrap();
    let said = import(&service, Mode::DryRun).await;
    assert!(!has_addresses(&mut db.db.read().await.unwrap()).await.unwrap());
    assert_eq!(stored(&service, &file.offers[0].id).await, file.offers[0]);
    assert_eq!(import(&service, Mode::Store).await, said);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn later_imports_of_offers_are_placed_and_a_dry_run_says_so(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let service = db.service();
    import(&service, Mode::Store).await;
    let csv = "Kennung;Stadt;Name;Kategorie;Anbieter;Adresse des Veranstaltungsorts;Breitengrad;\
               Längengrad\n\
               chor;Marl;Chor;Begegnung;Haus;\"Musterstraße 5, 45768 Marl\";;\n\
               tanz;Marl;Tanz;Begegnung;Haus;\"Unbekannte Straße 5, 45768 Marl\";;\n\
               ball;Marl;Ball;Begegnung;Haus;\"Musterstraße 5, 45768 Marl\";51,7;7,2\n";
    let options = |mode| OfferImportOptions::new(mode);
    let editor = Editor::at_command_line();
    let imported = service.import_offers(&editor, file("o.csv", csv), options(Mode::Store)).await;
    assert_eq!(imported.unwrap().report.created, 3);
    let mut places = Vec::new();
    for id in ["chor", "tanz", "ball"] {
        let offer = stored(&service, &shared::id::OfferId::parse(id).unwrap()).await;
        places.push(position(&offer).map(|position| position.latitude));
    }
    assert_eq!(places, [Some(51_650_000), None, Some(51_700_000)]);
    // The same file again would take no position away.
    let again = service.import_offers(&editor, file("o.csv", csv), options(Mode::DryRun)).await;
    let differences = again.unwrap().differences;
    let is_same = |one: &exchange::difference::OfferDifference| {
        one.difference == exchange::difference::Difference::Same
    };
    assert!(differences.iter().all(is_same), "{differences:?}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn addresses_are_replaced_by_newer_ones_and_found_by_their_street(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let book = |latitude: i32| -> AddressBook {
        let key = |number: u32| AddressKey {
            street: format!("weg{number}"),
            postal_code: String::new(),
            town: "marl".to_owned(),
        };
        let place = Position { latitude, longitude: -7 };
        (0..100).map(|number| (key(number), place)).collect()
    };
    let mut tx = db.db.write().await.unwrap();
    assert!(!has_addresses(&mut tx).await.unwrap());
    save_addresses(&mut tx, &book(1)).await.unwrap();
    save_addresses(&mut tx, &book(2)).await.unwrap();
    assert!(has_addresses(&mut tx).await.unwrap());
    let streets: Vec<String> = (50..150).map(|number| format!("weg{number}")).collect();
    let streets: Vec<&str> = streets.iter().map(String::as_str).collect();
    let found = find_addresses(&mut tx, &streets).await.unwrap();
    assert_eq!(found.len(), 50);
    assert!(found.values().all(|position| position.latitude == 2));
    assert!(find_addresses(&mut tx, &[]).await.unwrap().is_empty());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn institutions_with_an_address_and_no_coordinates_are_placed(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (service, mut file) = (db.service(), unplaced());
    let street = shared::text::Text::parse("Musterstraße 5").unwrap();
    let marl = shared::id::CityId::parse("marl").unwrap();
    for provider in &mut file.providers {
        provider.position = None;
        provider.address = shared::contact::Address::default();
    }
    let provider = &mut file.providers[0];
    provider.city = Some(marl);
    provider.address.street = Some(street);
    let id = provider.id.clone();
    service.store_offers(file).await.unwrap();
    import(&service, Mode::Store).await;
    let mut tx = db.db.read().await.unwrap();
    let providers = backend::db::providers::load_providers(&mut tx).await.unwrap();
    let placed: Vec<_> = providers.iter().filter(|one| one.position.is_some()).collect();
    let place = Position { latitude: 51_650_000, longitude: 7_100_000 };
    assert_eq!((placed.len(), &placed[0].id, placed[0].position), (1, &id, Some(place)));
}
