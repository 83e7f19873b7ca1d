//! The least program that has all the stages of `xtask/src/program` to do with: two pages that
//! share code which the start does without, and functions of the browser.
//!
//! Built and taken through the stages by xtask's tests; what the pinned tools make of it stands
//! beside this folder's `src`.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_split_helpers::wasm_split;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(text: &str);
}

/// Shows a page by its name.
#[wasm_bindgen]
pub async fn show(page: &str) -> String {
    log(page);
    match page {
        "home" => home().await,
        _ => map().await,
    }
}

#[wasm_split(__home_page_view_1)]
fn home() -> String {
    frame("Home")
}

#[wasm_split(__map_page_view_2)]
fn map() -> String {
    frame("Map")
}

/// Too large to stand on both pages.
#[inline(never)]
fn frame(title: &str) -> String {
    ["<h1>", title, "</h1>"].concat()
}
