//! Counts failed attempts at guessing, for each device and for the whole conference.

use crate::secret::Voter;
use shared::id::ConferenceId;
use shared::time::Millis;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Time over which failures are counted.
const WINDOW: Duration = Duration::from_mins(1);
/// Failures of one device within the window; a person types a dozen at most.
const MAX_PER_DEVICE: u32 = 20;
/// Failures in one conference within the window, from all devices. A whole hall may mistype.
const MAX_PER_CONFERENCE: u32 = 600;
/// Devices that are counted individually. An attacker can invent more; those count towards the
/// conference only.
const MAX_TRACKED_DEVICES: usize = 4_096;

/// Failures of the last minute, by conference. They are counted after the look-up, so that no number
/// of them refuses a right attempt.
#[derive(Debug, Default)]
pub(super) struct FailureCounter(Mutex<HashMap<ConferenceId, Attempts>>);

/// The failures of one window.
#[derive(Debug)]
struct Attempts {
    since: Millis,
    all: u32,
    by_device: HashMap<Voter, u32>,
}

impl FailureCounter {
    /// Counts a failure; `true` where the device or the conference has now exceeded its limit.
    pub(super) fn record_and_check(
        &self,
        conference: &ConferenceId,
        device: Option<&Voter>,
        now: Millis,
    ) -> bool {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let attempts =
            windows.entry(conference.clone()).or_insert_with(|| Attempts::starting_at(now));
        if now >= attempts.since.after(WINDOW) {
            *attempts = Attempts::starting_at(now);
        }
        attempts.record_and_check(device)
    }
}

impl Attempts {
    fn starting_at(now: Millis) -> Self {
        Self { since: now, all: 0, by_device: HashMap::new() }
    }

    /// Counts a failure; `true` where the device or the conference has now exceeded its limit.
    fn record_and_check(&mut self, device: Option<&Voter>) -> bool {
        self.all = self.all.saturating_add(1);
        let has_room = self.by_device.len() < MAX_TRACKED_DEVICES;
        let by_this_device = match device {
            Some(device) if has_room || self.by_device.contains_key(device) => {
                let count = self.by_device.entry(device.clone()).or_insert(0);
                *count = count.saturating_add(1);
                *count
            }
            _ => 0,
        };
        self.all > MAX_PER_CONFERENCE || by_this_device > MAX_PER_DEVICE
    }
}
