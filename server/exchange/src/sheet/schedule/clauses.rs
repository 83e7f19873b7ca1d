//! Which parts of a text are not times of the offer, and which words are left over.

use super::atoms::{Atom, Placed};
use super::bounds::Bound;

/// For each part, whether it belongs to words that are no times of the offer: "Einlass 18 Uhr".
pub(super) fn foreign(atoms: &[Placed]) -> Vec<bool> {
    let mut foreign = vec![false; atoms.len()];
    let mut after: Option<Taint> = None;
    for (place, Placed { atom, .. }) in atoms.iter().enumerate() {
        let is_end = match atom {
            Atom::Break | Atom::Open | Atom::Close => true,
            Atom::Joint => after != Some(Taint::Clause),
            // After an unknown word a day begins something new.
            Atom::Days(_)
            | Atom::Date(_)
            | Atom::Nth(_)
            | Atom::Closed(_)
            | Atom::Bound(Bound::Range(..)) => {
                matches!(after, Some(Taint::Time | Taint::Number))
            }
            _ => false,
        };
        if is_end {
            after = None;
        }
        foreign[place] = match after {
            None => false,
            Some(Taint::Clause) => !is_end,
            Some(Taint::Number) => matches!(atom, Atom::Time(span) if !span.is_explicit),
            Some(Taint::Time) => matches!(
                atom,
                Atom::Time(_)
                    | Atom::PartOfDay(_)
                    | Atom::Language(_)
                    | Atom::Bound(Bound::From(_) | Bound::Next(_))
            ),
        };
        match atom {
            Atom::Foreign => after = Some(Taint::Clause),
            Atom::Limit if after != Some(Taint::Clause) => after = Some(Taint::Time),
            Atom::Unknown if after.is_none() => {
                let is_name = is_behind_days(&atoms[..place]);
                after = Some(if is_name { Taint::Number } else { Taint::Time });
            }
            Atom::Negation => taint_clause(atoms, place, &mut foreign, &mut after),
            _ => {}
        }
    }
    foreign
}

/// Whether a word stands between days and their time, so that it says what takes place then:
/// "So Gottesdienst 10.30 Uhr".
fn is_behind_days(before: &[Placed]) -> bool {
    let mut before = before.iter().rev().map(|placed| &placed.atom);
    before
        .find(|atom| !matches!(atom, Atom::Filler))
        .is_some_and(|atom| matches!(atom, Atom::Days(_)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Taint {
    /// Only numbers that are not surely times, up to the next day.
    Number,
    /// Up to the next day.
    Time,
    /// Up to the end of the clause.
    Clause,
}

/// A clause that says when it does not take place: all of it.
fn taint_clause(atoms: &[Placed], place: usize, foreign: &mut [bool], after: &mut Option<Taint>) {
    *after = Some(Taint::Clause);
    let ends = |placed: &Placed| {
        matches!(placed.atom, Atom::Break | Atom::Open | Atom::Close | Atom::Joint)
    };
    let begin = atoms[..place].iter().rposition(ends).map_or(0, |end| end + 1);
    foreign[begin..place].fill(true);
}

/// Runs of words that no item has, as written.
pub(super) fn left_words<'a>(text: &'a str, atoms: &[Placed]) -> Vec<&'a str> {
    let is_left =
        |atom: &Atom| matches!(atom, Atom::Unknown | Atom::Limit | Atom::Foreign | Atom::Negation);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut is_open = false;
    for (place, placed) in atoms.iter().enumerate() {
        match &placed.atom {
            atom if is_left(atom) && is_open => {
                if let Some(run) = runs.last_mut() {
                    run.1 = placed.end;
                }
            }
            atom if is_left(atom) => {
                let fillers =
                    atoms[..place].iter().rev().take_while(|before| before.atom == Atom::Filler);
                let start = fillers.last().map_or(placed.start, |first| first.start);
                runs.push((start, placed.end));
                is_open = true;
            }
            Atom::Filler | Atom::Joint if is_open => {}
            _ => is_open = false,
        }
    }
    let sides = |letter: char| letter.is_whitespace() || ",;:-–()[]/".contains(letter);
    runs.into_iter()
        .filter_map(|(start, end)| text.get(start..end))
        .map(|words| words.trim_matches(sides))
        .filter(|words| !words.is_empty())
        .collect()
}
