//! The message to all phones.

use super::FormContext;
use crate::components::{TextArea, static_view};
use leptos::prelude::*;
use shared::forms::FormWord;
use shared::forms::organising::{self as names, OrganiserStep};
use shared::live::MAX_MESSAGE;

/// The id of the text area.
const TEXT: &str = "message-text";
/// The id of its hint.
const HINT: &str = "message-hint";

/// What all phones show now, and how to change it or take it back.
pub(super) fn message_form(context: &FormContext, message: Option<String>) -> AnyView {
    let i18n = context.i18n;
    let form = context.form(OrganiserStep::Message, "");
    let text = form.value(names::MESSAGE, message.clone().unwrap_or_default());
    let now = message.map(|message| now_shown(context, message));
    static_view(view! {
        <section class="organise-part" id=names::MESSAGE_PLACE aria-labelledby="message-title">
            <h2 id="message-title">{i18n.organise_message()}</h2>
            {context.saved_notice(OrganiserStep::Message)}
            {context.saved_notice(OrganiserStep::EndMessage)}
            {now}
            <form class="organise-form" method="post" action=context.action.clone()>
                <label class="organise-message">
                    <span>{i18n.organise_message_text()}</span>
                    <TextArea
                        id=TEXT
                        name=names::MESSAGE
                        rows=3
                        described_by=HINT
                        is_invalid=form.is_refused()
                        text=text
                    />
                    <span id=HINT class="hint">
                        {i18n.organise_message_hint(&MAX_MESSAGE.to_string())}
                    </span>
                </label>
                <button
                    type="submit"
                    class="button"
                    name=names::STEP
                    value=OrganiserStep::Message.word()
                >
                    {i18n.organise_message_send()}
                </button>
            </form>
        </section>
    })
}

/// The message on the phones, with the button that takes it back.
fn now_shown(context: &FormContext, message: String) -> AnyView {
    let i18n = context.i18n;
    static_view(view! {
        <p class="organise-scene-now">{i18n.organise_message_now()}</p>
        <blockquote class="organise-message-now" dir="auto">
            {message}
        </blockquote>
        <form class="organise-form" method="post" action=context.action.clone()>
            <button
                type="submit"
                class="button-quiet"
                name=names::STEP
                value=OrganiserStep::EndMessage.word()
            >
                {i18n.organise_message_end()}
            </button>
        </form>
    })
}
