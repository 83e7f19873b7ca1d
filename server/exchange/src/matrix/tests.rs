//! Matrices in all layouts, with everything odd that towns' workbooks have, against what was
//! written down by hand.

mod any_table;
mod files;
mod outline;
mod round_trip;

use super::{
    Decision, Decisions, DoubtKind, MAX_MATRIX_ROWS, MatrixFormat, MatrixReading, MatrixTitle,
    read, write,
};
use crate::error::ReadError;
use crate::file::SourceFile;
use crate::limits::MAX_ROWS;
use files::{Sheet, csv, ods, xlsx};
use outline::{doubts, outline};
use rstest::rstest;

const SHEETS: [Sheet; 5] = [
    Sheet { name: "Deckblatt", csv: "Konferenz am Fluss;Entwurf", is_hidden: false },
    Sheet {
        name: "Lernen und Sprechen",
        csv: include_str!("tests/sheets/lernen.csv"),
        is_hidden: false,
    },
    Sheet {
        name: "Wege zur Arbeit",
        csv: include_str!("tests/sheets/arbeit.csv"),
        is_hidden: false,
    },
    Sheet { name: "Wohnen", csv: include_str!("tests/sheets/wohnen.csv"), is_hidden: false },
    Sheet { name: "Entwurf", csv: include_str!("tests/sheets/wohnen.csv"), is_hidden: true },
];
const VOTES: Sheet =
    Sheet { name: "Ergebnis", csv: include_str!("tests/votes.csv"), is_hidden: false };

/// Written after the reader: 25 of 37 lines and 6 of 9 doubts were right at first sight.
const UNSEEN: [Sheet; 2] = [
    Sheet { name: "HF1 Ankommen", csv: include_str!("tests/unseen/a.csv"), is_hidden: false },
    Sheet { name: "HF2 Wohnen", csv: include_str!("tests/unseen/b.csv"), is_hidden: false },
];

fn read_by_default(file: &SourceFile) -> MatrixReading {
    read(file, &Decisions::default()).unwrap()
}

#[rstest]
#[case::a_sheet_for_each_field(
    xlsx(&SHEETS),
    include_str!("tests/sheets/expected.txt"),
    include_str!("tests/sheets/doubts.txt")
)]
#[case::the_same_in_an_open_document(
    ods(&SHEETS),
    include_str!("tests/sheets/expected.txt"),
    include_str!("tests/sheets/doubts.txt")
)]
#[case::fields_above_their_headings(
    csv(include_str!("tests/above.csv")),
    include_str!("tests/above.txt"),
    include_str!("tests/above_doubts.txt")
)]
#[case::a_column_of_fields(
    csv(include_str!("tests/column.csv")),
    include_str!("tests/column.txt"),
    include_str!("tests/column_doubts.txt")
)]
#[case::a_table_of_votes(
    xlsx(&[VOTES]),
    include_str!("tests/votes.txt"),
    include_str!("tests/votes_doubts.txt")
)]
#[case::a_workbook_that_nobody_had_seen(
    xlsx(&UNSEEN),
    include_str!("tests/unseen/expected.txt"),
    include_str!("tests/unseen/doubts.txt")
)]
fn a_matrix_becomes_what_was_written_down_by_hand(
    #[case] file: SourceFile,
    #[case] expected: &str,
    #[case] expected_doubts: &str,
) {
    let reading = read_by_default(&file);
    assert_eq!(outline(&reading.matrix), expected);
    assert_eq!(doubts(&reading.doubts), expected_doubts);
}

#[test]
fn accepted_proposals_are_applied_and_keys_stay() {
    let file = xlsx(&SHEETS);
    let first = read_by_default(&file);
    let mut decisions = Decisions::default();
    for doubt in first.doubts.iter().filter(|doubt| doubt.kind.is_question()) {
        decisions.decide(doubt.key.clone(), Decision::Accept);
    }
    let second = read(&file, &decisions).unwrap();
    assert_eq!(outline(&second.matrix), include_str!("tests/sheets/accepted.txt"));
    for doubt in first.doubts.iter().filter(|doubt| doubt.kind.is_question()) {
        let again = second.doubts.iter().find(|one| one.key == doubt.key);
        assert!(again.is_some_and(|one| one.is_accepted), "{doubt:?}");
    }
}

