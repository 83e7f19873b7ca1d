//! Texts that may be in another language than the page.

use super::language_label;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::text::{Picked, TextState};

/// A text with its own language and direction.
#[component]
pub(crate) fn PickedText(text: Picked) -> impl IntoView {
    let dir = text.language.dir();
    view! { <span lang=text.language.to_string() dir=dir>{text.text}</span> }
}

/// A short note where the text is not what the reader would expect: in another language, machine
/// translated, or outdated. Empty otherwise.
#[component]
pub(crate) fn TranslationNote(text: Picked) -> impl IntoView {
    let i18n = use_i18n();
    let state = match text.state {
        TextState::Human => None,
        TextState::Machine => Some(i18n.text_machine()),
        TextState::Outdated => Some(i18n.text_outdated()),
    };
    let fallback = text.is_fallback.then(|| {
        i18n.text_fallback(&language_label(i18n, text.language.as_str(), text.language.as_str()))
    });
    view! {
        {fallback.map(|note| view! { <small class="origin">{note}</small> })}
        {state.map(|note| view! { <small class="origin">{note}</small> })}
    }
}
