//! Pictograms: one symbol of the sprite that the shell puts into every page.
//!
//! Words always stand beside them, so they are hidden from screen readers.

use leptos::prelude::*;

/// A pictogram by its name in `style/icons.svg`.
#[component]
pub(crate) fn Icon(#[prop(into)] name: String) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}
