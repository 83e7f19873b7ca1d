//! A link that is shown once, to be copied.

use i18n::I18n;
use leptos::prelude::*;

/// The link in a field, with a button that copies it; the script shows the button.
pub(crate) fn copy_field(i18n: I18n, link: &str) -> impl IntoView + use<> {
    view! {
        <div class="desk-copy">
            <label class="visually-hidden" for="link">{i18n.desk_account_link()}</label>
            <input id="link" readonly=true value=link.to_owned()/>
            <button
                type="button"
                class="button-quiet"
                hidden=true
                data-copy="link"
                data-done=i18n.desk_copied()
            >
                {i18n.desk_copy()}
            </button>
        </div>
    }
}
