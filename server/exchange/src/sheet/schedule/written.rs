//! A text with its parts, for looking ahead and for quoting.

use super::atoms::{Atom, Placed};
use super::phrases::Phrase;
use crate::sheet::reading::{Doubt, DoubtReason};

/// A text and its parts.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) text: &'a str,
    pub(super) atoms: &'a [Placed],
}

impl<'a> Written<'a> {
    /// Whether the clause has no words behind a part.
    pub(super) fn ends_behind(self, place: usize) -> bool {
        let mut behind = self.atoms[place + 1..].iter().map(|placed| &placed.atom);
        behind
            .find(|atom| **atom != Atom::Filler)
            .is_none_or(|atom| matches!(atom, Atom::Break | Atom::Close))
    }

    /// A doubt about these parts and what is between them.
    pub(super) fn doubt(self, places: &[usize], reason: DoubtReason) -> Doubt {
        let spans = places.iter().filter_map(|place| self.atoms.get(*place));
        let (start, end) = spans.fold((usize::MAX, 0), |(start, end), placed| {
            (start.min(placed.start), end.max(placed.end))
        });
        Doubt::new(self.text.get(start..end).unwrap_or(self.text), reason)
    }

    /// The languages among these parts.
    pub(super) fn languages(self, places: &[usize]) -> impl Iterator<Item = usize> {
        places
            .iter()
            .copied()
            .filter(move |place| matches!(self.atoms[*place].atom, Atom::Language(_)))
    }

    fn after(self, place: usize) -> impl Iterator<Item = &'a Atom> {
        self.atoms[place + 1..].iter().map(|placed| &placed.atom)
    }

    pub(super) fn is_date_next(self, place: usize) -> bool {
        let is_between = |atom: &&Atom| matches!(atom, Atom::Filler | Atom::Joint);
        self.after(place)
            .find(|atom| !is_between(atom))
            .is_some_and(|atom| matches!(atom, Atom::Date(_)))
    }

    pub(super) fn is_time_next(self, place: usize) -> bool {
        self.after(place)
            .find(|atom| **atom != Atom::Filler)
            .is_some_and(|atom| matches!(atom, Atom::Time(_)))
    }

    /// Whether a time follows a language, perhaps behind other languages.
    pub(super) fn leads_to_time(self, place: usize) -> bool {
        let is_between =
            |atom: &&Atom| matches!(atom, Atom::Filler | Atom::Joint | Atom::Language(_));
        self.after(place)
            .find(|atom| !is_between(atom))
            .is_some_and(|atom| matches!(atom, Atom::Time(_)))
    }

    pub(super) fn are_days_next(self, place: usize) -> bool {
        self.after(place)
            .find(|atom| **atom != Atom::Filler)
            .is_some_and(|atom| matches!(atom, Atom::Days(_) | Atom::Nth(_)))
    }

    /// Whether the day at this place is joined to the one before, and no time of its own follows:
    /// "18-20 Uhr Di und Do".
    pub(super) fn shares_times(self, place: usize) -> bool {
        let mut before = self.atoms[..place].iter().rev().map(|placed| &placed.atom);
        let is_joined =
            before.find(|atom| **atom != Atom::Filler).is_some_and(|atom| *atom == Atom::Joint);
        let is_between = |atom: &&Atom| matches!(atom, Atom::Filler | Atom::Joint | Atom::Days(_));
        let has_own = self.after(place).find(|atom| !is_between(atom)).is_some_and(|atom| {
            matches!(atom, Atom::Time(_) | Atom::PartOfDay(_) | Atom::Phrase(Phrase::Appointment))
        });
        is_joined && !has_own
    }

    /// Whether the line after this break names times only.
    pub(super) fn names_times(self, place: usize) -> bool {
        let line = || self.after(place).take_while(|atom| **atom != Atom::Break);
        let is_about = |atom: &Atom| matches!(atom, Atom::Time(_) | Atom::Joint | Atom::Filler);
        line().all(is_about) && line().any(|atom| matches!(atom, Atom::Time(_)))
    }

    /// Whether the line after this break names languages only.
    pub(super) fn names_languages(self, place: usize) -> bool {
        let line = || self.after(place).take_while(|atom| **atom != Atom::Break);
        let is_about = |atom: &Atom| {
            matches!(
                atom,
                Atom::Language(_) | Atom::Joint | Atom::Open | Atom::Close | Atom::Filler
            )
        };
        line().all(is_about) && line().any(|atom| matches!(atom, Atom::Language(_)))
    }
}
