//! The page behind a link that creates an account or sets a password.

use crate::components::{FieldKind, TextField, error_summary, mail_field, text_field};
use crate::visit::Visit;
use i18n::words::desk::role_name;
use leptos::prelude::*;
use shared::desk::account::Role;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Link {
    /// The token of the link.
    pub token: String,
    /// The role of the account that is created; `None` where a password is set.
    pub role: Option<Role>,
    /// The account's mail address, where it is decided.
    pub decided_mail: Option<String>,
    /// The name that was typed, or the account's.
    pub name: String,
    /// The mail address that was typed.
    pub mail: String,
    /// What is wrong.
    pub error: Option<String>,
}

/// Shows the form.
pub fn link(visit: &Visit, page: &Link) -> AnyView {
    let i18n = visit.i18n;
    let is_new = page.role.is_some();
    let name = TextField {
        name: "name",
        label: i18n.desk_account_name(),
        hint: i18n.desk_account_name_hint(),
        value: &page.name,
        is_required: true,
        ..TextField::default()
    };
    let (title, action) = if is_new {
        (i18n.desk_link_create(), i18n.desk_link_create_action())
    } else {
        (i18n.desk_link_password(), i18n.desk_link_password_action())
    };
    let lead = page.role.map(|role| i18n.desk_link_role(role_name(i18n, role)));
    let decided = page.decided_mail.clone().map(|mail| {
        view! {
            <p>
                {i18n.desk_account_mail()}": "
                <bdi>
                    <strong>{mail}</strong>
                </bdi>
            </p>
        }
    });
    view! {
        <section class="desk-narrow">
            <h1>{title}</h1>
            {lead.map(|lead| view! { <p>{lead}</p> })}
            {error_summary(page.error.clone(), "password")}
            <form
                class="card desk-form"
                method="post"
                action=visit.path(&format!("link/{}", page.token))
            >
                {is_new.then(|| text_field(&name))}
                {decided}
                {(is_new && page.decided_mail.is_none()).then(|| mail_field(visit, &page.mail))}
                {new_password_fields(visit)}
                <button class="button">{action}</button>
            </form>
        </section>
    }
    .into_any()
}

/// The fields for a new password, twice.
pub(super) fn new_password_fields(visit: &Visit) -> impl IntoView + use<> {
    let i18n = visit.i18n;
    let password = TextField {
        name: "password",
        label: i18n.desk_account_new_password(),
        hint: i18n.desk_account_password_hint(),
        kind: FieldKind::NewPassword,
        is_required: true,
        ..TextField::default()
    };
    let repeated = TextField {
        name: "repeated",
        label: i18n.desk_account_repeated(),
        kind: FieldKind::NewPassword,
        is_required: true,
        ..TextField::default()
    };
    (text_field(&password), text_field(&repeated))
}
