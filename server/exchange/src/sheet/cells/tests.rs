//! No cell panics.

use super::*;
use crate::samples::taxonomy;
use proptest::prelude::*;

/// Every reader over one cell; the doubts quote nothing that the cell does not have.
fn doubts(cells: &CellReader, cell: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut take = |doubts: Vec<super::super::reading::Doubt>| {
        words.extend(doubts.into_iter().map(|doubt| doubt.words));
    };
    take(cells.times(cell).doubts);
    take(cells.ages(cell).doubts);
    take(cells.genders(cell).doubts);
    take(cells.background(cell).doubts);
    take(cells.languages(cell).doubts);
    take(cells.town(cell).doubts);
    take(cells.categories(cell).doubts);
    take(cells.cost(cell).doubts);
    take(cells.registration(cell).doubts);
    take(cells.yes_no(cell).doubts);
    take(cells.level(cell).doubts);
    take(cells.format(cell).doubts);
    take(cells.phone(cell).doubts);
    take(cells.mail(cell).doubts);
    take(cells.web(cell).doubts);
    take(cells.address(cell).doubts);
    take(cells.day(cell).doubts);
    words
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_cell_panics(cell in "\\PC{0,40}|[0-9.,:;/()+@ –\\-]{0,30}") {
        let _ = doubts(&CellReader::new(&taxonomy(), jiff::civil::date(2026, 9, 1)), &cell);
    }

    #[test]
    fn no_words_that_people_use_panic(
        words in proptest::collection::vec(
            prop_oneof![
                Just("Mo"), Just("Di-Fr"), Just("9"), Just("9.30"), Just("-"), Just("bis"), Just("Uhr"),
                Just("20.11."), Just("2026"), Just("1."), Just("und"), Just("im Monat"), Just("14-tägig"),
                Just("ab"), Just("außer"), Just("Ferien"), Just("("), Just(")"), Just(","), Just(";"),
                Just("arabisch"), Just("Jahre"), Just("unter"), Just("+"), Just("0"), Just("B1"), Just("pm"),
                Just("n. V."), Just("letzter"), Just("Einlass"), Just("geschlossen"), Just("/"), Just("Dez"),
            ],
            0..12,
        ),
    ) {
        let _ = doubts(
            &CellReader::new(&taxonomy(), jiff::civil::date(2026, 9, 1)),
            &words.join(" "),
        );
    }
}
