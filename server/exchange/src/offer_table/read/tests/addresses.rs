//! Addresses in columns for their parts.

use super::read;
use crate::records::OfferFile;
use rstest::rstest;
use shared::contact::Address;
use shared::text::Text;

fn read_one(csv: &str, existing: &OfferFile) -> OfferFile {
    read(csv, existing).unwrap()
}

fn venue(file: &OfferFile) -> String {
    file.offers[0].venue.as_ref().map(|venue| words(&venue.address)).unwrap_or_default()
}

fn words(address: &Address) -> String {
    let parts = [
        address.street.as_ref().map(Text::as_str),
        address.postal_code.as_ref().map(Text::as_str),
        address.place.as_ref().map(Text::as_str),
    ];
    parts.map(Option::unwrap_or_default).join("|")
}

#[rstest]
#[case::four("Straße;Hausnummer;PLZ;Ort", "Hof;3a;45770;Sinsen", "Hof 3a|45770|Sinsen")]
#[case::number_with_street(
    "Straße, Hausnr.;Postleitzahl;Ort",
    "Hof 3;45770;Marl",
    "Hof 3|45770|Marl"
)]
#[case::some("Straße;Hausnr.", "Hof;3", "Hof 3||")]
#[case::both("Adresse des Veranstaltungsorts;PLZ", "Weg 1, 45772 Marl;45770", "Weg 1|45772|Marl")]
#[case::whole_is_empty("Adresse des Veranstaltungsorts;Straße", ";Hof 3", "Hof 3||")]
fn parts_make_an_address(#[case] headings: &str, #[case] cells: &str, #[case] address: &str) {
    let csv =
        format!("Stadt;Name;Kategorie;Anbieter;{headings}\nMarl;Chor;Begegnung;Haus;{cells}\n");
    assert_eq!(venue(&read_one(&csv, &OfferFile::default())), address);
}

#[test]
fn of_a_provider_they_are_told_apart_and_an_absent_column_keeps_what_is_there() {
    let csv = "Stadt;Name;Kategorie;Anbieter;Straße;Anbieter: Straße;PLZ des Anbieters;Anbieter: Ort\n\
        Marl;Chor;Begegnung;Haus;Hof 3;Ring 7;45768;Marl\n";
    let first = read_one(csv, &OfferFile::default());
    assert_eq!(venue(&first), "Hof 3||");
    assert_eq!(words(&first.providers[0].address), "Ring 7|45768|Marl");

    let moved = "Stadt;Name;Kategorie;Anbieter;PLZ;Anbieter: Straße\n\
        Marl;Chor;Begegnung;Haus;45770;Allee 1\n";
    let second = read_one(moved, &first);
    assert_eq!(venue(&second), "Hof 3|45770|");
    assert_eq!(words(&second.providers[0].address), "Allee 1|45768|Marl");
}

#[test]
fn without_a_column_of_towns_a_place_is_still_the_town() {
    let csv = "Ort;Name;Kategorie;Anbieter\nMarl;Chor;Begegnung;Haus\n";
    assert!(read(csv, &OfferFile::default()).is_err(), "it is proposed, and has to be confirmed");
}
