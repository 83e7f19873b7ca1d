//! A form field for several lines of text.

use leptos::prelude::*;

/// A text area with its current text. All text areas are made here, since Leptos does not escape
/// their content.
#[component]
pub(crate) fn TextArea(
    id: &'static str,
    name: &'static str,
    rows: u8,
    /// In characters. Browsers cut what is pasted there, without a word.
    #[prop(optional)]
    max_length: Option<u32>,
    /// The id of its hint.
    described_by: &'static str,
    is_invalid: bool,
    text: String,
) -> impl IntoView {
    view! {
        <textarea
            id=id
            name=name
            rows=rows.to_string()
            maxlength=max_length.map(|length| length.to_string())
            dir="auto"
            required
            aria-describedby=described_by
            aria-invalid=is_invalid.then_some("true")
        >
            {content(text)}
        </textarea>
    }
}

/// HTML parsers drop a line break right after the tag; one more in front keeps a typed one.
#[cfg(feature = "ssr")]
fn content(text: String) -> String {
    let first = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{first}{}", super::raw_text(&text))
}

/// In the browser the text becomes a text node, which needs no escaping.
#[cfg(not(feature = "ssr"))]
fn content(text: String) -> String {
    text
}
