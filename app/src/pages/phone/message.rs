//! The organiser's message to all phones.

use crate::components::static_view;
use leptos::prelude::*;

/// The message, at the upper edge of the page while there is one. What is around it is always
/// there, since screen readers say only what changes in an element that they know.
pub(super) fn message_notice(message: RwSignal<Option<String>>) -> AnyView {
    let text = Signal::derive(move || message.get().unwrap_or_default());
    let has_no_text = Signal::derive(move || text.get().is_empty());
    static_view(view! {
        <div class="phone-message" role="status">
            <p dir="auto" hidden=has_no_text>{text}</p>
        </div>
    })
}
