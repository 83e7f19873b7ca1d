//! The phone's side of ballot synchronisation, as a pure state machine.
//!
//! It keeps the participant's ballot until the server has acknowledged it. Storage, network and
//! timers live in `app::outbox`, which reports events to this machine and carries out its
//! requests. It never reads a clock: the back-off follows from the number of failures and a random
//! number that is passed in.

use crate::id::FieldId;
use crate::voting::ballot::{Allocation, Ballot, Revision};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Delay after the first failure; doubles with each further one.
const MIN_BACKOFF: Duration = Duration::from_millis(500);
/// Maximum delay: short enough for all ballots to arrive within the grace period of closing.
const MAX_BACKOFF: Duration = Duration::from_secs(8);
/// Number of changes that can be undone; more than any participant has dots to place.
const HISTORY: usize = 200;

/// A phone's state for one round, in the form it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox {
    ballot: Ballot,
    acknowledged: Revision,
    #[serde(skip)]
    in_flight: Option<Revision>,
    #[serde(skip)]
    failures: u32,
    /// The server's reason, in the language of the page that received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    /// Earlier ballots of this page, the latest last.
    #[serde(skip)]
    history: Vec<Ballot>,
}

/// The delivery status shown to the participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// No dots placed yet.
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
        Self { acknowledged: held.revision, ballot: held, ..Self::default() }
    }

    /// Merges this phone's stored state with the server's ballot: the newer one wins, and of two
    /// with the same revision the server's.
    #[must_use]
    pub fn restored(stored: Self, held: Ballot) -> Self {
        if stored.ballot.revision > held.revision {
            Self { acknowledged: held.revision, ..stored }
        } else {
            Self::from_server(held)
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
        if self.history.len() == HISTORY {
            self.history.remove(0);
        }
        let revision = self.ballot.revision.next();
        self.history.push(std::mem::replace(&mut self.ballot, Ballot { revision, dots, field }));
        self.refused = None;
    }

    /// Whether this page has a change to undo.
    pub fn can_undo(&self) -> bool {
        !self.history.is_empty()
    }

    /// Undoes the last change: a new revision with the previous content.
    pub fn undo(&mut self) {
        if let Some(Ballot { dots, field, .. }) = self.history.pop() {
            let revision = self.ballot.revision.next();
            self.ballot = Ballot { revision, dots, field };
            self.refused = None;
        }
    }

    /// The ballot to send now, if any: always complete, one request at a time.
    pub fn take_to_send(&mut self) -> Option<Ballot> {
        if self.in_flight.is_some() || !self.is_pending() {
            return None;
        }
        self.in_flight = Some(self.ballot.revision);
        Some(self.ballot.clone())
    }

    /// Whether a ballot is waiting to be delivered.
    pub fn is_pending(&self) -> bool {
        self.ballot.revision > self.acknowledged && self.refused.is_none()
    }

    /// Handles the server's response with its current ballot.
    ///
    /// If that is as new as ours or newer, it replaces ours: another page of this participant was
    /// faster.
    pub fn acknowledge(&mut self, held: Ballot) {
        self.in_flight = None;
        self.failures = 0;
        self.refused = None;
        self.acknowledged = self.acknowledged.max(held.revision);
        if held.revision > self.ballot.revision {
            // The history belongs to the replaced ballot.
            self.history.clear();
        }
        if held.revision >= self.ballot.revision {
            self.ballot = held;
        }
    }

    /// The request or its response was lost; which of them is unknown.
    pub fn fail(&mut self) {
        self.in_flight = None;
        self.failures = self.failures.saturating_add(1);
    }

    /// The server rejected the ballot that was sent.
    ///
    /// A change made since then may be accepted, so it stays pending.
    pub fn refuse(&mut self, words: String) {
        let sent = self.in_flight.take();
        self.failures = 0;
        if sent == Some(self.ballot.revision) {
            self.refused = Some(words);
        }
    }

    /// The delay before the next attempt: zero without failures, otherwise exponential back-off
    /// with jitter from `random` (0 to 1), so that the phones in a hall do not retry all at once.
    pub fn backoff(&self, random: f64) -> Duration {
        if self.failures == 0 {
            return Duration::ZERO;
        }
        let doubled = MIN_BACKOFF.saturating_mul(1 << self.failures.saturating_sub(1).min(8));
        doubled.min(MAX_BACKOFF).mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0)
    }

    /// The delivery status to show.
    pub fn delivery(&self) -> Delivery {
        if let Some(words) = &self.refused {
            Delivery::Refused(words.clone())
        } else if self.ballot.revision > self.acknowledged {
            Delivery::OnThisPhoneOnly
        } else if self.ballot.revision == Revision::default() {
            Delivery::Untouched
        } else {
            Delivery::Counted
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voting::ballot::tests::dots;
    use crate::voting::ballot::{Verdict, decide};
    use proptest::prelude::*;

    /// Events on a phone and its network.
    #[derive(Clone, Copy, Debug)]
    enum Step {
        Change(u32),
        Undo,
        Send,
        Deliver(usize),
        Duplicate(usize),
        LoseRequest(usize),
        LoseAnswer(usize),
        Restart,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (0..9_u32).prop_map(Step::Change),
            Just(Step::Undo),
            Just(Step::Send),
            any::<usize>().prop_map(Step::Deliver),
            any::<usize>().prop_map(Step::Duplicate),
            any::<usize>().prop_map(Step::LoseRequest),
            any::<usize>().prop_map(Step::LoseAnswer),
            Just(Step::Restart),
        ]
    }

    /// A server with one ballot, and the requests in transit to it.
    #[derive(Default)]
    struct Server {
        held: Ballot,
        requests: Vec<Ballot>,
    }

    impl Server {
        fn receive(&mut self, ballot: Ballot) -> Ballot {
            if decide(Some(self.held.revision), ballot.revision) == Verdict::Take {
                self.held = ballot;
            }
            self.held.clone()
        }

        fn pull(&mut self, index: usize) -> Option<Ballot> {
            (!self.requests.is_empty()).then(|| self.requests.remove(index % self.requests.len()))
        }
    }

    fn run(outbox: &mut Outbox, server: &mut Server, step: Step) {
        match step {
            Step::Change(count) => outbox.change(dots(&[("a1", count)]), None),
            Step::Undo => outbox.undo(),
            Step::Send => server.requests.extend(outbox.take_to_send()),
            Step::Deliver(index) => {
                if let Some(request) = server.pull(index) {
                    let held = server.receive(request);
                    outbox.acknowledge(held);
                }
            }
            Step::Duplicate(index) => {
                if !server.requests.is_empty() {
                    let copy = server.requests[index % server.requests.len()].clone();
                    server.requests.push(copy);
                }
            }
            Step::LoseRequest(index) => {
                if server.pull(index).is_some() {
                    outbox.fail();
                }
            }
            Step::LoseAnswer(index) => {
                if let Some(request) = server.pull(index) {
                    server.receive(request);
                    outbox.fail();
                }
            }
            Step::Restart => {
                let stored = serde_json::to_string(outbox).unwrap();
                *outbox = serde_json::from_str(&stored).unwrap();
            }
        }
    }

    proptest! {
        #[test]
        fn under_loss_replay_reordering_and_restart_the_server_ends_with_the_last_change(
            steps in proptest::collection::vec(step(), 0..60),
        ) {
            let (mut outbox, mut server) = (Outbox::default(), Server::default());
            let (mut wanted, mut before) = (Allocation::default(), Vec::new());
            for step in steps {
                match step {
                    Step::Change(count) if wanted != dots(&[("a1", count)]) => {
                        before.push(std::mem::replace(&mut wanted, dots(&[("a1", count)])));
                    }
                    Step::Undo => wanted = before.pop().unwrap_or(wanted),
                    Step::Restart => before.clear(),
                    _ => {}
                }
                run(&mut outbox, &mut server, step);
                prop_assert_eq!(outbox.dots(), &wanted);
                if outbox.delivery() == Delivery::Counted {
                    prop_assert_eq!(&server.held.dots, &wanted);
                }
            }
            // The network is back: everything in transit arrives, then the phone sends its ballot.
            outbox.fail();
            while let Some(request) = server.pull(0) {
                server.receive(request);
            }
            while let Some(ballot) = outbox.take_to_send() {
                let held = server.receive(ballot);
                outbox.acknowledge(held);
            }
            prop_assert_eq!(&server.held.dots, &wanted);
            prop_assert!(!outbox.is_pending());
        }
    }

    #[test]
    fn a_rejected_ballot_is_not_sent_again_until_it_changes() {
        let mut outbox = Outbox::default();
        outbox.change(dots(&[("a1", 1)]), None);
        assert!(outbox.take_to_send().is_some());
        outbox.refuse("closed".to_owned());
        assert_eq!(outbox.take_to_send(), None);
        assert_eq!(outbox.delivery(), Delivery::Refused("closed".to_owned()));
        outbox.change(dots(&[("a1", 2)]), None);
        assert!(outbox.take_to_send().is_some());
    }

    #[test]
    fn a_newer_ballot_of_another_page_replaces_ours() {
        let mut outbox = Outbox::default();
        outbox.change(dots(&[("a1", 1)]), None);
        let newer = Ballot { revision: Revision(7), dots: dots(&[("a2", 2)]), field: None };
        outbox.acknowledge(newer.clone());
        assert_eq!((outbox.ballot(), outbox.delivery()), (&newer, Delivery::Counted));
        assert!(!outbox.can_undo());
    }

    #[test]
    fn back_off_grows_to_a_limit() {
        let mut outbox = Outbox::default();
        assert_eq!(outbox.backoff(1.0), Duration::ZERO);
        let mut waits = Vec::new();
        for _ in 0..40 {
            outbox.fail();
            waits.push(outbox.backoff(1.0));
        }
        assert_eq!(waits[0], MIN_BACKOFF);
        assert_eq!(waits[39], MAX_BACKOFF);
        assert!(waits.is_sorted());
        assert_eq!(outbox.backoff(0.0), MAX_BACKOFF / 2);
    }
}
