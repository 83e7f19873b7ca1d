//! A short tick under the finger, where the device has one. Browser only.

use wasm_bindgen::{JsCast, JsValue};

/// Length of a tick, in milliseconds.
const TICK: f64 = 12.0;

/// Ticks once. Devices without it, and readers who want no motion, feel nothing.
pub(crate) fn tick() {
    let window = leptos::prelude::window();
    let wants_none = window.match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    if wants_none.is_some_and(|query| query.matches()) {
        return;
    }
    let navigator: JsValue = window.navigator().into();
    // Not every browser has the function, and calling one that is missing would throw.
    let vibrate = js_sys::Reflect::get(&navigator, &"vibrate".into()).ok();
    if let Some(vibrate) = vibrate.and_then(|found| found.dyn_into::<js_sys::Function>().ok()) {
        let _ = vibrate.call1(&navigator, &TICK.into());
    }
}
