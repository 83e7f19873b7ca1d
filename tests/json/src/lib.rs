//! Both readers of `app::json`, side by side in WebAssembly, for `tests/browser/json.test.mjs`.
//!
//! Takes the app's own files, the browser's reader and the list of types, without the app: a
//! program without pages is built in seconds.

#[path = "../../../app/src/json/in_browser.rs"]
mod in_browser;
#[macro_use]
#[path = "../../../app/src/json/listed.rs"]
mod listed;
#[path = "../../../app/src/json/own.rs"]
mod own;

use js_sys::JSON;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

macro_rules! readers {
    ($($listed:ty,)*) => {
        /// The names of all types that travel to the browser.
        #[wasm_bindgen]
        pub fn listed() -> Vec<String> {
            vec![$(stringify!($listed).to_owned()),*]
        }

        /// Reads a text as the type of this name.
        ///
        /// # Errors
        /// Where one of the readers cannot, or they read different values.
        #[wasm_bindgen]
        pub fn read(name: &str, text: &str) -> Result<(), JsError> {
            match name {
                $(stringify!($listed) => read_alike::<$listed>(text),)*
                _ => Err(JsError::new("not listed")),
            }
        }
    };
}

for_each_listed!(readers);

fn read_alike<T: DeserializeOwned + PartialEq + Debug>(text: &str) -> Result<(), JsError> {
    let by_serde: T = serde_json::from_str(text)?;
    let value = JSON::parse(text).map_err(|_| JsError::new("no JSON"))?;
    let in_browser = T::deserialize(in_browser::Value(value))
        .map_err(|_| JsError::new("the browser's reader cannot read it"))?;
    if by_serde == in_browser {
        return Ok(());
    }
    Err(JsError::new(&format!("serde_json: {by_serde:?}\nin the browser: {in_browser:?}")))
}
