//! Keys of the board, and of the remote control of a presentation. Browser only.

use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;

/// Width in pixels from which the page is a stage; a narrower one is scrolled with these keys.
const STAGE_WIDTH: f64 = 960.0;

/// Next and back change the slide of this screen only; F is the whole screen, B is black.
pub(super) fn listen_to_keys(shift: RwSignal<i32>, is_blank: RwSignal<bool>) {
    let listener = window_event_listener(keydown, move |event| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || !is_stage() {
            return;
        }
        match &*event.key() {
            "f" | "F" => toggle_full_screen(),
            "b" | "B" => is_blank.update(|is_blank| *is_blank = !*is_blank),
            "ArrowRight" | "ArrowDown" | "PageDown" => step(&event, shift, 1),
            "ArrowLeft" | "ArrowUp" | "PageUp" => step(&event, shift, -1),
            _ => {}
        }
    });
    on_cleanup(move || listener.remove());
}

fn step(event: &KeyboardEvent, shift: RwSignal<i32>, by: i32) {
    event.prevent_default();
    shift.update(|shift| *shift = shift.wrapping_add(by));
}

fn is_stage() -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width >= STAGE_WIDTH)
}

/// A browser that does not allow it stays as it is.
fn toggle_full_screen() {
    let document = document();
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        let _ = root.request_fullscreen();
    }
}
