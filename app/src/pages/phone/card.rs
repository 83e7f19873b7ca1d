//! The form for whoever has a card: one field, a real form.

use crate::components::{Icon, localised};
use crate::i18n::use_i18n;
use leptos::prelude::*;

/// Asks for the code on the card, with what was typed before.
#[component]
pub(super) fn CardForm(code: String, typed: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let is_invalid = typed.is_some().then_some("true");
    view! {
        <section class="join">
            <Icon name="ticket"/>
            <h2>{i18n.vote_code_title()}</h2>
            <p>{i18n.vote_code_intro()}</p>
            <form method="post" action=localised(i18n, &format!("c/{code}/card"))>
                <label for="code">{i18n.vote_code_label()}</label>
                <input
                    id="code"
                    name="code"
                    class="code-input"
                    dir="ltr"
                    value=typed
                    maxlength="20"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    enterkeyhint="go"
                    aria-describedby="code-hint"
                    aria-invalid=is_invalid
                    required
                />
                <p id="code-hint" class="hint">{i18n.vote_code_hint()}</p>
                <button type="submit" class="button">{i18n.vote_code_button()}</button>
            </form>
        </section>
    }
}
