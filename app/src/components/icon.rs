//! Pictograms: one symbol of the sprite that the shell puts into every page.
//!
//! Words always stand beside them, so they are hidden from screen readers.

use leptos::prelude::*;

/// A pictogram by its name in `style/icons.svg`; the style sheet knows it as `.icon-NAME`.
#[component]
pub(crate) fn Icon(#[prop(into)] name: String) -> impl IntoView {
    let symbol = format!("icon-{name}");
    view! {
        <svg class=format!("icon {symbol}") aria-hidden="true" focusable="false">
            <use href=format!("#{symbol}")></use>
        </svg>
    }
}
