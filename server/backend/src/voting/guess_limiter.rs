//! Slows down devices that guess personal codes.

use crate::secret::Voter;
use shared::error::AppError;
use shared::id::ConferenceId;
use shared::time::Millis;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Time over which wrong codes are counted.
const WINDOW: Duration = Duration::from_mins(1);
/// Wrong codes of one device within it; a person types a dozen at most.
const MOST_WRONG_OF_ONE: u32 = 20;
/// Wrong codes of a conference within it, from all devices. A whole hall may mistype; guessing
/// a code would take some ten thousand years at this pace.
const MOST_WRONG: u32 = 600;
/// Devices that are counted one by one; strangers can invent more, which count together.
const MOST_SENDERS: usize = 4_096;

/// A rate limiter: wrong personal codes of the last minute, for each conference. They are counted after the card
/// was looked up, so that no flood of guesses keeps out a true one.
#[derive(Debug, Default)]
pub(crate) struct GuessLimiter(Mutex<HashMap<ConferenceId, Wrong>>);

#[derive(Debug)]
struct Wrong {
    since: Millis,
    all: u32,
    by_sender: HashMap<Voter, u32>,
}

impl GuessLimiter {
    /// Counts a wrong code; the error is for its sender.
    pub(super) fn note(
        &self,
        conference: &ConferenceId,
        sender: Option<&Voter>,
        now: Millis,
    ) -> AppError {
        let fresh = || Wrong { since: now, all: 0, by_sender: HashMap::new() };
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wrong = counted.entry(conference.clone()).or_insert_with(fresh);
        if now >= wrong.since.after(WINDOW) {
            *wrong = fresh();
        }
        wrong.all = wrong.all.saturating_add(1);
        let of_one = match sender {
            Some(sender)
                if wrong.by_sender.len() < MOST_SENDERS || wrong.by_sender.contains_key(sender) =>
            {
                let of_one = wrong.by_sender.entry(sender.clone()).or_insert(0);
                *of_one = of_one.saturating_add(1);
                *of_one
            }
            _ => 0,
        };
        if wrong.all > MOST_WRONG || of_one > MOST_WRONG_OF_ONE {
            AppError::TooManyAttempts
        } else {
            AppError::UnknownPersonalCode
        }
    }
}
