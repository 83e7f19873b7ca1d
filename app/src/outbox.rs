//! The outbox between the page, the phone's storage and the network: the signals that a page sees,
//! and, in the browser, the delivery of its ballot.

#[cfg(feature = "hydrate")]
mod sender;

#[cfg(feature = "hydrate")]
pub(crate) use sender::{OutboxSender, Voter};

use leptos::prelude::*;
use shared::outbox::Outbox;

/// What a page sees of its outbox.
#[derive(Clone, Copy)]
pub(crate) struct OutboxSignals {
    /// The ballot and the state of its delivery.
    pub(crate) outbox: RwSignal<Outbox>,
    /// The receipt of the ballot that the server has.
    pub(crate) receipt: RwSignal<Option<String>>,
    /// The last message: a confirmed or rejected step, or what became of a ballot of an earlier
    /// round.
    pub(crate) message: RwSignal<Message>,
}

/// A message to the participant, beside the state of the delivery.
#[derive(Clone, Default)]
pub(crate) struct Message {
    pub(crate) text: String,
    /// Whether something was not done or was changed, so that it must not look like a confirmation.
    pub(crate) is_warning: bool,
}

impl Message {
    pub(crate) const fn confirmation(text: String) -> Self {
        Self { text, is_warning: false }
    }

    pub(crate) fn warning(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_warning: true }
    }
}
