//! Stores the outbox on the phone and sends it to the server. Browser only.
//!
//! `shared::outbox` decides what to send, to keep or to give up; this module carries it out. A
//! stored outbox belongs to one participant in one round: the next person at a shared device finds
//! nothing of the one before.

use super::OutboxSignals;
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

/// Prefix of the storage keys of all outboxes.
const KEY_PREFIX: &str = "miteinander.ballot.";

/// Whose outbox it is, and for which round.
#[derive(Clone, Debug)]
pub(crate) struct Voter {
    /// The conference's code.
    pub(crate) code: JoinCode,
    pub(crate) round: RoundId,
    /// Alias of the participant.
    pub(crate) participant: String,
    /// The language of the server's messages.
    pub(crate) language: UiLanguage,
}

impl Voter {
    fn storage_key(&self, round: &str) -> String {
        [KEY_PREFIX, round, ".", &self.participant].concat()
    }

    /// The round of another outbox of the same participant; `None` for every other key.
    fn other_round(&self, key: &str) -> Option<RoundId> {
        let (round, participant) = key.strip_prefix(KEY_PREFIX)?.split_once('.')?;
        let round = RoundId::parse(round).ok()?;
        (participant == self.participant && round != self.round).then_some(round)
    }
}

/// Delivers the outbox of one round; a cheap handle.
#[derive(Clone, Copy)]
pub(crate) struct OutboxSender {
    voter: StoredValue<Voter>,
    signals: OutboxSignals,
    /// Local, because timers belong to one thread.
    retry: StoredValue<Option<Timeout>, LocalStorage>,
}

impl OutboxSender {
    /// Merges the stored outbox with the page's ballot, joins the conference, and delivers whatever
    /// is pending, ballots of earlier rounds included.
    pub(crate) fn start(voter: Voter, signals: OutboxSignals) -> Self {
        let sender =
            Self { voter: StoredValue::new(voter), signals, retry: StoredValue::new_local(None) };
        if let Some(stored) = sender.load() {
            signals.outbox.update(|outbox| {
                *outbox = Outbox::restored(stored, outbox.ballot().clone());
            });
        }
        sender.flush_on(&window(), "online");
        sender.flush_on(&document(), "visibilitychange");
        spawn_local(async move {
            if let Some(voter) = sender.voter.try_get_value() {
                // Should this fail, the ballot is refused for want of a cookie, and the phone joins
                // then.
                let _ = client::join_conference(&voter.code, voter.language).await;
                sender.flush();
                sender.deliver_earlier_rounds(&voter).await;
            }
        });
        sender
    }

    /// Applies the participant's change: stores it on the phone, then sends it.
    pub(crate) fn change(self, dots: Allocation, field: Option<FieldId>) {
        self.signals.outbox.update(|outbox| outbox.change(dots, field));
        self.store();
        self.flush();
    }

    /// Reverts the last change, in the same order.
    pub(crate) fn undo(self) {
        self.signals.outbox.update(Outbox::undo);
        self.store();
        self.flush();
    }

    /// Sends what is pending, unless a request is already under way.
    pub(crate) fn flush(self) {
        let Some(Some(ballot)) = self.signals.outbox.try_update(Outbox::take_to_send) else {
            return;
        };
        self.retry.set_value(None);
        spawn_local(async move { self.deliver(ballot).await });
    }

    async fn deliver(self, ballot: Ballot) {
        let Some(voter) = self.voter.try_get_value() else {
            return;
        };
        let answer = cast_ballot(&voter, &voter.round, &ballot).await;
        // The page may be gone by now; the next one goes on with what is stored.
        if self.signals.outbox.try_with_untracked(|_| ()).is_none() {
            return;
        }
        if let Ok(BallotAnswer { receipt: Some(receipt), .. }) = &answer {
            self.signals.receipt.set(Some(receipt.to_string()));
        }
        self.signals.outbox.update(|outbox| match answer {
            Ok(held) => outbox.acknowledge(held.ballot),
            Err(CastError::Refused(message)) => outbox.refuse(message),
            Err(_) => outbox.fail(),
        });
        self.store();
        self.schedule_next();
    }

    /// Sends the next change at once, or a failed one after its back-off.
    fn schedule_next(self) {
        let (is_pending, wait) = self
            .signals
            .outbox
            .with_untracked(|outbox| (outbox.is_pending(), outbox.backoff(js_sys::Math::random())));
        if is_pending {
            let millis = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
            self.retry.set_value(Some(Timeout::new(millis, move || self.flush())));
        }
    }

    /// A phone that was asleep when a round ended may still have a ballot of it. It is sent until
    /// the server has accepted or refused it; a refusal is shown.
    async fn deliver_earlier_rounds(self, voter: &Voter) {
        let Some(storage) = storage() else { return };
        let mut earlier = Vec::new();
        for index in 0..storage.length().unwrap_or(0) {
            let key = storage.key(index).ok().flatten().unwrap_or_default();
            earlier.extend(voter.other_round(&key).map(|round| (key, round)));
        }
        for (key, round) in earlier {
            let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
            let stored = json::parse::<Outbox>(&text).filter(Outbox::is_pending);
            let answer = match &stored {
                Some(outbox) => cast_ballot(voter, &round, outbox.ballot()).await.map(drop),
                None => Ok(()),
            };
            if let Err(CastError::Refused(message)) = &answer {
                let _ = self.signals.message.try_set(message.clone());
            }
            if matches!(answer, Ok(()) | Err(CastError::Refused(_))) {
                let _ = storage.remove_item(&key);
            }
        }
    }

    fn load(self) -> Option<Outbox> {
        let voter = self.voter.get_value();
        let text = storage()?.get_item(&voter.storage_key(voter.round.as_str())).ok()??;
        json::parse(&text)
    }

    fn store(self) {
        let text = self.signals.outbox.with_untracked(serde_json::to_string);
        let voter = self.voter.get_value();
        // Without storage ballots are still delivered; only a reload loses a pending one.
        if let (Some(storage), Ok(text)) = (storage(), text) {
            let _ = storage.set_item(&voter.storage_key(voter.round.as_str()), &text);
        }
    }

    fn flush_on(self, target: &web_sys::EventTarget, event: &str) {
        use wasm_bindgen::JsCast;
        use wasm_bindgen::closure::Closure;
        let on_event = Closure::<dyn Fn()>::new(move || self.flush());
        // The listener of a page that has been left finds no signal and does nothing.
        let _ = target.add_event_listener_with_callback(event, on_event.as_ref().unchecked_ref());
        on_event.forget();
    }
}

/// Sends a ballot. A lost cookie is requested again; where the browser keeps none, that is the
/// reason shown, since waiting for the network would not help.
async fn cast_ballot(
    voter: &Voter,
    round: &RoundId,
    ballot: &Ballot,
) -> Result<BallotAnswer, CastError> {
    let answer = client::cast_ballot(round, ballot, voter.language).await;
    if answer != Err(CastError::NoParticipant) {
        return answer;
    }
    client::renew_cookie(&voter.code).await;
    match client::join_conference(&voter.code, voter.language).await {
        Ok(()) => client::cast_ballot(round, ballot, voter.language).await,
        Err(PageError::Failed { status: 401, message }) => Err(CastError::Refused(message)),
        Err(_) => answer,
    }
}

/// The browser's local storage; `None` where it is forbidden.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
