//! When something takes place, as people write it into one cell: "Mo-Fr 9-12 Uhr und n. V.".
//!
//! What is not understood is kept as a note.

mod artefacts;
mod assembly;
mod atoms;
mod bounds;
mod cancelled;
mod clauses;
mod clock;
mod closed_days;
mod closings;
pub(crate) mod dates;
mod days;
mod exceptions;
mod group;
mod items;
mod narrowed;
mod ordinals;
mod phrases;
mod ranges;
mod starts;
mod tokens;
mod vocabulary;
mod written;
mod years;

use super::lists::Labels;
use super::pieces::states_nothing;
use super::reading::{CellReading, DoubtReason};
use super::zeros::with_zeros;
use assembly::Assembly;
pub use items::TimeItem;
use jiff::civil::Date;
use shared::language::LanguageTag;
use written::Written;

/// Longest cell whose times are read, in bytes; a longer one is a note.
const LONGEST: usize = 2_000;

/// Times of a cell, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeReading {
    /// What was understood.
    pub items: Vec<TimeItem>,
    /// The other words.
    pub note: Option<String>,
}

/// Reads times; a date without a year is the next one from `today`.
pub(crate) fn read(
    cell: &str,
    languages: &Labels<LanguageTag>,
    today: Date,
) -> CellReading<TimeReading> {
    if states_nothing(cell) {
        return CellReading::sure(TimeReading::default());
    }
    if cell.len() > LONGEST {
        return note(cell);
    }
    let plain = with_zeros(cell);
    let plain = artefacts::without_artefacts(&plain);
    let tokens = tokens::tokens(&plain);
    let mut atoms = atoms::atoms(&tokens, languages);
    cancelled::cancel_dates(&mut atoms);
    closings::close_days(&mut atoms);
    let foreign = clauses::foreign(&atoms);
    let mut assembly = Assembly::new(Written { text: cell, atoms: &atoms }, today);
    for (place, is_foreign) in foreign.into_iter().enumerate() {
        assembly.take(place, is_foreign);
    }
    let assembled = assembly.finish();
    if assembled.items.is_empty() {
        return note(cell);
    }
    for place in assembled.left {
        atoms[place].atom = atoms::Atom::Unknown;
    }
    let left = clauses::left_words(cell, &atoms);
    let mut reading = CellReading::sure(TimeReading {
        items: assembled.items,
        note: (!left.is_empty()).then(|| left.join("; ")),
    })
    .with(assembled.doubts);
    for words in left {
        reading = reading.doubted(words, DoubtReason::Partly);
    }
    match narrowed::narrowed_clause(cell) {
        Some(words) => reading.doubted(words, DoubtReason::Ambiguous),
        None => reading,
    }
}

fn note(cell: &str) -> CellReading<TimeReading> {
    let reading = TimeReading { items: Vec::new(), note: Some(cell.trim().to_owned()) };
    CellReading::sure(reading).doubted(cell, DoubtReason::Unreadable)
}
