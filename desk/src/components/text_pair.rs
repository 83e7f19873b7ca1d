//! A text in German beside the same text in another language, with the state of the translation.

use super::{Choice, FieldKind, TextField, choice_field, text_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// A text in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairedText {
    /// Name in the form, and id.
    pub key: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it, or what somebody else has stored meanwhile.
    pub error: Option<String>,
    /// The language's tag.
    pub lang: String,
    /// The language's own name.
    pub language: String,
    /// The state of a translation; none for German.
    pub state: Option<StateField>,
}

/// The state of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateField {
    /// Name in the form, and id.
    pub key: String,
    /// `human`, `machine` or `outdated`.
    pub value: String,
}

/// A text in German and, where the page shows one, in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPair {
    /// What it is.
    pub label: String,
    /// What helps to write it; may be empty.
    pub hint: String,
    /// Whether it may have several lines.
    pub is_long: bool,
    /// The German text.
    pub german: PairedText,
    /// The text in the other language.
    pub beside: Option<PairedText>,
}

/// Shows the fields next to each other.
pub(crate) fn text_pair(visit: &Visit, pair: &TextPair) -> AnyView {
    let german = one_text(pair, &pair.german, &pair.label, &pair.hint);
    let beside = pair.beside.as_ref().map(|text| {
        let label = format!("{} ({})", pair.label, text.language);
        view! {
            <div>
                {one_text(pair, text, &label, "")}
                {text.state.as_ref().map(|state| state_field(visit, pair, state))}
            </div>
        }
    });
    view! { <div class="desk-pair">{german} {beside}</div> }.into_any()
}

fn one_text(pair: &TextPair, text: &PairedText, label: &str, hint: &str) -> AnyView {
    text_field(&TextField {
        name: &text.key,
        label,
        value: &text.value,
        hint,
        error: text.error.as_deref(),
        kind: if pair.is_long { FieldKind::Lines } else { FieldKind::Text },
        lang: Some(&text.lang),
        ..TextField::default()
    })
}

fn state_field(visit: &Visit, pair: &TextPair, state: &StateField) -> AnyView {
    let i18n = visit.i18n;
    let choices = [
        ("human", i18n.desk_text_human()),
        ("machine", i18n.desk_text_machine()),
        ("outdated", i18n.desk_text_outdated()),
    ];
    let choices = choices.map(|(name, label)| Choice::new(name, label, &state.value)).into();
    choice_field(&state.key, &i18n.desk_conference_state_of(&pair.label), choices)
}
