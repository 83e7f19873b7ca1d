//! Errors: instead of a whole page, and in a summary above a refused form.

use super::{Frame, Icon, localised_path};
use crate::error::PageError;
use crate::i18n::use_i18n;
use crate::status::set_page_status;
use i18n::words::missing;
use leptos::prelude::*;

/// Shown instead of a page: what went wrong, and a link to go on.
#[component]
pub(crate) fn ErrorPage(error: PageError) -> impl IntoView {
    let i18n = use_i18n();
    set_page_status(error.status());
    let message = match error {
        PageError::Missing(what) => missing(i18n, what).to_owned(),
        PageError::Offline => i18n.error_offline().to_owned(),
        PageError::Outdated => i18n.site_outdated().to_owned(),
        PageError::Failed { message, .. } => message,
    };
    view! {
        <Frame title=i18n.error_title()>
            <section class="notice" role="alert">
                <Icon name="alert"/>
                <h1>{i18n.error_title()}</h1>
                <p>{message}</p>
                <p>
                    <a class="button" href=localised_path(i18n, "")>{i18n.nav_home()}</a>
                </p>
            </section>
        </Frame>
    }
}

/// Shown above a refused form: what is wrong, with a link to the field's id.
#[component]
pub(crate) fn ErrorSummary(message: String, #[prop(into)] field: String) -> impl IntoView {
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus="">
            <Icon name="alert"/>
            <p>
                <a href=format!("#{field}")>{message}</a>
            </p>
        </div>
    }
}
