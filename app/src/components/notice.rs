//! Errors: the whole page that could not be made, and the summary above a refused form.

use super::{Frame, Icon, localised};
use crate::error::PageError;
use crate::i18n::use_i18n;
use crate::status::set_page_status;
use i18n::words::missing;
use leptos::prelude::*;

/// In place of a page: what went wrong, and where to go on.
#[component]
pub(crate) fn ErrorPage(error: PageError) -> impl IntoView {
    let i18n = use_i18n();
    set_page_status(error.status());
    let words = match error {
        PageError::Missing(what) => missing(i18n, what).to_owned(),
        PageError::Offline => i18n.error_offline().to_owned(),
        PageError::Failed { message: words, .. } => words,
    };
    view! {
        <Frame title=i18n.error_title()>
            <section class="notice" role="alert">
                <Icon name="alert"/>
                <h1>{i18n.error_title()}</h1>
                <p>{words}</p>
                <p>
                    <a class="button" href=localised(i18n, "")>{i18n.nav_home()}</a>
                </p>
            </section>
        </Frame>
    }
}

/// Above a form that was refused: what is wrong, with a link to the field.
#[component]
pub(crate) fn ErrorSummary(words: String, #[prop(into)] field: String) -> impl IntoView {
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus="">
            <Icon name="alert"/>
            <p>
                <a href=format!("#{field}")>{words}</a>
            </p>
        </div>
    }
}
