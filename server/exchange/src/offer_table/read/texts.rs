//! Texts in several languages: merging a row with the existing texts.

use crate::sheet::columns::{TextPart, german};
use crate::sheet::states::TextStates;
use shared::language::LanguageTag;
use shared::text::{Text, TextState, Texts, Version};
use std::collections::BTreeMap;

/// The resulting texts of a part.
///
/// `columns` has an entry for each column; an empty one removes its text. Without a column of
/// states an unchanged text keeps its state. When the German text changes, its translations become
/// outdated, except those that are new too or marked as checked in `states`.
pub(super) fn merge_texts<const MAX: usize>(
    part: TextPart,
    existing: Option<Texts<MAX>>,
    columns: Vec<(LanguageTag, Option<Text<MAX>>)>,
    states: Option<&TextStates>,
) -> Option<Texts<MAX>> {
    let existing: BTreeMap<LanguageTag, Version<MAX>> =
        existing.map(Into::into).unwrap_or_default();
    let mut texts = existing.clone();
    for (language, text) in columns {
        let Some(text) = text else {
            texts.remove(&language);
            continue;
        };
        let unchanged = existing.get(&language).filter(|existing| existing.text == text);
        let given = states.and_then(|states| states.get(&(part, language.clone())).copied());
        let state = match (given, unchanged) {
            (Some(given), _) => given,
            (None, Some(existing)) if states.is_none() => existing.state,
            _ => TextState::Human,
        };
        texts.insert(language, Version { text, state });
    }
    if has_new_german(&existing, &texts) {
        for (language, version) in &mut texts {
            let is_old =
                existing.get(language).is_some_and(|existing| existing.text == version.text);
            let given = states.and_then(|states| states.get(&(part, language.clone())));
            if *language != german() && is_old && given != Some(&TextState::Human) {
                version.state = TextState::Outdated;
            }
        }
    }
    Texts::try_from(texts).ok()
}

fn has_new_german<const MAX: usize>(
    existing: &BTreeMap<LanguageTag, Version<MAX>>,
    texts: &BTreeMap<LanguageTag, Version<MAX>>,
) -> bool {
    let german = german();
    let text = |texts: &BTreeMap<LanguageTag, Version<MAX>>| {
        texts.get(&german).map(|version| version.text.clone())
    };
    let new = text(texts);
    new.is_some() && new != text(existing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::{Value, json};
    use shared::text::Lines;

    fn existing() -> Value {
        json!({ "de": "Chor", "en": { "text": "Choir", "state": "machine" }, "uk": "Хор" })
    }

    fn merged(cells: &[(&str, &str)], states: Option<&[(&str, TextState)]>) -> Value {
        let tag = |language: &str| LanguageTag::parse(language).unwrap();
        let cells =
            cells.iter().map(|(language, text)| (tag(language), Text::parse(text).ok())).collect();
        let states = states.map(|states| {
            states
                .iter()
                .map(|(language, state)| ((TextPart::Name, tag(language)), *state))
                .collect()
        });
        let existing: Lines = serde_json::from_value(existing()).unwrap();
        let texts = merge_texts(TextPart::Name, Some(existing), cells, states.as_ref());
        serde_json::to_value(texts).unwrap()
    }

    #[test]
    fn a_text_without_a_column_is_kept() {
        assert_eq!(merged(&[("de", "Chor")], None), existing());
        assert_eq!(merged(&[("de", "Chor"), ("en", "Choir")], None), existing());
    }

    #[test]
    fn translations_of_a_changed_text_become_outdated() {
        let expected = json!({
            "de": "Großer Chor",
            "en": { "text": "Choir", "state": "outdated" },
            "uk": { "text": "Хор", "state": "outdated" },
        });
        assert_eq!(merged(&[("de", "Großer Chor")], None), expected);
        let states = [("en", TextState::Machine)];
        let cells = [("de", "Großer Chor"), ("en", "Choir"), ("uk", "Хор")];
        assert_eq!(merged(&cells, Some(&states)), expected);
    }

    #[test]
    fn a_translation_that_is_new_or_checked_is_not_outdated() {
        let cells = [("de", "Großer Chor"), ("en", "Big choir"), ("uk", "Хор")];
        let states = [("uk", TextState::Human)];
        let expected = json!({ "de": "Großer Chor", "en": "Big choir", "uk": "Хор" });
        assert_eq!(merged(&cells, Some(&states)), expected);
    }

    #[rstest]
    #[case(&[("en", "")], json!({ "de": "Chor", "uk": "Хор" }))]
    #[case(&[("de", ""), ("en", ""), ("uk", "")], Value::Null)]
    fn an_empty_cell_removes_its_text(#[case] cells: &[(&str, &str)], #[case] expected: Value) {
        assert_eq!(merged(cells, None), expected);
    }

    #[test]
    fn a_column_of_states_sets_the_states() {
        let states = [("uk", TextState::Machine)];
        let expected =
            json!({ "de": "Chor", "en": "Choir", "uk": { "text": "Хор", "state": "machine" } });
        assert_eq!(merged(&[("en", "Choir"), ("uk", "Хор")], Some(&states)), expected);
    }
}
