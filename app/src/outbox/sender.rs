//! Stores the outbox on the phone and sends it to the server. Browser only.
//!
//! `shared::outbox` decides what to send, to keep or to give up; this module carries it out. A
//! stored outbox belongs to one participant in one round: the next person at a shared device finds
//! nothing of the one before. All tabs of a browser share it, so it is read before every step.

use super::{Message, OutboxSignals};
use crate::client::{self, CastError};
use crate::error::PageError;
use crate::i18n::I18n;
use crate::json;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::BallotAnswer;
use shared::id::{FieldId, RoundId};
use shared::outbox::{Delivery, Outbox};
use shared::voting::ballot::{Allocation, Ballot};
use shared::voting::join_code::JoinCode;

/// Prefix of the storage keys of all outboxes.
const KEY_PREFIX: &str = "miteinander.ballot.";

/// Whose outbox it is, and for which round.
#[derive(Clone)]
pub(crate) struct Voter {
    /// The conference's code.
    pub(crate) code: JoinCode,
    pub(crate) round: RoundId,
    /// Alias of the participant.
    pub(crate) participant: String,
    pub(crate) i18n: I18n,
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
            let is_foreign = signals.outbox.try_update(|outbox| {
                let held = outbox.ballot().clone();
                outbox.follow(stored);
                outbox.acknowledge(held)
            });
            sender.store(is_foreign);
        }
        sender.listen(&window(), "online", Self::refresh);
        sender.listen(&document(), "visibilitychange", Self::refresh);
        sender.listen(&window(), "storage", |sender| {
            sender.follow();
            sender.schedule_next();
        });
        spawn_local(async move {
            if let Some(voter) = sender.voter.try_get_value() {
                // Should this fail, the ballot is refused for want of a cookie, and the phone joins
                // then.
                let _ = client::join_conference(&voter.code, voter.i18n.language()).await;
                sender.flush();
                sender.deliver_earlier_rounds(&voter).await;
            }
        });
        sender
    }

    /// Takes over what another tab has stored. Every step of the participant begins with it.
    pub(crate) fn follow(self) {
        if let Some(stored) = self.load() {
            self.signals.outbox.try_update(|outbox| outbox.follow(stored));
        }
    }

    /// Applies the participant's change: stores it on the phone, then sends it.
    pub(crate) fn change(self, dots: Allocation, field: Option<FieldId>) {
        self.signals.outbox.update(|outbox| outbox.change(dots, field));
        self.store(None);
        self.flush();
    }

    /// Reverts the last change, in the same order.
    pub(crate) fn undo(self) {
        self.signals.outbox.update(Outbox::undo);
        self.store(None);
        self.flush();
    }

    /// For a page that comes back, and may have missed what other tabs did.
    fn refresh(self) {
        self.follow();
        self.flush();
    }

    /// Sends what is pending, unless a request is already under way.
    pub(crate) fn flush(self) {
        if self.signals.outbox.try_with_untracked(Outbox::is_pending) != Some(true) {
            return;
        }
        self.follow();
        let Some(Some(ballot)) = self.signals.outbox.try_update(Outbox::take_to_send) else {
            return;
        };
        self.store(None);
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
        self.follow();
        let is_foreign =
            self.signals.outbox.try_update(|outbox| handle_answer(outbox, &ballot, answer));
        self.store(is_foreign);
        self.schedule_next();
    }

    /// Sends the next change at once, or a failed one after its back-off.
    fn schedule_next(self) {
        let wait = self.signals.outbox.try_with_untracked(|outbox| {
            outbox.is_pending().then(|| outbox.backoff(client::random_byte()))
        });
        if let Some(Some(millis)) = wait {
            self.retry.set_value(Some(Timeout::new(millis, move || self.flush())));
        }
    }

    /// A phone that was asleep when a round ended may still have a ballot of it. It is sent until
    /// the server has accepted or refused it; that it was refused is shown.
    async fn deliver_earlier_rounds(self, voter: &Voter) {
        let Some(storage) = storage() else { return };
        let mut earlier = Vec::new();
        for index in 0..storage.length().unwrap_or(0) {
            let key = storage.key(index).ok().flatten().unwrap_or_default();
            earlier.extend(voter.other_round(&key).map(|round| (key, round)));
        }
        for (key, round) in earlier {
            let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
            let mut outbox = json::parse::<Outbox>(&text).unwrap_or_default();
            while let Some(ballot) = outbox.take_to_send() {
                let answer = cast_ballot(voter, &round, &ballot).await;
                if matches!(answer, Err(CastError::NoParticipant | CastError::Other)) {
                    return;
                }
                handle_answer(&mut outbox, &ballot, answer);
            }
            if matches!(outbox.delivery(), Delivery::Refused(_)) {
                let words = voter.i18n.vote_lost_round();
                let _ = self.signals.message.try_set(Message::warning(words));
            }
            let _ = storage.remove_item(&key);
        }
    }

    fn load(self) -> Option<Outbox> {
        let voter = self.voter.try_get_value()?;
        let text = storage()?.get_item(&voter.storage_key(voter.round.as_str())).ok()??;
        json::parse(&text)
    }

    /// Stores the outbox after a change. `is_foreign` is whether the ballot was made elsewhere, which
    /// the participant is told.
    fn store(self, is_foreign: Option<bool>) {
        let text = self.signals.outbox.with_untracked(serde_json::to_string);
        let voter = self.voter.get_value();
        let key = voter.storage_key(voter.round.as_str());
        // Without storage ballots are still delivered; only a reload loses a pending one.
        if let (Some(storage), Ok(text)) = (storage(), text)
            && storage.set_item(&key, &text).is_err()
        {
            // Full. What is there is older than what the page has, and must not replace it.
            let _ = storage.remove_item(&key);
        }
        if is_foreign == Some(true) {
            self.signals.message.set(Message::warning(voter.i18n.error_changed_elsewhere()));
        }
    }

    fn listen(self, target: &web_sys::EventTarget, event: &str, action: fn(Self)) {
        use wasm_bindgen::JsCast;
        use wasm_bindgen::closure::Closure;
        let on_event = Closure::<dyn Fn()>::new(move || action(self));
        // The listener of a page that has been left finds no signal and does nothing.
        let _ = target.add_event_listener_with_callback(event, on_event.as_ref().unchecked_ref());
        on_event.forget();
    }
}

/// Returns whether the server's ballot was made elsewhere.
fn handle_answer(
    outbox: &mut Outbox,
    sent: &Ballot,
    answer: Result<BallotAnswer, CastError>,
) -> bool {
    match answer {
        Ok(held) => return outbox.acknowledge(held.ballot),
        Err(CastError::Refused(message)) => outbox.refuse(sent, message),
        Err(_) => outbox.fail(),
    }
    false
}

/// Sends a ballot. A lost cookie is requested again; where the browser keeps none, that is the
/// reason shown, since waiting for the network would not help.
async fn cast_ballot(
    voter: &Voter,
    round: &RoundId,
    ballot: &Ballot,
) -> Result<BallotAnswer, CastError> {
    let answer = client::cast_ballot(round, ballot, voter.i18n.language()).await;
    if answer != Err(CastError::NoParticipant) {
        return answer;
    }
    client::renew_cookie(&voter.code).await;
    match client::join_conference(&voter.code, voter.i18n.language()).await {
        Ok(()) => client::cast_ballot(round, ballot, voter.i18n.language()).await,
        Err(PageError::Failed { status: 401, message }) => Err(CastError::Refused(message)),
        Err(_) => answer,
    }
}

/// The browser's local storage; `None` where it is forbidden.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
