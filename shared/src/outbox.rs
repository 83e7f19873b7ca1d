//! The phone's side of ballot synchronisation, as a pure state machine.
//!
//! It keeps the participant's ballot until the server has acknowledged it. Storage, network and
//! timers live in `app::outbox`, which reports events to this machine and carries out its
//! requests. It never reads a clock: the back-off follows from the number of failures and a random
//! number that is passed in.
//!
//! All pages of one browser share one stored outbox: each reads it before it acts and writes it
//! afterwards. Pages that share no storage, such as two devices with the same card, find each other
//! through the server: a ballot is sent as the revision after the one it was made on, so the server
//! takes it only if nobody else was faster. If somebody was, the answer holds their ballot, and this
//! participant's changes are made again on top of it.

#[cfg(test)]
mod tests;

use crate::backoff::Backoff;
use crate::id::FieldId;
use crate::voting::ballot::{Allocation, Ballot};
use serde::{Deserialize, Serialize};

/// The longest delay is short enough for all ballots to arrive within the grace period of closing.
const BACKOFF: Backoff = Backoff { min: 500, max: 8_000 };

/// A phone's state for one round, in the form it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox {
    /// What the page shows; its revision is above that of `base` while it is not acknowledged.
    ballot: Ballot,
    /// The server's ballot, as last heard.
    #[serde(default)]
    base: Ballot,
    /// The ballot whose fate is unknown. Nothing else is sent until the server has answered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<Ballot>,
    /// Whether the ballot is made of this participant's changes on top of another page's ballot.
    #[serde(default)]
    is_rebased: bool,
    /// The server's reason, in the language of the page that received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    /// Whether this page waits for an answer.
    #[serde(skip)]
    is_waiting: bool,
    #[serde(skip)]
    failures: u32,
    /// Earlier ballots of this page, the latest last.
    #[serde(skip)]
    history: Vec<Ballot>,
}

/// The delivery status shown to the participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// No dots placed.
    Untouched,
    /// Changed on this phone, not yet acknowledged.
    OnThisPhoneOnly,
    /// The server has exactly this ballot.
    Counted,
    /// The server rejected the ballot, for this reason.
    Refused(String),
}

impl Outbox {
    /// Starts from the server's ballot.
    pub fn from_server(held: Ballot) -> Self {
        Self { base: held.clone(), ballot: held, ..Self::default() }
    }

    /// Takes over what this browser has stored, which another page may have changed.
    pub fn follow(&mut self, stored: Self) {
        if !stored.ballot.has_same_content(&self.ballot) {
            // The history belongs to the replaced ballot.
            self.history.clear();
        }
        let Self { is_waiting, failures, .. } = *self;
        let history = std::mem::take(&mut self.history);
        *self = Self { is_waiting, failures, history, ..stored };
        if self.is_pending() && !is_waiting {
            // The page that made the change is sending it; this one steps in if that fails.
            self.failures = failures.max(1);
        }
    }

    /// The participant's current dots.
    pub fn dots(&self) -> &Allocation {
        &self.ballot.dots
    }

    /// The ballot as a whole.
    pub fn ballot(&self) -> &Ballot {
        &self.ballot
    }

    /// Applies the participant's change: dots, and the chosen field if any.
    pub fn change(&mut self, dots: Allocation, field: Option<FieldId>) {
        if dots == self.ballot.dots && field == self.ballot.field {
            return;
        }
        let before =
            std::mem::replace(&mut self.ballot, Ballot { dots, field, ..Ballot::default() });
        self.history.push(before);
        self.mark_changed();
    }

    /// Whether this page has a change to undo.
    pub fn can_undo(&self) -> bool {
        !self.history.is_empty()
    }

    /// Undoes the last change: a change back to the content before it.
    pub fn undo(&mut self) {
        if let Some(before) = self.history.pop() {
            self.ballot = before;
            self.mark_changed();
        }
    }

