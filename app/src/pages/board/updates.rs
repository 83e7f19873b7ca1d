//! What changes an open board: live states and the clock. Browser only.

use super::live_board::LiveBoard;
use crate::live::{Handlers, subscribe};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use shared::live::BoardState;
use shared::time::Millis;
use shared::voting::join_code::JoinCode;

/// How often the clock of the board moves on, in milliseconds.
const TICK: u32 = 1_000;

/// Subscribes to live states while the board is shown.
pub(super) fn subscribe_to_board(code: &JoinCode, live: LiveBoard, is_connected: RwSignal<bool>) {
    let subscription = StoredValue::new_local(None);
    let code = code.clone();
    Effect::new(move |_| {
        let handlers = Handlers {
            on_state: Box::new(move |state: BoardState| {
                let is_other_page = live.state.with_untracked(|old| {
                    old.as_ref().is_none_or(|old| {
                        old.round.id != state.round.id || old.setting.second != state.setting.second
                    })
                });
                if is_other_page {
                    // Another round may have other fields, and another second language has other
                    // texts, so the page has to be loaded again.
                    let _ = window().location().reload();
                } else {
                    live.state.set(Some(state));
                }
            }),
            on_connection: Box::new(move |connected| {
                if is_connected.get_untracked() != connected {
                    is_connected.set(connected);
                }
            }),
        };
        subscription.set_value(Some(subscribe(&code, "board", handlers)));
    });
    on_cleanup(move || subscription.set_value(None));
}

/// Moves the clock on while the board is shown. It starts from the server's time in the page, so
/// the screen's own clock may be wrong.
pub(super) fn run_clock(clock: RwSignal<Millis>) {
    let interval = StoredValue::new_local(None);
    Effect::new(move |_| {
        let (start, loaded_at) = (clock.get_untracked(), js_sys::Date::now());
        interval.set_value(Some(Interval::new(TICK, move || {
            #[expect(clippy::cast_possible_truncation, reason = "a few years of milliseconds")]
            let elapsed = (js_sys::Date::now() - loaded_at) as i64;
            clock.set(Millis(start.0.saturating_add(elapsed)));
        })));
    });
    on_cleanup(move || interval.set_value(None));
}
