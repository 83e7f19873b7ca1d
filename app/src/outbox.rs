//! The edges of the outbox: the phone's storage, the network, and what wakes them.
//!
//! What is to be sent, kept or given up is decided by `shared::outbox`; here it is done.

use crate::client::{self, CastError};
use crate::json;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ballot::{Allocation, Ballot};
use shared::id::RoundId;
use shared::join_code::JoinCode;
use shared::outbox::Outbox;

/// The outbox of one round on this phone; copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Delivery {
    code: StoredValue<JoinCode>,
    round: StoredValue<RoundId>,
    outbox: RwSignal<Outbox>,
    /// Timers belong to one thread.
    retry: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Delivery {
    /// Joins what the phone has stored with what the page brought, tells the server that
    /// somebody is here, and delivers whatever waits.
    pub(crate) fn start(code: JoinCode, round: RoundId, outbox: RwSignal<Outbox>) -> Self {
        let delivery = Self {
            code: StoredValue::new(code),
            round: StoredValue::new(round),
            outbox,
            retry: StoredValue::new_local(None),
        };
        if let Some(stored) = delivery.stored() {
            outbox.update(|outbox| {
                *outbox = Outbox::restored(stored, outbox.ballot().clone());
            });
        }
        delivery.wake_on(&window_event_target(), "online");
        delivery.wake_on(&document_event_target(), "visibilitychange");
        spawn_local(async move {
            // Without the cookie a ballot is refused and the phone joins then.
            if let Some(code) = delivery.code.try_get_value() {
                let _ = client::join_conference(&code).await;
            }
            delivery.flush();
        });
        delivery
    }

    /// Takes the participant's change: first onto the phone, then to the server.
    pub(crate) fn change(self, dots: Allocation) {
        self.outbox.update(|outbox| outbox.change(dots));
        self.store();
        self.flush();
    }

    /// Sends what waits, if anything does and nothing is on its way.
    pub(crate) fn flush(self) {
        let Some(Some(ballot)) = self.outbox.try_update(Outbox::take_to_send) else {
            return;
        };
        self.retry.set_value(None);
        spawn_local(async move { self.deliver(ballot).await });
    }

    async fn deliver(self, ballot: Ballot) {
        let Some(round) = self.round.try_get_value() else {
            return;
        };
        let mut answer = client::cast_ballot(&round, &ballot).await;
        // A cookie that was lost on the way, or thrown away, is asked for again.
        if answer == Err(CastError::NoParticipant)
            && let Some(code) = self.code.try_get_value()
            && client::join_conference(&code).await.is_ok()
        {
            answer = client::cast_ballot(&round, &ballot).await;
        }
        // The page may be gone by now; what is stored goes on with the next one.
        if self.outbox.try_with_untracked(|_| ()).is_none() {
            return;
        }
        self.outbox.update(|outbox| match answer {
            Ok(held) => outbox.acknowledge(held),
            Err(CastError::Ballot(error)) => outbox.refuse(error),
            Err(_) => outbox.fail(),
        });
        self.store();
        self.go_on();
    }

    /// Sends the next change at once, or a failed one after a while.
    fn go_on(self) {
        let (is_pending, wait) = self
            .outbox
            .with_untracked(|outbox| (outbox.is_pending(), outbox.wait(js_sys::Math::random())));
        if is_pending {
            let millis = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
            self.retry.set_value(Some(Timeout::new(millis, move || self.flush())));
        }
    }

    fn key(self) -> String {
        format!("miteinander.ballot.{}", self.round.get_value())
    }

    fn store(self) {
        // A phone that forbids storage still delivers; it only forgets on reload.
        if let (Some(storage), Ok(outbox)) =
            (storage(), self.outbox.with_untracked(serde_json::to_string))
        {
            let _ = storage.set_item(&self.key(), &outbox);
        }
    }

    fn stored(self) -> Option<Outbox> {
        json::read(&storage()?.get_item(&self.key()).ok()??)
    }

    fn wake_on(self, target: &web_sys::EventTarget, event: &str) {
        use wasm_bindgen::JsCast;
        use wasm_bindgen::closure::Closure;
        let wake = Closure::<dyn Fn()>::new(move || self.flush());
        // Listeners of a page that has been left find no signal and do nothing.
        let _ = target.add_event_listener_with_callback(event, wake.as_ref().unchecked_ref());
        wake.forget();
    }
}

/// What the phone keeps for this site; some forbid it.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok()?
}

fn window_event_target() -> web_sys::EventTarget {
    window().into()
}

fn document_event_target() -> web_sys::EventTarget {
    document().into()
}
