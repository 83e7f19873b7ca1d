//! Headings that people use for the columns, to be proposed.

mod others;

use super::columns::{Column, Field};
use super::likeness::closest;
use super::lists::folded;
use others::OTHERS;

/// Whether a cell is the heading of a column, or a common one for it.
pub(crate) fn is_heading(cell: &str) -> bool {
    let is_short = cell.chars().count() <= 60;
    is_short
        && (Column::find(cell).is_some() || {
            let wanted = folded(cell);
            OTHERS.iter().any(|(_, names)| names.contains(&wanted.as_str()))
        })
}

/// The field that a heading is probably for.
pub(crate) fn proposed(heading: &str) -> Option<Field> {
    let wanted = folded(heading);
    let known = OTHERS.iter().find(|(_, names)| names.contains(&wanted.as_str()));
    known.map(|(field, _)| *field).or_else(|| {
        let own = Field::ALL.iter().flat_map(|field| field.headings().iter().copied());
        let others = OTHERS.iter().flat_map(|(_, names)| names.iter().copied());
        let like = closest(&wanted, own.chain(others).map(|name| (name, folded(name))))?;
        let is_own = |field: &&Field| field.headings().contains(&like);
        let is_other = |(_, names): &&(Field, &[&str])| names.contains(&like);
        Field::ALL
            .iter()
            .find(is_own)
            .copied()
            .or_else(|| OTHERS.iter().find(is_other).map(|(field, _)| *field))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Ort", Some(Field::City))]
    #[case("Wo?", Some(Field::City))]
    #[case("Tel.", Some(Field::Phone))]
    #[case("Telefonnr.", Some(Field::Phone))]
    #[case("Tag und Uhrzeit", Some(Field::Weekly))]
    #[case("Alter", Some(Field::Ages))]
    #[case("Für wen", Some(Field::Background))]
    #[case("Katgorie", Some(Field::Category))]
    #[case("Veranstalltungsort", Some(Field::Venue))]
    #[case("Raumfarbe", None)]
    fn other_headings_are_proposed(#[case] heading: &str, #[case] field: Option<Field>) {
        assert_eq!(proposed(heading), field);
    }

    #[test]
    fn the_headings_of_the_table_are_folded_and_none_is_there_twice() {
        let all: Vec<&str> = OTHERS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for (place, name) in all.iter().enumerate() {
            assert_eq!(folded(name), *name);
            assert!(!all[..place].contains(name), "{name}");
        }
    }
}
