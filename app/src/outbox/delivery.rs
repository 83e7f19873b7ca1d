//! The phone's storage, the network, and what wakes them. Browser only.
//!
//! What is to be sent, kept or given up is decided by `shared::outbox`; here it is done. What is
//! stored belongs to one participant in one round: the next person at a shared device finds nothing of
//! the one before.

use super::Signals;
use crate::client::{self, CastError};
use crate::error::PageError;
use crate::json;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::BallotAnswer;
use shared::id::{FieldId, RoundId};
use shared::language::UiLanguage;
use shared::outbox::Outbox;
use shared::voting::ballot::{Allocation, Ballot};
use shared::voting::join_code::JoinCode;

/// Where all outboxes on this phone begin their names.
const PREFIX: &str = "miteinander.ballot.";

/// Whose outbox it is, and of which round.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The conference.
    pub(crate) code: JoinCode,
    /// The round.
    pub(crate) round: RoundId,
    /// Stands for the participant.
    pub(crate) participant: String,
    /// The language the server answers in.
    pub(crate) language: UiLanguage,
}

impl Place {
    fn key(&self, round: &str) -> String {
        [PREFIX, round, ".", &self.participant].concat()
    }

    /// The round of an outbox of the same participant, unless it is this one.
    fn other_round(&self, key: &str) -> Option<RoundId> {
        let (round, participant) = key.strip_prefix(PREFIX)?.split_once('.')?;
        let round = RoundId::parse(round).ok()?;
        (participant == self.participant && round != self.round).then_some(round)
    }
}

/// The outbox of one round on this phone; copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Delivery {
    place: StoredValue<Place>,
    signals: Signals,
    /// Timers belong to one thread.
    retry: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Delivery {
    /// Joins what the phone has stored with what the page brought, tells the server that
    /// somebody is here, and delivers whatever waits, of earlier rounds too.
    pub(crate) fn start(place: Place, signals: Signals) -> Self {
        let delivery =
            Self { place: StoredValue::new(place), signals, retry: StoredValue::new_local(None) };
        if let Some(stored) = delivery.stored() {
            signals.outbox.update(|outbox| {
                *outbox = Outbox::restored(stored, outbox.ballot().clone());
            });
        }
        delivery.wake_on(&window(), "online");
        delivery.wake_on(&document(), "visibilitychange");
        spawn_local(async move {
            // Without the cookie a ballot is refused and the phone joins then.
            if let Some(place) = delivery.place.try_get_value() {
                let _ = client::join_conference(&place.code, place.language).await;
                delivery.flush();
                delivery.deliver_earlier(&place).await;
            }
        });
        delivery
    }

    /// Takes the participant's change: first onto the phone, then to the server.
    pub(crate) fn change(self, dots: Allocation, field: Option<FieldId>) {
        self.signals.outbox.update(|outbox| outbox.change(dots, field));
        self.store();
        self.flush();
    }

    /// Takes the last change back, in the same way.
    pub(crate) fn undo(self) {
        self.signals.outbox.update(Outbox::undo);
        self.store();
        self.flush();
    }

    /// Sends what waits, if anything does and nothing is on its way.
    pub(crate) fn flush(self) {
        let Some(Some(ballot)) = self.signals.outbox.try_update(Outbox::take_to_send) else {
            return;
        };
        self.retry.set_value(None);
        spawn_local(async move { self.deliver(ballot).await });
    }

    async fn deliver(self, ballot: Ballot) {
        let Some(place) = self.place.try_get_value() else {
            return;
        };
        let answer = cast(&place, &place.round, &ballot).await;
        // The page may be gone by now; what is stored goes on with the next one.
        if self.signals.outbox.try_with_untracked(|_| ()).is_none() {
            return;
        }
        if let Ok(BallotAnswer { receipt: Some(receipt), .. }) = &answer {
            self.signals.receipt.set(Some(receipt.to_string()));
        }
        self.signals.outbox.update(|outbox| match answer {
            Ok(held) => outbox.acknowledge(held.ballot),
            Err(CastError::Refused(words)) => outbox.refuse(words),
            Err(_) => outbox.fail(),
        });
        self.store();
        self.go_on();
    }

    /// Sends the next change at once, or a failed one after a while.
    fn go_on(self) {
        let (is_pending, wait) = self
            .signals
            .outbox
            .with_untracked(|outbox| (outbox.is_pending(), outbox.backoff(js_sys::Math::random())));
        if is_pending {
            let millis = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
            self.retry.set_value(Some(Timeout::new(millis, move || self.flush())));
        }
    }

    /// A phone that slept through the end of a round may still hold a ballot of it. It is sent
    /// until the server has said what becomes of it; what it says is told.
    async fn deliver_earlier(self, place: &Place) {
        let Some(storage) = storage() else { return };
        let mut earlier = Vec::new();
        for index in 0..storage.length().unwrap_or(0) {
            let key = storage.key(index).ok().flatten().unwrap_or_default();
            earlier.extend(place.other_round(&key).map(|round| (key, round)));
        }
        for (key, round) in earlier {
            let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
            let stored = json::read::<Outbox>(&text).filter(Outbox::is_pending);
            let answer = match &stored {
                Some(outbox) => cast(place, &round, outbox.ballot()).await.map(drop),
                None => Ok(()),
            };
            if let Err(CastError::Refused(words)) = &answer {
                let _ = self.signals.said.try_set(words.clone());
            }
            if matches!(answer, Ok(()) | Err(CastError::Refused(_))) {
                let _ = storage.remove_item(&key);
            }
        }
    }

    fn stored(self) -> Option<Outbox> {
        let place = self.place.get_value();
        let text = storage()?.get_item(&place.key(place.round.as_str())).ok()??;
        json::read(&text)
    }

    fn store(self) {
        let text = self.signals.outbox.with_untracked(serde_json::to_string);
        let place = self.place.get_value();
        // A phone that forbids storage still delivers; it only forgets on reload.
        if let (Some(storage), Ok(text)) = (storage(), text) {
            let _ = storage.set_item(&place.key(place.round.as_str()), &text);
        }
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

/// Sends a ballot. A cookie that was thrown away is asked for again; a browser that keeps none is
/// told so, instead of waiting for a network that is there.
async fn cast(place: &Place, round: &RoundId, ballot: &Ballot) -> Result<BallotAnswer, CastError> {
    let answer = client::cast_ballot(round, ballot, place.language).await;
    if answer != Err(CastError::NoParticipant) {
        return answer;
    }
    client::renew_cookie(&place.code).await;
    match client::join_conference(&place.code, place.language).await {
        Ok(()) => client::cast_ballot(round, ballot, place.language).await,
        Err(PageError::Failed { status: 401, message: words }) => Err(CastError::Refused(words)),
        Err(_) => answer,
    }
}

/// The phone's storage; `None` where it is forbidden.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
