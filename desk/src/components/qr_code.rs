//! A QR code as one path of an SVG: dark on light in every theme.

use leptos::prelude::*;
use std::fmt::Write as _;

/// Width of the quiet zone around a QR code, in modules, as the standard requires.
const QUIET_ZONE: usize = 4;

/// The code, from rows of modules; `label` is for screen readers.
pub(crate) fn qr_code(modules: &[Vec<bool>], label: String) -> impl IntoView + use<> {
    let size = modules.len() + 2 * QUIET_ZONE;
    let mut path = String::new();
    for (y, row) in modules.iter().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, is_dark)| **is_dark) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET_ZONE, y + QUIET_ZONE);
        }
    }
    view! {
        <svg class="qr desk-qr" role="img" aria-label=label viewBox=format!("0 0 {size} {size}")>
            <rect class="qr-light" width=size height=size></rect>
            <path class="qr-dark" d=path></path>
        </svg>
    }
}
