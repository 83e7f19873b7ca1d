//! Joining a conference by its code: one field, a real form.

use crate::components::{ErrorSummary, Frame, Icon, localised, settled};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, error_message};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::forms::voting::CODE;

/// The page with the code's field.
#[derive(Debug)]
pub(crate) struct JoinPage;

#[lazy_route]
impl LazyRoute for JoinPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let JoinPage = this;
        let i18n = use_i18n();
        let (error, typed) = refused();
        let is_invalid = error.is_some().then_some("true");
        settled(view! {
            <Frame title=i18n.join_title()>
                <section class="join">
                    <Icon name="dots"/>
                    <h1>{i18n.join_title()}</h1>
                    <p class="lead">{i18n.join_intro()}</p>
                    {error.map(|words| view! { <ErrorSummary words=words field="code"/> })}
                    <form method="post" action=localised(i18n, "join")>
                        <label for="code">{i18n.join_code_label()}</label>
                        <input
                            id="code"
                            name=CODE
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
                        <p id="code-hint" class="hint">{i18n.join_code_hint()}</p>
                        <button type="submit" class="button">{i18n.join_button()}</button>
                    </form>
                    <p class="hint">{i18n.join_privacy()}</p>
                </section>
            </Frame>
        })
    }
}

/// What a refused form brings along; such a page is never hydrated.
#[cfg(feature = "ssr")]
fn refused() -> (Option<String>, Option<String>) {
    match use_context::<RefusedForm>() {
        Some(RefusedForm { error, typed: Typed::Code(typed) }) => {
            (Some(error_message(&error)), Some(typed))
        }
        Some(RefusedForm { error, .. }) => (Some(error_message(&error)), None),
        None => (None, None),
    }
}

#[cfg(not(feature = "ssr"))]
const fn refused() -> (Option<String>, Option<String>) {
    (None, None)
}
