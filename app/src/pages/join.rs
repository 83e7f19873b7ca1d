//! Joining a conference by its code: one field, a real form.

use crate::components::{ErrorSummary, Frame, Icon, localised_path, replaced_view};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, error_message};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::forms::voting::CODE;

/// The form for a conference's code.
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
        let RefusedCode { error, typed } = refused_code();
        let is_invalid = error.is_some().then_some("true");
        replaced_view(view! {
            <Frame title=i18n.join_title()>
                <section class="join">
                    <Icon name="dots"/>
                    <h1>{i18n.join_title()}</h1>
                    <p class="lead">{i18n.join_intro()}</p>
                    {error.map(|message| view! { <ErrorSummary message=message field="code"/> })}
                    <form method="post" action=localised_path(i18n, "join")>
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

/// The refused form, if any.
#[derive(Default)]
struct RefusedCode {
    error: Option<String>,
    /// The code as typed.
    typed: Option<String>,
}

/// The refused form in the context; a page with one is never hydrated.
#[cfg(feature = "ssr")]
fn refused_code() -> RefusedCode {
    let Some(RefusedForm { error, typed }) = use_context() else {
        return RefusedCode::default();
    };
    let typed = if let Typed::Code(code) = typed { Some(code) } else { None };
    RefusedCode { error: Some(error_message(&error)), typed }
}

#[cfg(not(feature = "ssr"))]
fn refused_code() -> RefusedCode {
    RefusedCode::default()
}
