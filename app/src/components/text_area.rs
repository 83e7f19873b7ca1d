//! A field for several lines.

use leptos::prelude::*;

/// A text area with what was typed before. Every text area of a page is made here, since Leptos
/// writes the content of the element as it is.
#[component]
pub(crate) fn TextArea(
    id: &'static str,
    name: &'static str,
    rows: u8,
    /// Most characters.
    max_length: u32,
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
            maxlength=max_length.to_string()
            required
            aria-describedby=described_by
            aria-invalid=is_invalid.then_some("true")
        >
            {content(text)}
        </textarea>
    }
}

/// A parser drops a line break right after the tag; one of ours keeps the first one typed.
#[cfg(feature = "ssr")]
fn content(text: String) -> String {
    let first = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{first}{}", super::raw_text(&text))
}

/// In the browser the text goes into the document as a node, which needs no escaping.
#[cfg(not(feature = "ssr"))]
fn content(text: String) -> String {
    text
}
