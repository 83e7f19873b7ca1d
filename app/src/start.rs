//! The entry points of the browser's program: the script in the page calls one of them.
//!
//! Owns the start only; pages are in `pages`.

use crate::i18n::{I18n, parse_language_file};
use crate::root_marks::mark_root;
use crate::routes::{App, language_of};
use leptos::mount::{hydrate_from_async, mount_to_body};
use leptos::prelude::*;
use leptos::tachys::dom::body;
use std::panic::PanicHookInfo;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Hydrates a page from the server; returns when the page's own code is loaded and attached.
///
/// # Errors
/// Where the language file belongs to another build; the page then stays as the server sent it.
#[wasm_bindgen]
pub async fn hydrate(locale_text: String) -> Result<(), JsError> {
    let i18n = prepare(&locale_text)?;
    // The future holds what every route may need, which is too much for the stack.
    Box::pin(hydrate_from_async(body(), move || app(i18n))).await.forget();
    Ok(())
}

/// Renders the whole page in the browser, below an empty `<body>`: for the offline shell.
///
/// # Errors
/// Where the language file belongs to another build.
#[wasm_bindgen]
pub fn mount(locale_text: &str) -> Result<(), JsError> {
    let i18n = prepare(locale_text)?;
    mount_to_body(move || app(i18n));
    Ok(())
}

fn app(i18n: I18n) -> impl IntoView {
    provide_context(i18n);
    view! { <App/> }
}

fn prepare(locale_text: &str) -> Result<I18n, JsError> {
    std::panic::set_hook(Box::new(report_panic));
    let path = window().location().pathname().unwrap_or_default();
    let language = language_of(&path).ok_or_else(|| JsError::new("no language in the address"))?;
    Ok(parse_language_file(language, locale_text)?)
}

/// After a panic the WASM instance is unusable; the page says so where tests and styles can see it.
fn report_panic(info: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&info.to_string().into());
    mark_root("data-hydrated", "failed");
}
