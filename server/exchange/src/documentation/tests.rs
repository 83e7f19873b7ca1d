//! Tests of the files as readers and spreadsheet programs see them.

use super::*;
use crate::file::{Kind, table as read_table};
use calamine::{Data, Range, Reader, Xlsx};
use demo::documentation::{CHALLENGES, SHEET_TEXTS};
use jiff::civil::{date, time};
use rstest::rstest;
use shared::api::{ExclusionDocument, JoinTime};
use shared::language::UiLanguage;
use shared::text::{Text, TextState};
use shared::time::Millis;
use std::io::{Cursor, Read};
use zip::ZipArchive;

fn written(format: Format, language: UiLanguage) -> Vec<u8> {
    write(&document(language), format, I18n::for_server(language), date(2026, 11, 28)).unwrap()
}

fn document(language: UiLanguage) -> Documentation {
    demo::documentation::document(language).unwrap()
}

fn book(language: UiLanguage) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(written(Format::Xlsx, language))).unwrap()
}

/// The cells of a sheet, line by line.
fn cells(sheet: &Range<Data>) -> Vec<Vec<String>> {
    sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn column(lines: &[Vec<String>], heading: &str) -> Vec<String> {
    let place = lines[0].iter().position(|one| one == heading).unwrap();
    lines[1..].iter().map(|line| line[place].clone()).collect()
}

#[test]
fn the_table_has_a_line_for_each_challenge_and_part_in_each_round() {
    let bytes = written(Format::Csv, UiLanguage::De);
    assert!(bytes.starts_with("\u{feff}\"Runde\";\"Handlungsfeld\";".as_bytes()));
    let table = read_table(Kind::Csv, &bytes).unwrap();
    let headings = [
        "Runde",
        "Handlungsfeld",
        "Bereich",
        "Platz",
        "Herausforderung",
        "Teil von",
        "Stimmen",
        "davon auf Papier",
        "kommt weiter",
        "Ziel",
        "Zielgruppe",
        "Angebote und Maßnahmen",
        "Frühere Konferenz",
        "Summe",
    ];
    assert_eq!(table.headings, headings);
    let rows: Vec<_> = table.rows.iter().map(|row| row.cells.clone()).collect();
    let at = |place: usize| rows.iter().map(|row| row[place].as_str()).collect::<Vec<_>>();
    assert_eq!(at(0), ["1", "1", "1", "1", "1", "1", "2", "2", "2", "2"]);
    assert_eq!(at(3), ["1", "", "", "2", "1", "1", "1", "", "", "2"]);
    assert_eq!(at(6), ["7", "4", "0", "2", "4", "4", "7", "4", "0", "2"]);
    assert_eq!(at(7), ["3", "3", "0", "0", "0", "0", "3", "3", "0", "0"]);
    assert_eq!(at(8)[..5], ["ja", "", "", "", "ja"]);
    assert_eq!(at(12)[..4], ["12", "", "", ""]);
    assert_eq!(at(13), ["14", "8", "0", "4", "", "", "14", "8", "0", "4"]);
    assert_eq!(rows[1][5], "=1+1 Wohnungen fehlen");
    let measures = "(1) Runder Tisch\nErste Schritte: 1. Einladen\n2. Reden\nStakeholder: \
                    Wohnungsbau\nErgänzungen: Dringend\n(2) -Tauschbörse";
    assert_eq!(rows[0][11], measures);
}

#[test]
fn no_text_of_the_table_is_a_formula() {
    let bytes = written(Format::Csv, UiLanguage::De);
    let text = String::from_utf8(bytes).unwrap();
    for sign in ["=", "+", "-", "@"] {
        assert!(!text.contains(&format!("\"{sign}")), "{sign}: {text}");
    }
    for challenge in CHALLENGES {
        assert!(text.contains(challenge), "{challenge}");
    }
}

#[test]
fn a_workbook_has_an_overview_a_sheet_for_each_field_and_a_comparison() {
    let names = book(UiLanguage::De).sheet_names();
    let expected = [
        "Dokumentation der Abstimmung",
        "Wohnen  Stadt Land  neu  und al",
        "wohnen  stadt land  neu  un (2)",
        "Vergleich der Runden",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_fields_sheet_is_the_table_of_the_paper_process() {
    let mut book = book(UiLanguage::De);
    let field = cells(&book.worksheet_range_at(1).unwrap().unwrap());
    let headings = [
        "Runde",
        "Platz",
        "Stimmen",
        "davon auf Papier",
        "kommt weiter",
        "Bereich",
        "Herausforderung",
        "Teil von",
        "Zielgruppe",
        "Ziel",
        "Angebote und Maßnahmen",
        "Erste Schritte",
        "Stakeholder",
        "Ergänzungen",
    ];
    assert_eq!(field[0], headings);
    assert_eq!(column(&field, "Stimmen"), ["7", "4", "0", "2", "7", "4", "0", "2"]);
    let challenges = column(&field, "Herausforderung");
    assert_eq!(challenges[..4], CHALLENGES[..4]);
    assert_eq!(column(&field, "Angebote und Maßnahmen")[0], "(1) Runder Tisch\n(2) -Tauschbörse");
    assert_eq!(column(&field, "Erste Schritte")[0], "(1) 1. Einladen\n2. Reden");
    let other = cells(&book.worksheet_range_at(2).unwrap().unwrap());
    assert_eq!(other[0], ["Platz", "Stimmen", "kommt weiter", "Herausforderung"]);
}

#[test]
fn the_other_sheets_hold_comparison_base_rules_and_check_values() {
    let mut book = book(UiLanguage::De);
    let comparison = cells(&book.worksheet_range_at(3).unwrap().unwrap());
    let headings =
        ["Handlungsfeld", "Herausforderung", "Frühere Konferenz", "Runde 1", "Runde 2", "Summe"];
    assert_eq!(comparison[0], headings);
    assert_eq!(comparison[1][1..], ["=1+1 Wohnungen fehlen", "12", "7", "7", "14"]);
    assert_eq!(comparison[2][1..], ["+49 ist keine Nummer", "", "2", "2", "4"]);
    assert_eq!(comparison.len(), 3);
    let overview = cells(&book.worksheet_range_at(0).unwrap().unwrap()).concat().join("|");
    for words in [
        "Runde 2\nWorkshopphase\nNimmt Runde 1 wieder auf.",
        "20 Stimmzettel mit Punkten, 1.234 Personen waren dabei.",
        "Sie gehen in einen Workshop und setzen dort 5 Punkte.",
        "1f2e",
        "Bürgerhaus, 27. November 2026",
        "28. November 2026",
    ] {
        assert!(overview.contains(words), "{words}: {overview}");
    }
}

#[rstest]
#[case(TextState::Human, false)]
#[case(TextState::Machine, true)]
fn the_first_sheet_says_whether_a_machine_translated(
    #[case] state: TextState,
    #[case] expected: bool,
) {
    let mut document = document(UiLanguage::De);
    document.fields[1].challenges[1].text.state = state;
    let i18n = I18n::for_server(UiLanguage::De);
    let bytes = write(&document, Format::Xlsx, i18n, date(2026, 11, 28)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let overview = cells(&book.worksheet_range_at(0).unwrap().unwrap()).concat();
    assert_eq!(overview.iter().any(|cell| cell.contains("automatisch")), expected);
}

/// The XML of a file in the workbook.
fn part_of_book(name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(written(Format::Xlsx, UiLanguage::De))).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn rows_with_wrapped_texts_are_as_high_as_their_lines() {
    let sheet = part_of_book("xl/worksheets/sheet2.xml");
    let heights: Vec<f64> = sheet
        .split("<row ")
        .skip(1)
        .map(|row| row.split_once(" ht=\"").unwrap().1.split_once('"').unwrap().0.parse().unwrap())
        .collect();
    let lines = cells(&book(UiLanguage::De).worksheet_range_at(1).unwrap().unwrap());
    assert_eq!(heights.len(), lines.len());
    for (height, line) in heights.iter().zip(&lines) {
        let line_breaks = line.iter().map(|cell| cell.lines().count()).max().unwrap_or(1);
        assert!(*height >= 15.0 * f64::from(u32::try_from(line_breaks).unwrap()), "{line:?}");
    }
    assert!(heights.iter().any(|height| *height > 30.0), "{heights:?}");
}

#[test]
fn votes_are_numbers_and_nothing_is_a_formula() {
    let mut book = book(UiLanguage::De);
    for name in book.sheet_names() {
        assert_eq!(book.worksheet_formula(&name).unwrap().used_cells().count(), 0, "{name}");
    }
    let field = book.worksheet_range_at(1).unwrap().unwrap();
    assert_eq!(field.get((1, 2)), Some(&Data::Float(7.0)));
    assert_eq!(field.get((1, 6)), Some(&Data::String(CHALLENGES[0].to_owned())));
}

#[test]
fn the_same_documentation_gives_the_same_bytes() {
    let once = written(Format::Xlsx, UiLanguage::De);
    assert_eq!(written(Format::Xlsx, UiLanguage::De), once);
}

#[test]
fn the_workbook_says_which_ballots_were_left_out() {
    let mut document = document(UiLanguage::De);
    document.rounds[0].exclusions.push(ExclusionDocument {
        ballots: 110,
        joined_at: JoinTime { at: Millis(0), day: date(2026, 11, 27), time: time(18, 3, 12, 0) },
        reason: Text::parse("Ein Programm").unwrap(),
        after_closing: None,
        restored: None,
    });
    let i18n = I18n::for_server(UiLanguage::De);
    let bytes = write(&document, Format::Xlsx, i18n, date(2026, 11, 28)).unwrap();
    let mut book: Xlsx<Cursor<Vec<u8>>> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let overview = book.worksheet_range_at(0).unwrap().unwrap();
    let note =
        cells(&overview).concat().into_iter().find(|cell| cell.contains("18:03:12")).unwrap();
    assert!(note.contains("Nicht mitgezählte Stimmzettel: 110") && note.contains("Ein Programm"));
}

fn worked_out(format: Format) -> Vec<u8> {
    let document = demo::documentation::worked_out(UiLanguage::De).unwrap();
    write(&document, format, I18n::for_server(UiLanguage::De), date(2026, 11, 28)).unwrap()
}

#[test]
fn the_table_has_the_sheets_of_challenges_behind_its_other_columns() {
    let bytes = worked_out(Format::Csv);
    assert!(!String::from_utf8_lossy(&bytes).contains("\"=Wohnungen"), "no formula");
    let table = read_table(Kind::Csv, &bytes).unwrap();
    let headings: Vec<&str> = table.headings[14..]
        .iter()
        .map(|heading| heading.strip_prefix("Ausarbeitung der Tische: ").unwrap())
        .collect();
    let (reason, texts) = SHEET_TEXTS.split_last().unwrap();
    let labels = texts.iter().map(|(_, label, _)| *label);
    assert_eq!(headings, labels.chain(["Wie es weitergeht", reason.1]).collect::<Vec<_>>());
    let rows: Vec<_> = table.rows.iter().map(|row| row.cells.clone()).collect();
    let higher_level = "Können nur Kreis, Land oder Bund lösen";
    let written = texts.iter().map(|(_, _, text)| *text).chain([higher_level, reason.2]);
    assert_eq!(rows[0][14..], written.collect::<Vec<_>>());
    // The sheet of a challenge is not repeated for its parts.
    assert!(rows[1].iter().skip(14).all(String::is_empty), "{:?}", rows[1]);
    assert_eq!(rows[4][22], "Kommt später dran");
}

#[test]
fn a_workbook_has_a_sheet_with_what_the_tables_have_worked_out() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(worked_out(Format::Xlsx))).unwrap();
    let names = book.sheet_names();
    assert_eq!((names.len(), names[4].as_str()), (5, "Ausarbeitung der Tische"));
    assert_eq!(book.worksheet_formula(&names[4]).unwrap().used_cells().count(), 0);
    let sheet = cells(&book.worksheet_range_at(4).unwrap().unwrap());
    assert_eq!(sheet[0][..4], ["Handlungsfeld", "Herausforderung", "Stimmen", "Neue Formulierung"]);
    assert_eq!(sheet[1][1..4], [CHALLENGES[0], "7", "=Wohnungen für <alle>"]);
    assert_eq!(column(&sheet, "Ziele"), ["200 Wohnungen\nin drei Jahren", ""]);
    assert_eq!(column(&sheet, "Ergänzungen")[0], "مهم جدا");
    assert_eq!(column(&sheet, "Wie es weitergeht")[1], "Kommt später dran");
    assert_eq!(column(&sheet, "Begründung")[0], "Das Land fördert es.");
}

#[test]
fn the_data_have_the_sheets_and_come_back() {
    let document = demo::documentation::worked_out(UiLanguage::De).unwrap();
    let read: Documentation = serde_json::from_slice(&worked_out(Format::Json)).unwrap();
    assert_eq!(read, document);
    let without = String::from_utf8(written(Format::Json, UiLanguage::De)).unwrap();
    assert!(!without.contains("\"sheet\""), "{without}");
}
