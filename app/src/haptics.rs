//! Haptic feedback, on devices that can vibrate. Browser only.

use wasm_bindgen::{JsCast, JsValue};

/// Length of a pulse, in milliseconds.
const PULSE: f64 = 12.0;

/// Vibrates once; does nothing on devices without it and for readers who prefer reduced motion.
pub(crate) fn vibrate() {
    let window = leptos::prelude::window();
    let reduced_motion = window.match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    if reduced_motion.is_some_and(|query| query.matches()) {
        return;
    }
    let navigator: JsValue = window.navigator().into();
    // Not every browser has the function, and calling a missing one would throw.
    let vibrate = js_sys::Reflect::get(&navigator, &"vibrate".into()).ok();
    if let Some(vibrate) = vibrate.and_then(|found| found.dyn_into::<js_sys::Function>().ok()) {
        let _ = vibrate.call1(&navigator, &PULSE.into());
    }
}