    fn mark_changed(&mut self) {
        self.ballot.revision = self.base.revision.next();
        self.refused = None;
        self.is_rebased = false;
        self.failures = 0;
    }

    /// The ballot to send now, if any: always complete, one request at a time.
    pub fn take_to_send(&mut self) -> Option<Ballot> {
        if self.is_waiting || !self.is_pending() {
            return None;
        }
        self.is_waiting = true;
        Some(self.sent.get_or_insert_with(|| self.ballot.clone()).clone())
    }

    /// Whether a ballot is waiting to be delivered.
    pub fn is_pending(&self) -> bool {
        self.is_unacknowledged() && self.refused.is_none()
    }

    /// Whether the server is not known to have this ballot: it is waiting, or was rejected.
    pub fn is_unacknowledged(&self) -> bool {
        self.ballot.revision > self.base.revision
    }

    /// Handles the server's current ballot, as answered to a request or loaded with the page.
    ///
    /// Returns whether it was made elsewhere: by another device with the same card, or by a page
    /// that shares no storage with this one. What this participant has changed is then made again on
    /// top of it.
    pub fn acknowledge(&mut self, held: Ballot) -> bool {
        self.is_waiting = false;
        self.failures = 0;
        if held.revision <= self.base.revision {
            // A late answer.
            return false;
        }
        let is_foreign = self.sent.as_ref() != Some(&held);
        if is_foreign {
            self.ballot = self.rebased(&held);
            self.history.clear();
        }
        self.is_rebased = is_foreign;
        self.refused = None;
        self.sent = None;
        let is_settled = self.ballot.has_same_content(&held);
        self.ballot.revision = if is_settled { held.revision } else { held.revision.next() };
        self.base = held;
        is_foreign
    }

    /// What this participant has changed since the last acknowledgement, on top of `held`. Of two
    /// choices of a field one has to be dropped, together with its dots.
    fn rebased(&self, held: &Ballot) -> Ballot {
        let Self { ballot, base, sent, .. } = self;
        if ballot.field != held.field {
            let has_chosen = ballot.field != base.field;
            return if has_chosen { ballot } else { held }.clone();
        }
        let mut rebased = held.clone();
        // A change that was sent and then undone is a change, too: the server may have it.
        for before in std::iter::once(base).chain(sent) {
            for (challenge, _) in before.dots.iter().chain(ballot.dots.iter()) {
                let dots = ballot.dots.dots_on(challenge);
                if before.dots.dots_on(challenge) != dots {
                    rebased.dots = rebased.dots.with(challenge, dots);
                }
            }
        }
        rebased
    }

    /// The request or its response was lost; which of them is unknown.
    pub fn fail(&mut self) {
        self.is_waiting = false;
        self.failures = self.failures.saturating_add(1);
    }

    /// The server rejected `rejected`.
    ///
    /// A change made since then may be accepted, so it stays pending. Changes that do not fit on top
    /// of another page's ballot are dropped: what is counted is shown instead.
    pub fn refuse(&mut self, rejected: &Ballot, words: String) {
        self.is_waiting = false;
        self.failures = 0;
        if self.sent.as_ref() != Some(rejected) {
            return;
        }
        self.sent = None;
        if self.ballot.has_same_content(rejected) {
            self.refused = Some(words);
            if self.is_rebased {
                self.ballot = self.base.clone();
            }
        }
    }

    /// Milliseconds until the next attempt: zero without failures, otherwise exponential back-off
    /// with jitter, so that the phones in a hall do not retry all at once.
    pub fn backoff(&self, random: u8) -> u32 {
        if self.failures == 0 { 0 } else { BACKOFF.delay(self.failures, random) }
    }

    /// The delivery status to show.
    pub fn delivery(&self) -> Delivery {
        if let Some(words) = &self.refused {
            Delivery::Refused(words.clone())
        } else if self.is_unacknowledged() {
            Delivery::OnThisPhoneOnly
        } else if self.ballot.dots.is_empty() {
            Delivery::Untouched
        } else {
            Delivery::Counted
        }
    }
}
