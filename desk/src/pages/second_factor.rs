//! The second factor: typing the code of an app, and setting one up.

use crate::components::{
    FieldKind, TextField, done_note, error_summary, hidden_field, qr_code, text_field,
};
use crate::visit::Visit;
use leptos::prelude::*;

/// Shows the form for the code, after the password.
pub fn code_form(visit: &Visit, next: &str, error: Option<String>) -> AnyView {
    let i18n = visit.i18n;
    view! {
        <section class="desk-narrow">
            <h1>{i18n.desk_factor_code_title()}</h1>
            {error_summary(error, "code")}
            <form class="card desk-form" method="post" action=visit.path("sign-in/code")>
                {hidden_field("next", next)}
                {code_field(visit)}
                <button class="button">{i18n.desk_sign_in()}</button>
                <p class="field-hint">{i18n.desk_factor_lost()}</p>
            </form>
        </section>
    }
    .into_any()
}

/// What the page for setting up a second factor shows.
#[derive(Clone, Debug, Default)]
pub struct FactorPage {
    /// Whether there is one.
    pub is_on: bool,
    /// A secret to set one up with.
    pub secret: String,
    /// The same as a QR code.
    pub qr: Vec<Vec<bool>>,
    /// What was done.
    pub done: Option<String>,
    /// What is wrong.
    pub error: Option<String>,
}

/// Shows whether there is a second factor, and how to turn it on or off.
pub fn factor_page(visit: &Visit, page: &FactorPage) -> AnyView {
    let i18n = visit.i18n;
    let action = visit.path("account/second-factor");
    let form = if page.is_on {
        view! {
            <form class="card desk-form" method="post" action=action>
                <p>{i18n.desk_factor_on()}</p>
                {code_field(visit)}
                <button class="button-quiet" name="step" value="off">
                    {i18n.desk_factor_turn_off()}
                </button>
            </form>
        }
        .into_any()
    } else {
        view! {
            <form class="card desk-form" method="post" action=action>
                <p>{i18n.desk_factor_scan()}</p>
                {qr_code(&page.qr, i18n.desk_factor_qr().to_owned())}
                <p>
                    {i18n.desk_factor_type()}" "
                    <code class="desk-code">{page.secret.clone()}</code>
                </p>
                {hidden_field("secret", &page.secret)}
                {code_field(visit)}
                <button class="button" name="step" value="on">{i18n.desk_factor_turn_on()}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="desk-narrow">
            <h1>{i18n.desk_factor_title()}</h1>
            <p>{i18n.desk_factor_lead()}</p>
            {done_note(page.done.clone())}
            {error_summary(page.error.clone(), "code")}
            {form}
        </section>
    }
    .into_any()
}

fn code_field(visit: &Visit) -> AnyView {
    text_field(&TextField {
        name: "code",
        label: visit.i18n.desk_factor_code(),
        kind: FieldKind::Code,
        is_required: true,
        ..TextField::default()
    })
}
