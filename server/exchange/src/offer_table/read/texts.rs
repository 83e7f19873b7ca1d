//! Texts in several languages: what a row says over what is held.

use crate::sheet::columns::{TextPart, german};
use crate::sheet::states::TextStates;
use shared::language::LanguageTag;
use shared::text::{Text, TextState, Texts, Version};
use std::collections::BTreeMap;

/// The texts of a part afterwards.
///
/// `said` has an entry for each column; an empty one removes its text. Without a column of
/// states a text that stays as it is keeps its state. Translations of a German text that has
/// changed become outdated, except for those that are new too or called checked in `states`.
pub(super) fn merge_texts<const MAX: usize>(
    part: TextPart,
    held: Option<Texts<MAX>>,
    said: Vec<(LanguageTag, Option<Text<MAX>>)>,
    states: Option<&TextStates>,
) -> Option<Texts<MAX>> {
    let held: BTreeMap<LanguageTag, Version<MAX>> = held.map(Into::into).unwrap_or_default();
    let mut texts = held.clone();
    for (language, text) in said {
        let Some(text) = text else {
            texts.remove(&language);
            continue;
        };
        let as_held = held.get(&language).filter(|held| held.text == text);
        let said = states.and_then(|states| states.get(&(part, language.clone())).copied());
        let state = match (said, as_held) {
            (Some(said), _) => said,
            (None, Some(held)) if states.is_none() => held.state,
            _ => TextState::Human,
        };
        texts.insert(language, Version { text, state });
    }
    if has_new_german(&held, &texts) {
        for (language, version) in &mut texts {
            let is_old = held.get(language).is_some_and(|held| held.text == version.text);
            let said = states.and_then(|states| states.get(&(part, language.clone())));
            if *language != german() && is_old && said != Some(&TextState::Human) {
                version.state = TextState::Outdated;
            }
        }
    }
    Texts::try_from(texts).ok()
}

fn has_new_german<const MAX: usize>(
    held: &BTreeMap<LanguageTag, Version<MAX>>,
    texts: &BTreeMap<LanguageTag, Version<MAX>>,
) -> bool {
    let german = german();
    let text = |texts: &BTreeMap<LanguageTag, Version<MAX>>| {
        texts.get(&german).map(|version| version.text.clone())
    };
    let new = text(texts);
    new.is_some() && new != text(held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::{Value, json};
    use shared::text::Lines;

    fn held() -> Value {
        json!({ "de": "Chor", "en": { "text": "Choir", "state": "machine" }, "uk": "Хор" })
    }

    fn merged(said: &[(&str, &str)], states: Option<&[(&str, TextState)]>) -> Value {
        let tag = |language: &str| LanguageTag::parse(language).unwrap();
        let said =
            said.iter().map(|(language, text)| (tag(language), Text::parse(text).ok())).collect();
        let states = states.map(|states| {
            states
                .iter()
                .map(|(language, state)| ((TextPart::Name, tag(language)), *state))
                .collect()
        });
        let held: Lines = serde_json::from_value(held()).unwrap();
        let texts = merge_texts(TextPart::Name, Some(held), said, states.as_ref());
        serde_json::to_value(texts).unwrap()
    }

    #[test]
    fn what_has_no_column_stays() {
        assert_eq!(merged(&[("de", "Chor")], None), held());
        assert_eq!(merged(&[("de", "Chor"), ("en", "Choir")], None), held());
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
        let said = [("de", "Großer Chor"), ("en", "Choir"), ("uk", "Хор")];
        assert_eq!(merged(&said, Some(&states)), expected);
    }

    #[test]
    fn a_translation_that_is_new_or_checked_is_not_outdated() {
        let said = [("de", "Großer Chor"), ("en", "Big choir"), ("uk", "Хор")];
        let states = [("uk", TextState::Human)];
        let expected = json!({ "de": "Großer Chor", "en": "Big choir", "uk": "Хор" });
        assert_eq!(merged(&said, Some(&states)), expected);
    }

    #[rstest]
    #[case(&[("en", "")], json!({ "de": "Chor", "uk": "Хор" }))]
    #[case(&[("de", ""), ("en", ""), ("uk", "")], Value::Null)]
    fn an_empty_cell_removes_its_text(#[case] said: &[(&str, &str)], #[case] expected: Value) {
        assert_eq!(merged(said, None), expected);
    }

    #[test]
    fn a_column_of_states_says_what_a_text_is() {
        let states = [("uk", TextState::Machine)];
        let expected =
            json!({ "de": "Chor", "en": "Choir", "uk": { "text": "Хор", "state": "machine" } });
        assert_eq!(merged(&[("en", "Choir"), ("uk", "Хор")], Some(&states)), expected);
    }
}
