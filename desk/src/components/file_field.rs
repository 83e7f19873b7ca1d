//! A field for a file.

use leptos::prelude::*;

/// A field for a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileField<'a> {
    /// Its label.
    pub(crate) label: &'a str,
    /// Which files can be chosen, in words.
    pub(crate) hint: &'a str,
    /// Endings of these files, separated by commas.
    pub(crate) accept: &'static str,
    /// What is wrong with it.
    pub(crate) error: Option<&'a str>,
}

/// Shows the field; its name in the form, and its id, is `file`.
pub(crate) fn file_field(field: FileField<'_>) -> AnyView {
    let error = field.error.map(str::to_owned);
    let (invalid, described) = match &error {
        Some(_) => (Some("true"), "file-hint file-error"),
        None => (None, "file-hint"),
    };
    let error = error.map(|error| view! { <p class="field-error" id="file-error">{error}</p> });
    view! {
        <div class="desk-field">
            <label for="file">{field.label.to_owned()}</label>
            <p class="field-hint" id="file-hint">
                {field.hint.to_owned()}
            </p>
            {error}
            <input
                id="file"
                name="file"
                type="file"
                required=true
                accept=field.accept
                aria-invalid=invalid
                aria-describedby=described
            />
        </div>
    }
    .into_any()
}
