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
    pub(crate) message: RwSignal<String>,
}
