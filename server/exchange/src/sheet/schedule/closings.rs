//! Days on which nothing takes place: "Dienstag: geschlossen".

use super::atoms::{Atom, Placed};
use std::ops::Range;

/// Marks days that are said to be closed; where it is not plain which, the clause says when the
/// offer does not take place.
pub(super) fn close_days(atoms: &mut [Placed]) {
    for place in 0..atoms.len() {
        if atoms[place].atom != Atom::Closing {
            continue;
        }
        match closed_before(atoms, place).or_else(|| closed_behind(atoms, place)) {
            Some(days) => {
                close(atoms, days);
                atoms[place].atom = Atom::Filler;
            }
            None => atoms[place].atom = Atom::Negation,
        }
    }
}

fn close(atoms: &mut [Placed], places: Range<usize>) {
    for placed in &mut atoms[places] {
        if let Atom::Days(days) = &placed.atom {
            placed.atom = Atom::Closed(days.named.clone());
        }
    }
}

/// "Di und Do geschlossen".
fn closed_before(atoms: &[Placed], place: usize) -> Option<Range<usize>> {
    let is_part =
        |placed: &&Placed| matches!(placed.atom, Atom::Days(_) | Atom::Joint | Atom::Filler);
    let begin = place - atoms[..place].iter().rev().take_while(is_part).count();
    // A part of the day or a time is closed only, not the day.
    let is_partly = begin > 0 && matches!(atoms[begin - 1].atom, Atom::PartOfDay(_))
        || atoms[place + 1..]
            .iter()
            .find(|next| next.atom != Atom::Filler)
            .is_some_and(|next| matches!(next.atom, Atom::Time(_) | Atom::PartOfDay(_)));
    (has_whole_days(&atoms[begin..place]) && !is_partly).then_some(begin..place)
}

/// "Ruhetag: Montag".
fn closed_behind(atoms: &[Placed], place: usize) -> Option<Range<usize>> {
    let days = atoms[place + 1..].iter().position(|next| next.atom != Atom::Filler)? + place + 1;
    let is_end = atoms
        .get(days + 1)
        .is_none_or(|next| matches!(next.atom, Atom::Break | Atom::Close | Atom::Joint));
    (has_whole_days(&atoms[days..=days]) && is_end).then_some(days..days + 1)
}

fn has_whole_days(atoms: &[Placed]) -> bool {
    let parts = || {
        atoms.iter().filter_map(|placed| match &placed.atom {
            Atom::Days(days) => Some(days),
            _ => None,
        })
    };
    parts().next().is_some() && parts().all(|days| days.part.is_none())
}
