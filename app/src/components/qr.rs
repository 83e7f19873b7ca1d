//! A QR code as a single SVG path: dark on light in every theme.

use super::Markup;
use leptos::prelude::*;
use std::fmt::Write;

/// Width of the quiet zone around the code, in modules, as the standard requires.
const QUIET_ZONE: usize = 4;

/// The code; `label` is for screen readers.
#[component]
pub(crate) fn QrCode(modules: Vec<Vec<bool>>, #[prop(into)] label: String) -> impl IntoView {
    let size = modules.len() + 2 * QUIET_ZONE;
    view! {
        <svg class="qr" role="img" aria-label=label viewBox=format!("0 0 {size} {size}")>
            <rect class="qr-light" width=size height=size></rect>
            <path class="qr-dark" d=path(&modules)></path>
        </svg>
    }
}

/// The same code within other markup.
pub(crate) fn qr_code(markup: &mut Markup, modules: &[Vec<bool>], label: &str) {
    let size = (modules.len() + 2 * QUIET_ZONE).to_string();
    let view_box = ["0 0 ", &size, " ", &size].concat();
    let attributes =
        [("class", "qr"), ("role", "img"), ("aria-label", label), ("viewBox", &*view_box)];
    markup.element("svg", &attributes, |svg| {
        let light = [("class", "qr-light"), ("width", &*size), ("height", &*size)];
        svg.line("rect", &light, "");
        svg.line("path", &[("class", "qr-dark"), ("d", &path(modules))], "");
    });
}

/// One rectangle for every run of dark modules in a row.
fn path(modules: &[Vec<bool>]) -> String {
    let mut path = String::new();
    for (y, row) in modules.iter().enumerate() {
        let mut x = 0;
        while x < row.len() {
            let run = row[x..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET_ZONE, y + QUIET_ZONE);
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_dark_modules_are_one_rectangle() {
        assert_eq!(path(&[vec![true, true, false, true]]), "M4 4h2v1h-2zM7 4h1v1h-1z");
        assert_eq!(path(&[vec![false]]), "");
    }
}
