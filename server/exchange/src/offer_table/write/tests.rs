//! Tests of the files as spreadsheet programs see them.

use super::*;
use crate::file::{Kind, table as read_table};
use crate::records::OfferFile;
use calamine::{Data, Reader, Xlsx};
use rstest::rstest;
use serde_json::json;
use std::io::Cursor;

const ODD: [&str; 5] = ["=1+1", "+49 30 23125-100", "-x", "@SUM(A1)", "a;b,\"c\"\n_x0041_"];

/// An offer whose name could be taken for a formula.
fn file(name: &str) -> OfferFile {
    serde_json::from_value(json!({
        "providers": [{ "id": "haus", "name": "Haus Beispiel" }],
        "offers": [{
            "id": "chor",
            "name": { "de": name, "en": { "text": "Choir", "state": "machine" } },
            "provider": "haus", "city": "marl", "categories": ["sport"],
        }],
    }))
    .unwrap()
}

#[rstest]
#[case::csv(Kind::Csv)]
#[case::xlsx(Kind::Xlsx)]
fn texts_that_look_like_formulas_stay_as_they_are(#[case] kind: Kind) {
    for name in ODD {
        let OfferFile { providers, offers } = file(name);
        let lists = Taxonomy::default();
        let bytes = match kind {
            Kind::Xlsx => xlsx(&offers, &providers, &lists).unwrap(),
            _ => csv(&offers, &providers, &lists).unwrap(),
        };
        let table = read_table(kind, &bytes).unwrap();
        assert_eq!(table.headings[..2], ["Stadt", "Name"]);
        assert_eq!(table.rows[0].cells[..2], ["[marl]", name]);
    }
}

#[test]
fn every_cell_of_a_workbook_is_text() {
    for name in ODD {
        let OfferFile { providers, offers } = file(name);
        let bytes = xlsx(&offers, &providers, &Taxonomy::default()).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
        assert_eq!(book.worksheet_formula("Angebote").unwrap().used_cells().count(), 0);
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let is_text = |cell: &Data| matches!(cell, Data::String(_) | Data::Empty);
        assert!(sheet.cells().all(|(_, _, cell)| is_text(cell)));
    }
}

#[test]
fn text_tables_are_what_german_spreadsheets_expect() {
    let OfferFile { providers, offers } = file("=1+1");
    let bytes = csv(&offers, &providers, &Taxonomy::default()).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}\"Stadt\";\"Name\";\"Kategorie\";"), "{text}");
    assert!(text.contains("\r\n\"[marl]\";\"'=1+1\";"), "{text}");
    assert!(text.contains("\"Name (en)\""), "{text}");
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let OfferFile { providers, offers } = file("Chor");
    let once = xlsx(&offers, &providers, &Taxonomy::default()).unwrap();
    assert_eq!(xlsx(&offers, &providers, &Taxonomy::default()).unwrap(), once);
}

#[test]
fn a_cell_that_a_workbook_cannot_hold_is_an_error() {
    let mut file = file("Chor");
    let day = jiff::civil::date(2026, 11, 20);
    file.offers[0].schedule.exceptions = vec![day; 3_000];
    let error = xlsx(&file.offers, &file.providers, &Taxonomy::default()).unwrap_err();
    assert!(error.reason.contains("32,767"), "{error}");
    assert!(csv(&file.offers, &file.providers, &Taxonomy::default()).is_ok());
}
