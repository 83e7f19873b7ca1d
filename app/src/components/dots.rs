//! A number as dots; words stand beside them, so they are hidden from screen readers.

use super::settled;
use leptos::prelude::*;

/// So many dots. One more is an element of its own, so that only the new one moves.
pub(crate) fn dots(count: Signal<u32>) -> AnyView {
    let all = move || (0..count.get()).map(|_| view! { <span class="dot"></span> }).collect_view();
    settled(view! { <span class="dots" aria-hidden="true">{all}</span> })
}
