//! What pages of the desk are made of.

mod cell_changes;
mod copy_field;
mod date;
mod field;
mod file_field;
mod qr_code;
mod table;
mod text_pair;
mod trial;

pub use cell_changes::CellChangeLine;
pub(crate) use cell_changes::cell_changes;
pub(crate) use copy_field::copy_field;
pub use date::short_date;
pub(crate) use field::escaped;
pub use field::{
    ChecksField, Choice, FieldKind, TextField, checked_choice_field, checks_field, choice_field,
    hidden_field, mail_field, text_field,
};
pub(crate) use file_field::{FileField, file_field};
pub(crate) use qr_code::qr_code;
pub use table::{Column, data_table};
pub(crate) use text_pair::text_pair;
pub use text_pair::{PairedText, StateField, TextPair};
pub use trial::Trial;
pub(crate) use trial::{trial_field, trial_result};

use leptos::prelude::*;

/// A pictogram of the sprite.
pub fn icon(name: &str) -> impl IntoView + use<> {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}

/// What went wrong, above a form; `field` is the id that the message leads to.
pub fn error_summary(message: Option<String>, field: &str) -> Option<AnyView> {
    let href = format!("#{field}");
    message.map(|message| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus="">
                {icon("alert")}
                <p>
                    <a href=href>{message}</a>
                </p>
            </div>
        }
        .into_any()
    })
}

/// What was done, above a page.
pub fn done_note(message: Option<String>) -> Option<AnyView> {
    message.map(|message| {
        view! {
            <p class="desk-done" role="status">
                {icon("check")}
                <span>{message}</span>
            </p>
        }
        .into_any()
    })
}
