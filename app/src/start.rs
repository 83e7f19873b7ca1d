//! Where the browser enters: the page's script calls one of these functions.
//!
//! Owns the start only; what a page does is in `pages`.

use crate::routes::App;
use leptos::mount::{hydrate_from_async, mount_to_body};
use leptos::prelude::*;
use leptos::tachys::dom::body;
use std::panic::PanicHookInfo;
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;

/// The text of the one locale file that this visit loads.
#[derive(Clone, Debug)]
pub struct LocaleText(pub Arc<str>);

/// Brings a page from the server to life; done when the page's own code is loaded and attached.
#[wasm_bindgen]
pub async fn hydrate(locale_text: String) {
    prepare();
    hydrate_from_async(body(), move || app(locale_text)).await.forget();
}

/// Renders the whole page here, below an empty `<body>`: for the offline shell.
#[wasm_bindgen]
pub fn mount(locale_text: String) {
    prepare();
    mount_to_body(move || app(locale_text));
}

fn app(locale_text: String) -> impl IntoView {
    provide_context(LocaleText(locale_text.into()));
    view! { <App/> }
}

fn prepare() {
    std::panic::set_hook(Box::new(report_panic));
}

/// A panic ends the WASM for good; the page says so where tests and styles can see it.
fn report_panic(info: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&info.to_string().into());
    if let Some(root) = document().document_element() {
        // Nothing is left to do where even this fails.
        let _ = root.set_attribute("data-hydrated", "failed");
    }
}
