//! Asking for a link that sets a new password.

use crate::components::{done_note, error_summary, mail_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Forgotten {
    /// The mail address that was typed.
    pub mail: String,
    /// Whether a mail is on its way, if there is such an account.
    pub is_sent: bool,
    /// What is wrong.
    pub error: Option<String>,
}

/// Shows the form.
pub fn forgotten(visit: &Visit, page: &Forgotten) -> AnyView {
    let i18n = visit.i18n;
    let sent = page.is_sent.then(|| i18n.desk_forgotten_sent().to_owned());
    view! {
        <section class="desk-narrow">
            <h1>{i18n.desk_forgotten_title()}</h1>
            {done_note(sent)}
            {error_summary(page.error.clone(), "mail")}
            <form class="card desk-form" method="post" action=visit.path("forgotten")>
                <p>{i18n.desk_forgotten_lead()}</p>
                {mail_field(visit, &page.mail)}
                <button class="button">{i18n.desk_forgotten_action()}</button>
            </form>
            <p>
                <a href=visit.path("sign-in")>{i18n.desk_sign_in()}</a>
            </p>
        </section>
    }
    .into_any()
}