#[test]
fn what_is_accepted_by_default_can_be_declined() {
    let file = csv("Handlungsfeld;Herausforderung;Zielgrupe\nWohnen;Mieten;Alle");
    let first = read_by_default(&file);
    assert_eq!(outline(&first.matrix), "# Wohnen\n* Mieten\n  > ? | für Alle\n");
    let mut decisions = Decisions::default();
    decisions.decide(first.doubts[0].key.clone(), Decision::Decline);
    let second = read(&file, &decisions).unwrap();
    assert_eq!(outline(&second.matrix), "# Wohnen\n* Mieten\n  ~ Zielgrupe: Alle\n");
}

#[test]
fn a_row_that_was_taken_for_a_section_can_be_a_challenge() {
    let file = xlsx(&[VOTES]);
    let first = read_by_default(&file);
    let lone = first.doubts.iter().find(|doubt| doubt.kind == DoubtKind::LoneRow).unwrap();
    let mut decisions = Decisions::default();
    decisions.decide(lone.key.clone(), Decision::Accept);
    let second = read(&file, &decisions).unwrap();
    assert!(outline(&second.matrix).ends_with("\n* Ohne Stimme geblieben\n"));
}

#[rstest]
#[case("Herausforderung;Handlungsfeld\nHerausforderung;Handlungsfeld\nA;B")]
#[case("Handlungsfeld 1: B\nHerausforderung\nHerausforderung\nA")]
#[case(
    "Handlungsfeld;Herausforderung;Ziel\nB;Bereich eins;\nB;A;Z\nHandlungsfeld;Herausforderung:;Ziel\n;Bereich zwei;"
)]
fn no_heading_and_no_section_can_be_voted_on(#[case] text: &str) {
    let matrix = read_by_default(&csv(text)).matrix;
    let challenges = matrix.fields.iter().flat_map(|field| &field.challenges);
    let texts: Vec<&str> = challenges.map(|challenge| challenge.text.as_str()).collect();
    assert_eq!(texts, ["A"]);
}

#[test]
fn a_section_typed_into_a_file_that_was_written_here_is_none_to_vote_on() {
    let matrix = read_by_default(&csv("Handlungsfeld;Herausforderung;Ziel\nWohnen;A;Z")).matrix;
    let made = "2026-11-28".parse().unwrap();
    let title = MatrixTitle { title: "Konferenz", made };
    let content = write(&matrix, MatrixFormat::Csv, title).unwrap();
    let typed =
        format!("{}\n;Wohnen;;;Bereich zwei\n", String::from_utf8(content).unwrap().trim_end());
    let read = read_by_default(&csv(&typed)).matrix;
    assert_eq!(outline(&read), "# Wohnen\n* A\n  > Z\n  ~ Bereich zwei\n");
}

#[test]
fn merged_cells_continue_what_is_above() {
    let row = "Wohnen;Mieten;Günstig wohnen;Alle;";
    let text = format!("Handlungsfeld;Herausforderung;Ziel;Zielgruppe;Maßnahme\n{row}A\n{row}B");
    assert_eq!(
        outline(&read_by_default(&csv(&text)).matrix),
        "# Wohnen\n* Mieten\n  > Günstig wohnen | für Alle\n    - A\n    - B\n"
    );
}

