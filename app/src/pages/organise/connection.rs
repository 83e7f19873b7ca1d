//! An organiser whose network is gone: the page stays, says so, and loses nothing that was typed.

use crate::components::static_view;
use crate::i18n::I18n;
use leptos::prelude::*;

/// What is known of the way to the server.
#[derive(Clone, Copy)]
pub(super) struct ConnectionSignals {
    pub(super) is_connected: RwSignal<bool>,
    /// Whether a step could not be sent.
    pub(super) is_unsent: RwSignal<bool>,
}

impl ConnectionSignals {
    pub(super) fn new() -> Self {
        Self { is_connected: RwSignal::new(true), is_unsent: RwSignal::new(false) }
    }
}

/// Says that the page is not live, and that a step was not sent.
pub(super) fn connection_notice(i18n: I18n, signals: ConnectionSignals) -> AnyView {
    let ConnectionSignals { is_connected, is_unsent } = signals;
    let text = move || match (is_unsent.get(), is_connected.get()) {
        (true, _) => Some(i18n.organise_unsent()),
        (false, false) => Some(i18n.board_lost()),
        (false, true) => None,
    };
    static_view(view! {
        <p class="notice organise-connection" role="status">
            {text}
        </p>
    })
}

/// Sends a form only when the server answers. Without a network a browser would leave the page for
/// its own error page, with all that was typed.
#[cfg(feature = "hydrate")]
pub(super) fn hold_steps_without_network(code: &str, signals: ConnectionSignals) {
    use crate::client::is_server_there;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{HtmlElement, HtmlFormElement};

    let code = code.to_owned();
    let (is_asking, is_answered) = (StoredValue::new(false), StoredValue::new(false));
    let listener = window_event_listener(leptos::ev::submit, move |event| {
        if is_answered.get_value() {
            is_answered.set_value(false);
            return;
        }
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(can_be_sent_later) else { return };
        event.prevent_default();
        if is_asking.get_value() {
            return;
        }
        is_asking.set_value(true);
        signals.is_unsent.set(false);
        let button = event.submitter().and_then(|button| button.dyn_into::<HtmlElement>().ok());
        let code = code.clone();
        spawn_local(async move {
            let is_there = is_server_there(&code).await;
            is_asking.set_value(false);
            signals.is_unsent.set(!is_there);
            if is_there {
                is_answered.set_value(true);
                let _ = form.request_submit_with_submitter(button.as_ref());
            }
        });
    });
    on_cleanup(move || listener.remove());
}

/// Old browsers cannot send a form as the button that was pressed; there the form goes as ever.
#[cfg(feature = "hydrate")]
fn can_be_sent_later(form: &web_sys::HtmlFormElement) -> bool {
    js_sys::Reflect::has(form, &"requestSubmit".into()).unwrap_or(false)
}
