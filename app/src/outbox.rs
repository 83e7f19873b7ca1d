//! The edges of the outbox: what a page sees of it, and in the browser its delivery.

#[cfg(feature = "hydrate")]
mod delivery;

#[cfg(feature = "hydrate")]
pub(crate) use delivery::{Delivery, Place};

use leptos::prelude::*;
use shared::outbox::Outbox;

/// What a page sees of its outbox.
#[derive(Clone, Copy)]
pub(crate) struct Signals {
    /// The ballot and how far it has come.
    pub(crate) outbox: RwSignal<Outbox>,
    /// The words for the ballot that is held.
    pub(crate) receipt: RwSignal<Option<String>>,
    /// What happened to a ballot of an earlier round that was still here.
    pub(crate) said: RwSignal<String>,
}
