//! Signing in.

use crate::components::{
    FieldKind, TextField, error_summary, hidden_field, mail_field, text_field,
};
use crate::visit::Visit;
use i18n::I18n;
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// The mail address that was typed.
    pub mail: String,
    /// Where to go afterwards.
    pub next: String,
    /// Whether a link for a new password can be mailed.
    pub can_mail: bool,
    /// The OpenID provider that people can sign in with as well.
    pub openid: Option<OpenIdLink>,
    /// What is wrong.
    pub error: Option<String>,
}

/// A link to sign in at an OpenID provider.
#[derive(Clone, Debug)]
pub struct OpenIdLink {
    /// What people call the provider.
    pub name: String,
    /// The page that sends the browser there.
    pub address: String,
}

/// Shows the form.
pub fn sign_in(visit: &Visit, page: &SignIn) -> AnyView {
    let i18n = visit.i18n;
    let password = TextField {
        name: "password",
        label: i18n.desk_account_password(),
        kind: FieldKind::Password,
        is_required: true,
        ..TextField::default()
    };
    let help = if page.can_mail {
        let href = visit.path("forgotten");
        view! { <a href=href>{i18n.desk_forgotten_title()}</a> }.into_any()
    } else {
        view! { <span class="field-hint">{i18n.desk_sign_in_forgotten()}</span> }.into_any()
    };
    view! {
        <section class="desk-narrow">
            <h1>{i18n.desk_sign_in()}</h1>
            {error_summary(page.error.clone(), "mail")}
            <form class="card desk-form" method="post" action=visit.path("sign-in")>
                {hidden_field("next", &page.next)}
                {mail_field(visit, &page.mail)}
                {text_field(&password)}
                <button class="button">{i18n.desk_sign_in()}</button>
                <p>{help}</p>
            </form>
            {page.openid.as_ref().map(|link| openid_link(i18n, link))}
        </section>
    }
    .into_any()
}

/// A link and no form, since the policy for forms lets them go to this site only.
fn openid_link(i18n: I18n, link: &OpenIdLink) -> AnyView {
    let OpenIdLink { name, address } = link.clone();
    view! {
        <div class="card desk-form">
            <p>{i18n.desk_openid_lead()}</p>
            <a class="button" href=address>{i18n.desk_openid_action(&name)}</a>
        </div>
    }
    .into_any()
}
