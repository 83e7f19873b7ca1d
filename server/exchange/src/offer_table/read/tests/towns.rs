//! Cells that name several towns, or the whole county.

use super::{csv_table, read_with_doubts};
use crate::offers::Reading;
use crate::records::OfferFile;
use rstest::rstest;
use shared::doubt::{Assumption, DoubtReason};

const HEADINGS: &str = "Stadt;Name;Kategorie;Anbieter;Adresse des Veranstaltungsorts;Zeiten";

fn reading(rows: &str, existing: &OfferFile) -> Reading {
    let table = csv_table(format!("{HEADINGS}\n{rows}\n").as_bytes()).unwrap();
    read_with_doubts(&table, existing).unwrap()
}

fn towns(reading: &Reading) -> Vec<&str> {
    reading.content.offers.iter().map(|offer| offer.city.as_str()).collect()
}

#[test]
fn several_towns_are_one_offer_each_and_each_is_doubtful() {
    let reading = reading("Herten, Marl-Hüls;Chor;Kultur;Haus;;Mo 18 Uhr", &OfferFile::default());
    assert_eq!(towns(&reading), ["herten", "marl"]);
    let offers = &reading.content.offers;
    assert_ne!(offers[0].id, offers[1].id);
    assert_eq!(offers[0].schedule, offers[1].schedule);
    assert_eq!(offers[1].district.as_ref().unwrap().as_str(), "Hüls");
    assert_eq!(reading.records, 1);
    assert!(reading.duplicates.is_empty());
    let doubts: Vec<_> = reading.doubts.iter().map(|one| (&one.offer, &*one.column)).collect();
    assert_eq!(doubts, [(&offers[0].id, "Stadt"), (&offers[1].id, "Stadt")]);
    for found in &reading.doubts {
        assert_eq!(found.doubt.words, "Herten, Marl-Hüls");
        assert_eq!(found.doubt.reason, DoubtReason::Assumed(Assumption::Town));
    }
}

#[test]
fn the_same_file_again_finds_the_offers_of_all_towns() {
    let rows = "Herten und Marl;Chor;Kultur;Haus;;Mo 18 Uhr";
    let first = reading(rows, &OfferFile::default()).content;
    let second = reading(rows, &first).content;
    assert_eq!(second.offers, first.offers);
}

#[test]
fn a_row_with_an_identifier_is_one_offer_and_the_other_towns_are_kept_as_a_doubt() {
    let csv = "Kennung;Stadt;Name;Kategorie;Anbieter\nchor;Herten/Marl;Chor;Kultur;Haus\n";
    let table = csv_table(csv.as_bytes()).unwrap();
    let reading = read_with_doubts(&table, &OfferFile::default()).unwrap();
    assert_eq!(towns(&reading), ["herten"]);
    assert_eq!(reading.doubts[0].doubt.words, "Marl");
}

#[test]
fn a_row_that_cannot_be_taken_comes_back_once_with_all_its_towns() {
    let reading = reading("Herten, Marl;Chor;;Haus;;", &OfferFile::default());
    assert!(reading.content.offers.is_empty());
    let [row] = &reading.rejected.rows[..] else { panic!("expected one row") };
    assert_eq!(row.row.cells[0], "Herten, Marl");
}

#[rstest]
#[case("kreisweit;Chor;Kultur;Haus;Ringstr. 5, 45701 Herten;", &["herten"])]
#[case("Kreisweit / alle Städte;Chor;Kultur;Haus;Ringstr. 5, 45768 Marl;", &["marl"])]
#[case("kreisweit;Chor;Kultur;Haus;Ringstr. 5, 44787 Bochum;", &[])]
#[case("kreisweit;Chor;Kultur;Haus;;", &[])]
fn an_offer_for_the_whole_county_is_in_the_town_of_its_address(
    #[case] row: &str,
    #[case] expected: &[&str],
) {
    let reading = reading(row, &OfferFile::default());
    assert_eq!(towns(&reading), expected);
    assert_eq!(reading.rejected.rows.len(), usize::from(expected.is_empty()));
    for found in &reading.doubts {
        assert!(row.starts_with(&found.doubt.words));
        assert_eq!(found.doubt.reason, DoubtReason::Assumed(Assumption::Town));
    }
    assert_eq!(reading.doubts.len(), expected.len());
}
