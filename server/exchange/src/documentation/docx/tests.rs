//! The document as another program's readers see it.

use super::*;
use crate::word::reading::{ReadTable, part, read};
use demo::documentation::{CHALLENGES, SHEET_TEXTS};
use jiff::civil::date;
use rstest::rstest;
use shared::language::UiLanguage;
use shared::text::TextState;

fn written(document: &Documentation, language: UiLanguage) -> Vec<u8> {
    encode(document, I18n::for_server(language), date(2026, 11, 28)).unwrap()
}

fn document(language: UiLanguage) -> Documentation {
    demo::documentation::document(language).unwrap()
}

/// The tables of fields in rounds, in German.
fn field_tables(bytes: &[u8]) -> Vec<ReadTable> {
    let has_rank = |table: &ReadTable| table.rows[0][0] == "Platz";
    read(bytes).tables.into_iter().filter(has_rank).collect()
}

/// A conference with one round, so that nothing is there twice.
fn one_round() -> Documentation {
    let mut document = document(UiLanguage::De);
    document.rounds.truncate(1);
    document.fields[0].challenges[0].earlier_votes = None;
    document
}

#[test]
fn every_challenge_vote_and_measure_is_there_once() {
    let bytes = written(&one_round(), UiLanguage::De);
    let cells: Vec<String> =
        read(&bytes).tables.into_iter().flat_map(|table| table.rows).flatten().collect();
    let count = |text: &str| cells.concat().matches(text).count();
    for challenge in CHALLENGES {
        assert_eq!(count(challenge), 1, "{challenge}");
    }
    for detail in
        ["Runder Tisch", "-Tauschbörse", "1. Einladen\n2. Reden", "Wohnungsbau", "Dringend"]
    {
        assert_eq!(count(detail), 1, "{detail}");
    }
    let votes: Vec<String> = read(&bytes)
        .tables
        .iter()
        .skip(1)
        .flat_map(|table| table.rows[1..].iter().map(|row| row[1].clone()))
        .collect();
    let paper = "davon 3 auf Papier";
    let expected = [&*format!("7\n{paper}"), &format!("4\n{paper}"), "0", "2", "4", "4"];
    assert_eq!(votes, expected);
}

#[test]
fn a_fields_table_is_the_table_of_the_paper_process() {
    let tables = field_tables(&written(&document(UiLanguage::De), UiLanguage::De));
    let table = &tables[0];
    let headings =
        ["Platz", "Stimmen", "Herausforderung", "Zielgruppe", "Ziel", "Angebote und Maßnahmen"];
    assert_eq!(table.rows[0], headings);
    let first = &table.rows[1];
    assert_eq!(first[0], "1");
    assert_eq!(first[2], "Bestand\n=1+1 Wohnungen fehlen\nkommt weiter");
    assert_eq!(first[3..5], ["Familien", "Alle wohnen"]);
    assert_eq!(
        first[5],
        "Runder Tisch\nErste Schritte: 1. Einladen\n2. Reden\nStakeholder: Wohnungsbau\n\
         Ergänzungen: Dringend\n-Tauschbörse"
    );
    let part = &table.rows[2];
    assert_eq!((&*part[0], &*part[2], &*part[5]), ("", CHALLENGES[1], ""));
    assert!(tables.iter().all(|table| table.headings == 1));
    assert!(table.caption.starts_with("Wohnen: Stadt/Land"));
    assert_eq!(table.description, format!("Runde 1, {}", table.caption));
}

#[test]
fn the_cover_names_the_conference_its_numbers_and_its_programme() {
    let read = read(&written(&document(UiLanguage::De), UiLanguage::De));
    let texts: Vec<(&str, &str)> =
        read.paragraphs.iter().map(|one| (&*one.style, &*one.text)).collect();
    assert_eq!(
        texts[..6],
        [
            ("Subtitle", "Dokumentation der Abstimmung"),
            ("Title", "Konferenz Musterstadt"),
            ("Subtitle", "Bürgerhaus"),
            ("Subtitle", "27. November 2026"),
            ("Heading1", "Beteiligung"),
            ("Heading1", "Programm"),
        ]
    );
    assert_eq!(texts[6], ("Normal", "17:00\tAnkommen"));
    let numbers = &read.tables[0].rows;
    assert_eq!(numbers[1][0], "Runde 1: Workshopphase");
    assert_eq!(numbers[1][1], "20 Stimmzettel mit Punkten, 1.234 Personen waren dabei.");
    assert_eq!(numbers[1][2], "17, davon 3 auf Papier");
}

#[test]
fn headings_are_words_own_and_check_values_are_there() {
    let read = read(&written(&document(UiLanguage::De), UiLanguage::De));
    let of = |style: &str| -> Vec<&str> {
        let found = read.paragraphs.iter().filter(|one| one.style == style);
        found.map(|one| one.text.as_str()).collect()
    };
    let first = ["Beteiligung", "Programm", "Runde 1: Workshopphase", "Runde 2: Workshopphase"];
    assert_eq!(of("Heading1"), [&first[..], &["Vergleich der Runden"]].concat());
    assert_eq!(of("Heading2").iter().filter(|text| **text == "Prüfwert").count(), 2);
    assert!(of("Normal").contains(&"1f2e") && of("Normal").contains(&"2f2e"));
    assert!(of("Normal").contains(&"Nimmt Runde 1 wieder auf."));
    assert!(of("Note").iter().any(|note| note.contains("28. November 2026")));
}

