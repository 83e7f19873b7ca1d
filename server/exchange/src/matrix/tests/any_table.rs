//! Tables of anything.

use super::files::csv;
use crate::matrix::{Decision, Decisions, MatrixReading, read};
use proptest::collection::vec;
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        2 => "[A-ZÄa-zß ]{1,12}[.:*-]?",
        1 => "\\PC{0,12}",
        1 => Just("Herausforderung".to_owned()),
        1 => Just("Ziel".to_owned()),
        1 => Just("Handlungsfeld 2: Ä".to_owned()),
        1 => Just("1. Plan 2.Ü 2. siehe „Ä“ siehe \"".to_owned()),
        1 => Just("- Ä - über. - ß (3 Stimmen)".to_owned()),
        1 => Just("<ol><li>Ä</ol> &amp; <Ü Frau Ä in-nen A1:B2 …".to_owned()),
        1 => Just("Diese Teilherausforderungen:".to_owned()),
        1 => "[0-9]{1,3}",
    ]
}

fn table() -> impl Strategy<Value = String> {
    let heads = prop_oneof![
        Just("Handlungsfeld;Herausforderung;Ziel;Zielgruppe;Maßnahme;Erste Schritte;Stakeholder;"),
        Just("Handlungsfeld 1: A\nHerausforderung;Ziel;Zielgruppe;Maßnahmenansätze;Neu"),
        Just("1. A\nStimmen;Herausforderung;Zielgruppe;Maßnahemansätze"),
    ];
    (heads, vec(vec(cell(), 0..9), 0..12)).prop_map(|(head, rows)| {
        let line = |cells: Vec<String>| {
            let cells = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            cells.collect::<Vec<_>>().join(";")
        };
        let rows: Vec<String> = rows.into_iter().map(line).collect();
        format!("{head}\n{}", rows.join("\n"))
    })
}

fn accept_all(reading: &MatrixReading) -> Decisions {
    let mut decisions = Decisions::default();
    for doubt in &reading.doubts {
        decisions.decide(doubt.key.clone(), Decision::Accept);
    }
    decisions
}

proptest! {
    #[test]
    fn no_table_is_too_odd_to_be_read_or_refused(table in table()) {
        let file = csv(&table);
        if let Ok(reading) = read(&file, &Decisions::default()) {
            let again = read(&file, &Decisions::default()).unwrap();
            prop_assert_eq!(&again.doubts, &reading.doubts);
            for challenge in reading.matrix.fields.iter().flat_map(|field| &field.challenges) {
                prop_assert_ne!(challenge.text.as_str(), "Herausforderung");
            }
            // Accepted proposals may make a text too long, and nothing worse.
            let _ = read(&file, &accept_all(&reading));
        }
    }
}