#[rstest]
#[case::too_long(&format!("Handlungsfeld;Herausforderung\nB;{}", "a".repeat(10_000)), "row 2, Herausforderung: the text has 10000 characters, 500 are allowed")]
#[case::another_kind("Name;Strasse;Ort\nA;B;C", "the column \"Herausforderung\" is missing")]
#[case::twice(
    "Handlungsfeld;Herausforderung;Ziel;Ziel\nB;A;;",
    "the column \"Ziel\" is there twice"
)]
#[case::only_votes(
    "Handlungsfeld;Herausforderung;Stimmen\nB;A;1\n;;7",
    "row 3, Herausforderung: missing"
)]
fn an_unreadable_matrix_is_named(#[case] text: &str, #[case] message: &str) {
    let error = read(&csv(text), &Decisions::default()).unwrap_err();
    let told = match error {
        ReadError::Problems(problems) => problems
            .iter()
            .map(|one| format!("row {}, {}: {}", one.row, one.column, one.reason))
            .collect::<Vec<_>>()
            .join("\n"),
        other => other.to_string(),
    };
    assert_eq!(told, message);
}

#[test]
fn votes_that_are_no_number_are_a_note_until_somebody_writes_the_number() {
    let file = csv("Handlungsfeld;Herausforderung;Stimmen\nB;A;viele\nB;C;-3");
    let first = read_by_default(&file);
    let [viele, minus] = first.doubts.as_slice() else { panic!("{:?}", first.doubts) };
    assert_eq!((&viele.kind, &*minus.words), (&DoubtKind::VotesText, "-3"));
    let challenge = &first.matrix.fields[0].challenges[0];
    assert_eq!((challenge.votes, challenge.notes.as_deref()), (None, Some("Stimmen: viele")));
    let mut decisions = Decisions::default();
    decisions.decide(viele.key.clone(), Decision::Text(" 7 Stimmen".to_owned()));
    decisions.decide(minus.key.clone(), Decision::Text("drei".to_owned()));
    let second = read(&file, &decisions).unwrap().matrix;
    let [written, kept] = second.fields[0].challenges.as_slice() else { panic!("{second:?}") };
    assert_eq!((written.votes, written.notes.as_deref()), (Some(7), None));
    assert_eq!((kept.votes, kept.notes.as_deref()), (None, Some("Stimmen: -3")));
}

#[test]
fn words_of_ones_own_stand_in_place_of_doubtful_ones() {
    let file =
        csv("Handlungsfeld;Herausforderung;Ziel\nB;Räume fehlen im ...;Frau Beispiel fragen");
    let first = read_by_default(&file);
    let mut decisions = Decisions::default();
    for (doubt, text) in first.doubts.iter().zip(["fehlen im Rathaus.", "das Amt"]) {
        assert!(doubt.kind.takes_text() && !doubt.is_decided, "{doubt:?}");
        decisions.decide(doubt.key.clone(), Decision::Text(text.to_owned()));
    }
    let second = read(&file, &decisions).unwrap();
    assert!(second.doubts.iter().all(|doubt| doubt.is_decided && doubt.own_text.is_some()));
    assert_eq!(second.doubts.len(), 2);
    let challenge = &second.matrix.fields[0].challenges[0];
    assert_eq!(challenge.goals[0].text.as_deref(), Some("das Amt fragen"));
    assert!(challenge.text.ends_with("fehlen im Rathaus."), "{}", challenge.text);
}

#[test]
fn a_matrix_of_five_thousand_rows_is_refused() {
    let rows = "B;Mieten sind hoch;Z\n".repeat(5_000);
    let file = csv(&format!("Handlungsfeld;Herausforderung;Ziel\n{rows}"));
    let error = read(&file, &Decisions::default()).unwrap_err();
    assert!(matches!(error, ReadError::TooManyRows { most: MAX_MATRIX_ROWS }));
    const { assert!(MAX_MATRIX_ROWS < MAX_ROWS) };
}

#[test]
fn mark_up_is_text_and_never_kept() {
    let text = "Handlungsfeld;Herausforderung;Ziel;Maßnahme\nB;<script>alert(1)</script>A < B;Z;<img src=x onerror=y>";
    let outline = outline(&read_by_default(&csv(text)).matrix);
    assert_eq!(outline, "# B\n* alert(1)A < B\n  > Z\n");
}
