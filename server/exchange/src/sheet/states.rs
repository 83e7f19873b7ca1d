//! How the texts of a row came to be, all in one cell.

use super::CellError;
use super::choices;
use super::columns::{Column, TextPart, german};
use super::lists::GAP;
use shared::language::LanguageTag;
use shared::text::TextState;
use std::collections::BTreeMap;

/// How texts came to be, by their column's part and language.
pub(crate) type TextStates = BTreeMap<(TextPart, LanguageTag), TextState>;

/// "automatisch übersetzt: Name (en), Name (tr); veraltet: Beschreibung (ar)".
pub(crate) fn write_states(states: &TextStates) -> String {
    let of_state = |state: TextState| {
        let headings: Vec<_> = states
            .iter()
            .filter(|(_, other)| **other == state)
            .map(|((part, language), _)| Column::of_text(*part, language).heading())
            .collect();
        (!headings.is_empty())
            .then(|| format!("{}: {}", choices::write(state), headings.join(", ")))
    };
    let states = [TextState::Machine, TextState::Outdated].into_iter();
    states.filter_map(of_state).collect::<Vec<_>>().join(GAP)
}

/// See [`write_states`]; "geprüft: Name (en)" says that a person has checked a text.
pub(crate) fn read_states(cell: &str) -> Result<TextStates, CellError> {
    let mut states = TextStates::new();
    for group in cell.split([';', '\n']).map(str::trim).filter(|group| !group.is_empty()) {
        let (state, headings) = group.split_once(':').ok_or_else(|| CellError::unknown(group))?;
        let state: TextState = choices::read(state)?;
        for heading in headings.split(',').map(str::trim).filter(|heading| !heading.is_empty()) {
            let text = text_of(heading).ok_or_else(|| CellError::unknown(heading))?;
            states.insert(text, state);
        }
    }
    Ok(states)
}

fn text_of(heading: &str) -> Option<(TextPart, LanguageTag)> {
    match Column::find(heading)? {
        Column::Translation(part, language) => Some((part, language)),
        Column::Of(field) => {
            let part = TextPart::ALL.into_iter().find(|part| part.field() == field)?;
            Some((part, german()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[test]
    fn states_come_back() {
        let cell = "automatisch übersetzt: Name, Name (tr), Gutes Beispiel (ar); \
                    veraltet: Beschreibung (uk)";
        let states = read_states(cell).unwrap();
        assert_eq!(states.len(), 4);
        assert_eq!(write_states(&states), cell);
    }

    #[rstest]
    #[case("Name (en)")]
    #[case("egal: Name (en)")]
    #[case("veraltet: Stadt")]
    fn a_state_of_nothing_is_named(#[case] cell: &str) {
        assert!(matches!(read_states(cell), Err(CellError::Unknown(_))));
    }

    proptest! {
        #[test]
        fn no_cell_panics(cell in any::<String>()) {
            let _ = read_states(&cell);
        }
    }
}