#[test]
fn rounds_of_one_field_stand_side_by_side() {
    let read = read(&written(&document(UiLanguage::De), UiLanguage::De));
    let comparison = read.tables.last().unwrap();
    assert_eq!(
        comparison.rows[0],
        ["Herausforderung", "Frühere Konferenz", "Runde 1", "Runde 2", "Summe"]
    );
    assert_eq!(comparison.rows[1], ["=1+1 Wohnungen fehlen", "12", "7", "7", "14"]);
    assert_eq!(comparison.rows[2], ["+49 ist keine Nummer", "–", "2", "2", "4"]);
}

#[test]
fn texts_of_any_kind_come_through() {
    let mut document = one_round();
    let long = "Straße ".repeat(1_430);
    let text = &mut document.fields[0].challenges[1].text;
    text.text = format!("a<b>&amp;\u{7}{long}");
    let table = &field_tables(&written(&document, UiLanguage::De))[0];
    assert_eq!(table.rows[4][2], format!("a<b>&amp;{long}"));
}

#[rstest]
#[case(TextState::Human, 0)]
#[case(TextState::Machine, 1)]
fn texts_of_machines_are_labelled(#[case] state: TextState, #[case] expected: usize) {
    let mut document = one_round();
    document.fields[1].challenges[1].text.state = state;
    let bytes = written(&document, UiLanguage::De);
    let label = "@home lernt niemand Deutsch (automatisch übersetzt)";
    let cells = field_tables(&bytes).into_iter().flat_map(|table| table.rows).flatten();
    assert_eq!(cells.filter(|cell| cell.contains(label)).count(), expected);
    let notes = read(&bytes).paragraphs;
    let note = "Texte sind hier zum Teil automatisch übersetzt.";
    assert_eq!(notes.iter().filter(|one| one.text == note).count(), expected);
}

#[test]
fn arabic_readers_have_tables_from_right_to_left_and_german_texts_marked() {
    let bytes = written(&document(UiLanguage::Ar), UiLanguage::Ar);
    let read = read(&bytes);
    assert!(read.tables.iter().all(|table| table.is_rtl));
    let title = read.paragraphs.iter().find(|one| one.style == "Title").unwrap();
    assert_eq!((title.is_rtl, &*title.languages), (false, &["de-DE".to_owned()][..]));
    let headings = read.paragraphs.iter().filter(|one| one.style == "Heading1");
    assert!(headings.clone().count() == 5 && headings.clone().all(|one| one.is_rtl));
    assert!(part(&bytes, "docProps/core.xml").contains("ar-SA"));
}

#[test]
fn a_conference_without_a_closed_round_is_a_cover_only() {
    let mut document = document(UiLanguage::En);
    document.rounds.clear();
    document.fields.clear();
    let read = read(&written(&document, UiLanguage::En));
    assert!(read.tables.is_empty());
    assert!(read.paragraphs.iter().any(|one| one.text.starts_with("No vote has been closed yet.")));
}

#[rstest]
#[case(UiLanguage::De, "Ausarbeitung der Tische")]
#[case(UiLanguage::Ar, "ما تعمل عليه الطاولات")]
fn what_tables_have_worked_out_stands_beside_the_words_that_were_voted_on(
    #[case] language: UiLanguage,
    #[case] heading: &str,
) {
    let document = demo::documentation::worked_out(language).unwrap();
    let bytes = written(&document, language);
    let read = read(&bytes);
    let chapter = read.paragraphs.iter().rfind(|one| one.style == "Heading1").unwrap();
    assert_eq!(chapter.text, heading);
    let tables: Vec<ReadTable> =
        read.tables.into_iter().filter(|table| table.rows[0][2] == heading).collect();
    assert_eq!(tables.len(), 2, "one for each field");
    let row = &tables[0].rows[1];
    assert!(row[0].starts_with(CHALLENGES[0]) && !row[1].is_empty(), "{row:?}");
    let lines = SHEET_TEXTS.map(|(_, label, text)| format!("{label}: {text}"));
    let expected = ["Können nur Kreis, Land oder Bund lösen".to_owned()].into_iter().chain(lines);
    assert_eq!(row[2], expected.collect::<Vec<_>>().join("\n"));
    assert_eq!(tables[1].rows[1][2], "Kommt später dran");
    // A text that runs against the document says so.
    let markup = part(&bytes, "word/document.xml");
    let goals = markup.split("<w:r>").find(|run| run.contains("200 Wohnungen")).unwrap();
    let remarks = markup.split("<w:r>").find(|run| run.contains("مهم جدا")).unwrap();
    assert_eq!((goals.contains("<w:rtl/>"), remarks.contains("<w:rtl/>")), (false, true));
}
