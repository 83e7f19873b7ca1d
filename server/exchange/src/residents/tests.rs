//! Tables as towns publish them.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case("2 838", Some(2_838))]
#[case("2\u{a0}838", Some(2_838))]
#[case("2\u{202f}838", Some(2_838))]
#[case("1.159", Some(1_159))]
#[case("1,159", Some(1_159))]
#[case("12'345", Some(12_345))]
#[case("1.234.567", Some(1_234_567))]
#[case("84123", Some(84_123))]
#[case("7", Some(7))]
#[case("–", Some(0))]
#[case("-", Some(0))]
#[case("0", Some(0))]
#[case(".", None)]
#[case("/", None)]
#[case("x", None)]
#[case("", None)]
#[case("1.159¹", Some(1_159))]
#[case("1.159 1)", Some(1_159))]
#[case("1 159*", Some(1_159))]
#[case(" 4 211 ", Some(4_211))]
fn a_number_is_read_as_it_is_printed(#[case] cell: &str, #[case] count: Option<u64>) {
    assert_eq!(read_cell(cell).count(), count);
    assert_ne!(read_cell(cell), Cell::Other);
}

#[rstest]
#[case("12,5 %")]
#[case("12,5")]
#[case("1.15")]
#[case("1 1592")]
#[case("1.234 567")]
#[case("-5")]
#[case("ca. 300")]
#[case("99999999999999999999999")]
#[case("Marl")]
fn what_is_no_whole_number_is_not_made_one(#[case] cell: &str) {
    assert_eq!(read_cell(cell), Cell::Other);
}

fn counts(residents: &Residents) -> Vec<(&str, Vec<Option<u64>>)> {
    residents.places.iter().map(|place| (place.name.as_str(), place.counts.clone())).collect()
}

fn reasons(residents: &Residents) -> Vec<(usize, Reason)> {
    residents.remarks.iter().map(|remark| (remark.line, remark.reason)).collect()
}

#[test]
fn a_table_copied_from_a_page_has_tabs_a_title_and_totals() {
    let text = "Bevölkerung nach Altersgruppen am 31.12.2025\n\n\
        Stadtteil\tunter 6\t6 bis 17\t65 und älter\n\
        Brassert\t612\t1 204\t2 838\n\
        Hüls\t1.159\t2.001\t–\n\
        Insgesamt\t1.771\t3.205\t2.838\n\
        Quelle: Stadt Marl, Einwohnermeldeamt\n";
    let residents = read_residents(text).unwrap();
    assert_eq!(residents.groups, ["unter 6", "6 bis 17", "65 und älter"]);
    let expected = [
        ("Brassert", vec![Some(612), Some(1_204), Some(2_838)]),
        ("Hüls", vec![Some(1_159), Some(2_001), Some(0)]),
    ];
    assert_eq!(counts(&residents), expected);
    let reasons = reasons(&residents);
    assert_eq!(reasons, [(1, Reason::Text), (6, Reason::Total), (7, Reason::Text)]);
}

#[test]
fn semicolons_quotation_marks_and_empty_columns_are_read() {
    let text = "\"Gemeinde\";;\"Syrien\";\"Ukraine\"\n\"Herten\";;\"1.159\";.\nMarl;;2 838;977\n";
    let residents = read_residents(text).unwrap();
    assert_eq!(residents.groups, ["Syrien", "Ukraine"]);
    let expected = [("Herten", vec![Some(1_159), None]), ("Marl", vec![Some(2_838), Some(977)])];
    assert_eq!(counts(&residents), expected);
    assert!(residents.remarks.is_empty());
}

#[test]
fn columns_of_a_printed_list_stand_apart_by_spaces() {
    let text = "Ort             Duldung   Aufenthaltserlaubnis\n\
        Castrop-Rauxel      212          3 904\n\
        Oer-Erkenschwick     98          1 377\n";
    let residents = read_residents(text).unwrap();
    assert_eq!(residents.groups, ["Duldung", "Aufenthaltserlaubnis"]);
    assert_eq!(residents.places[1].name, "Oer-Erkenschwick");
    assert_eq!(residents.places[0].counts, [Some(212), Some(3_904)]);
}

#[test]
fn a_list_of_names_and_numbers_needs_no_heading() {
    let residents = read_residents("Marl: 84 312\nHaltern am See 38.117\nWaltrop 29461").unwrap();
    let expected = [
        ("Marl", vec![Some(84_312)]),
        ("Haltern am See", vec![Some(38_117)]),
        ("Waltrop", vec![Some(29_461)]),
    ];
    assert_eq!(counts(&residents), expected);
    assert_eq!(residents.groups, [""]);
}

#[test]
fn what_does_not_fit_is_said_with_its_line() {
    let text = "Ort\tFrauen\tMänner\nMarl\t10\t12\nMarl\t11\t12\nHerten\t5\nDorsten\tviele\t9\n\
        Summe\t99\t21\n";
    let residents = read_residents(text).unwrap();
    let expected =
        [(3, Reason::Repeated), (4, Reason::Cells), (5, Reason::NoNumber), (6, Reason::Total)];
    assert_eq!(reasons(&residents), expected, "a sum with an unknown part is not checked");
    assert_eq!(residents.places[1].counts, [None, Some(9)]);
    let text = "Ort\tFrauen\nMarl\t10\nHerten\t5\nSumme\t16\n";
    assert_eq!(reasons(&read_residents(text).unwrap()), [(4, Reason::Sum)]);
}

#[rstest]
#[case("", ResidentsError::Empty)]
#[case("Nur ein Satz ohne Tabelle.", ResidentsError::Empty)]
#[case("Marl\t1\t2\nHerten\t3\t4", ResidentsError::NoHeadings)]
fn a_text_without_a_table_is_refused(#[case] text: &str, #[case] error: ResidentsError) {
    assert_eq!(read_residents(text), Err(error));
}

#[test]
fn a_table_may_not_be_endless() {
    let lines: Vec<_> = (0..=MAX_PLACES).map(|number| format!("Ort {number}x\t1")).collect();
    let lines = lines.join("\n");
    assert_eq!(read_residents(&lines), Err(ResidentsError::TooLarge));
}

proptest! {
    #[test]
    fn no_text_panics(text in "[a-zäé0-9 .,;|\t\n–-]{0,200}") {
        let _ = read_residents(&text);
    }

    #[test]
    fn every_number_is_read_in_each_way_of_printing_it(number in 0_u64..100_000_000) {
        for mark in [" ", ".", "\u{a0}", "'", ""] {
            let digits = number.to_string();
            let grouped: String = digits.chars().enumerate().flat_map(|(place, digit)| {
                let is_third = place > 0 && (digits.len() - place) % 3 == 0;
                let mark = if is_third { mark } else { "" };
                mark.chars().chain([digit])
            }).collect();
            prop_assert_eq!(read_cell(&grouped), Cell::Number(number));
        }
    }
}
