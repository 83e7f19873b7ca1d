//! Shown instead of a page: what went wrong, and how to go on.

use crate::components::icon;
use crate::visit::Visit;
use leptos::prelude::*;

/// Shows a message.
pub fn failure(visit: &Visit, message: String) -> AnyView {
    let i18n = visit.i18n;
    let (href, label) = match visit.person {
        Some(_) => (visit.path(""), i18n.desk_nav_overview()),
        None => (visit.path("sign-in"), i18n.desk_sign_in()),
    };
    view! {
        <section class="notice" role="alert">
            {icon("alert")}
            <h1>{i18n.error_title()}</h1>
            <p>{message}</p>
            <p>
                <a class="button" href=href>{label}</a>
            </p>
        </section>
    }
    .into_any()
}
