//! Both parsers of `app::json`, side by side in WebAssembly, for `tests/browser/json.test.mjs`.
//!
//! Includes the app's own files, the browser's deserializer and the list of types, without the app:
//! a program without pages is built in seconds.

#[path = "../../../app/src/json/app_types.rs"]
mod app_types;
#[path = "../../../app/src/json/js_access.rs"]
mod js_access;
#[path = "../../../app/src/json/js_deserializer.rs"]
mod js_deserializer;
#[path = "../../../app/src/json/js_value.rs"]
mod js_value;
#[macro_use]
#[path = "../../../app/src/json/wire_types.rs"]
mod wire_types;

use js_sys::JSON;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

macro_rules! parsers {
    ($($wire_type:ty,)*) => {
        /// The names of all types that travel to the browser.
        #[wasm_bindgen]
        pub fn wire_types() -> Vec<String> {
            vec![$(stringify!($wire_type).to_owned()),*]
        }

        /// Parses a text as the type of this name, with both parsers.
        ///
        /// # Errors
        /// Where one of the parsers fails, or their values differ.
        #[wasm_bindgen]
        pub fn parse(name: &str, text: &str) -> Result<(), JsError> {
            match name {
                $(stringify!($wire_type) => parse_with_both::<$wire_type>(text),)*
                _ => Err(JsError::new("not listed")),
            }
        }
    };
}

for_each_wire_type!(parsers);

fn parse_with_both<T: DeserializeOwned + PartialEq + Debug>(text: &str) -> Result<(), JsError> {
    let by_serde: T = serde_json::from_str(text)?;
    let value = JSON::parse(text).map_err(|_| JsError::new("not JSON"))?;
    let by_browser = T::deserialize(js_value::Value(value))
        .map_err(|_| JsError::new("the browser's deserializer rejects it"))?;
    if by_serde == by_browser {
        return Ok(());
    }
    Err(JsError::new(&format!("serde_json: {by_serde:?}\nthe browser: {by_browser:?}")))
}
