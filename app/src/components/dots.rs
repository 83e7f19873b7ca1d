//! A number shown as dots. There is text next to them, so they are hidden from screen readers.

use super::replaced_view;
use leptos::prelude::*;

/// As many dots as `count`. Each is an element, so that only a new one is animated.
pub(crate) fn dot_row(count: Signal<u32>) -> AnyView {
    let all = move || (0..count.get()).map(|_| view! { <span class="dot"></span> }).collect_view();
    replaced_view(view! { <span class="dots" aria-hidden="true">{all}</span> })
}
