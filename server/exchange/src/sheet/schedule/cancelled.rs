//! Dates on which nothing takes place: "24.12. entfällt", "kein Treffen am 24.12.".

use super::atoms::{Atom, Placed};
use super::bounds::Bound;
use super::phrases::Phrase;
use std::ops::Range;

/// Marks dates that are said to be cancelled; where none are named, it may be a day of the week:
/// "Fr entfällt".
pub(super) fn cancel_dates(atoms: &mut [Placed]) {
    for place in 0..atoms.len() {
        if atoms[place].atom == Atom::Closing
            && let Some(dates) = dates_before(atoms, place)
        {
            cancel(&mut atoms[dates]);
            atoms[place].atom = Atom::Filler;
        }
        if atoms[place].atom != Atom::Phrase(Phrase::Cancelled) {
            continue;
        }
        if is_before_dates(atoms, place) {
            atoms[place].atom = Atom::Bound(Bound::Except);
        } else if let Some(dates) = dates_before(atoms, place) {
            cancel(&mut atoms[dates]);
            atoms[place].atom = Atom::Filler;
        } else {
            atoms[place].atom = Atom::Closing;
        }
    }
}

fn is_before_dates(atoms: &[Placed], place: usize) -> bool {
    let mut behind = atoms[place + 1..].iter().map(|placed| &placed.atom);
    behind.find(|atom| **atom != Atom::Filler).is_some_and(|atom| matches!(atom, Atom::Date(_)))
}

fn dates_before(atoms: &[Placed], place: usize) -> Option<Range<usize>> {
    let is_part =
        |placed: &&Placed| matches!(placed.atom, Atom::Date(_) | Atom::Joint | Atom::Filler);
    let begin = place - atoms[..place].iter().rev().take_while(is_part).count();
    let is_date = |placed: &Placed| matches!(placed.atom, Atom::Date(_));
    let first = begin + atoms[begin..place].iter().position(is_date)?;
    // The day of the week only repeats the date: "Di 22.12. entfällt", "Di., 22.12. entfällt;".
    let ends = |placed: Option<&Placed>| placed.is_none_or(|placed| placed.atom == Atom::Break);
    let before_day = begin.checked_sub(2).and_then(|place| atoms.get(place));
    let is_clause = ends(before_day) && ends(atoms.get(place + 1));
    let is_day = begin > 0 && matches!(atoms[begin - 1].atom, Atom::Days(_));
    let has_day = is_day && (first == begin || is_clause);
    Some(if has_day { begin - 1..place } else { first..place })
}

fn cancel(atoms: &mut [Placed]) {
    for placed in atoms {
        placed.atom = match placed.atom {
            Atom::Date(date) => Atom::Cancelled(date),
            Atom::Days(_) => Atom::Filler,
            ref other => other.clone(),
        };
    }
}
