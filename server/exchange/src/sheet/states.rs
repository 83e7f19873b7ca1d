//! The states of a row's texts, all in one cell.

use super::CellError;
use super::choices;
use super::columns::{Column, TextPart, german};
use super::lists::GAP;
use shared::language::LanguageTag;
use shared::text::TextState;
use std::collections::BTreeMap;

/// Text states by part and language.
pub(crate) type TextStates = BTreeMap<(TextPart, LanguageTag), TextState>;

/// Formats states: "automatisch übersetzt: Name (en), Name (tr); veraltet: Beschreibung (ar)".
pub(crate) fn format_states(states: &TextStates) -> String {
    let of_state = |state: TextState| {
        let headings: Vec<_> = states
            .iter()
            .filter(|(_, other)| **other == state)
            .map(|((part, language), _)| Column::of_text(*part, language).heading())
            .collect();
        (!headings.is_empty())
            .then(|| format!("{}: {}", choices::format(state), headings.join(", ")))
    };
    let states = [TextState::Machine, TextState::Outdated].into_iter();
    states.filter_map(of_state).collect::<Vec<_>>().join(GAP)
}

/// Parses what [`format_states`] writes; "geprüft: Name (en)" marks a text as checked by a person.
pub(crate) fn parse_states(cell: &str) -> Result<TextStates, CellError> {
    let mut states = TextStates::new();
    for group in cell.split([';', '\n']).map(str::trim).filter(|group| !group.is_empty()) {
        let (state, headings) = group.split_once(':').ok_or_else(|| CellError::unknown(group))?;
        let state: TextState = choices::parse(state)?;
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
        Column::Part(..) => None,
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
    fn states_round_trip() {
        let cell = "automatisch übersetzt: Name, Name (tr), Gutes Beispiel (ar); \
                    veraltet: Beschreibung (uk)";
        let states = parse_states(cell).unwrap();
        assert_eq!(states.len(), 4);
        assert_eq!(format_states(&states), cell);
    }

    #[rstest]
    #[case("Name (en)")]
    #[case("egal: Name (en)")]
    #[case("veraltet: Stadt")]
    fn an_invalid_state_is_named(#[case] cell: &str) {
        assert!(matches!(parse_states(cell), Err(CellError::Unknown(_))));
    }

    proptest! {
        #[test]
        fn no_cell_panics(cell in any::<String>()) {
            let _ = parse_states(&cell);
        }
    }
}
