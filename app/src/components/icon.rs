//! Pictograms: symbols of the sprite that the shell puts into every page.
//!
//! There is always text next to them, so they are hidden from screen readers.

use leptos::prelude::*;

/// A pictogram by its name in `style/icons.svg`; its class is `.icon-NAME`.
#[component]
pub(crate) fn Icon(#[prop(into)] name: String) -> impl IntoView {
    let symbol = format!("icon-{name}");
    view! {
        <svg class=format!("icon {symbol}") aria-hidden="true" focusable="false">
            <use href=format!("#{symbol}")></use>
        </svg>
    }
}
