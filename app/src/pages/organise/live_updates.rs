//! Live states on the organiser's page. Browser only.

use super::connection::ConnectionSignals;
use crate::live::{Handlers, subscribe};
use leptos::prelude::*;
use shared::api::ConferenceView;
use shared::live::{BoardSetting, BoardState, Turnout};

/// What live states change on the page.
#[derive(Clone, Copy)]
pub(super) struct LiveSignals {
    pub(super) turnout: RwSignal<Option<Turnout>>,
    pub(super) is_outdated: RwSignal<bool>,
    pub(super) connection: ConnectionSignals,
}

/// Keeps the numbers live while the page is shown. When the round changes or another organiser sets
/// the board, the page is loaded again, unless something has been typed: that is kept, and the page
/// says that it is outdated.
pub(super) fn subscribe_to_turnout(
    conference: &ConferenceView,
    board: &BoardSetting,
    signals: LiveSignals,
) {
    let subscription = StoredValue::new_local(None);
    let code = conference.code.clone();
    let status = conference.round.as_ref().map(|round| round.status.clone());
    let setting = board.clone();
    let has_typed = StoredValue::new(false);
    let listener = window_event_listener(leptos::ev::input, move |_| has_typed.set_value(true));
    Effect::new(move |_| {
        let (status, setting) = (status.clone(), setting.clone());
        let handlers = Handlers {
            on_state: Box::new(move |state: BoardState| {
                if status.as_ref() == Some(&state.round) && setting == state.setting {
                    signals.turnout.set(Some(state.turnout));
                } else if has_typed.get_value() {
                    signals.is_outdated.set(true);
                } else {
                    let _ = window().location().reload();
                }
            }),
            on_connection: Box::new(move |is_connected| {
                signals.connection.is_connected.set(is_connected);
            }),
        };
        subscription.set_value(Some(subscribe(&code, "board", handlers)));
    });
    on_cleanup(move || {
        listener.remove();
        subscription.set_value(None);
    });
}
