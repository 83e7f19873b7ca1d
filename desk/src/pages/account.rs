//! The account of the person who is signed in: password, sessions.

use super::link::new_password_fields;
use crate::components::{FieldKind, TextField, done_note, error_summary, text_field};
use crate::visit::Visit;
use i18n::words::desk::role_name;
use leptos::prelude::*;
use shared::desk::account::Account;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct OwnAccount {
    /// The account.
    pub account: Account,
    /// What was done.
    pub done: Option<String>,
    /// What is wrong.
    pub error: Option<String>,
}

/// Shows the account.
pub fn own_account(visit: &Visit, page: OwnAccount) -> AnyView {
    let i18n = visit.i18n;
    let current = TextField {
        name: "current",
        label: i18n.desk_account_current_password(),
        kind: FieldKind::Password,
        is_required: true,
        ..TextField::default()
    };
    view! {
        <h1>{i18n.desk_account_own()}</h1>
        {done_note(page.done)}
        <dl class="desk-facts">
            <dt>{i18n.desk_account_name()}</dt>
            <dd>
                <bdi>{page.account.name.as_str().to_owned()}</bdi>
            </dd>
            <dt>{i18n.desk_account_mail()}</dt>
            <dd>
                <bdi>{page.account.mail.as_str().to_owned()}</bdi>
            </dd>
            <dt>{i18n.desk_account_role()}</dt>
            <dd>{role_name(i18n, page.account.grant.role)}</dd>
        </dl>
        <section>
            <h2>{i18n.desk_link_password()}</h2>
            {error_summary(page.error, "current")}
            <form class="card desk-form" method="post" action=visit.path("account")>
                {text_field(&current)}
                {new_password_fields(visit)}
                <button class="button" name="step" value="password">
                    {i18n.desk_link_password_action()}
                </button>
            </form>
        </section>
        <section>
            <h2>{i18n.desk_factor_title()}</h2>
            <p>{i18n.desk_factor_lead()}</p>
            <p>
                <a class="button-quiet" href=visit.path("account/second-factor")>
                    {i18n.desk_factor_open()}
                </a>
            </p>
        </section>
        <section>
            <h2>{i18n.desk_account_data()}</h2>
            <p>{i18n.desk_account_data_lead()}</p>
            <p>
                <a class="button-quiet" href=visit.path("account/data.json") download="">
                    {i18n.desk_account_data_action()}
                </a>
            </p>
        </section>
        <section>
            <h2>{i18n.desk_account_sessions()}</h2>
            <p>{i18n.desk_account_sessions_lead()}</p>
            <form method="post" action=visit.path("account")>
                <button class="button-quiet" name="step" value="sign-out-everywhere">
                    {i18n.desk_account_sign_out_everywhere()}
                </button>
            </form>
        </section>
    }
    .into_any()
}
