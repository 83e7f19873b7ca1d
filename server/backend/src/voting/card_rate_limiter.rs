//! The rate limiter for wrong personal codes, which slows down guessing. At its rate, guessing a code
//! would take some ten thousand years.

use super::failure_counter::FailureCounter;
use crate::secret::Voter;
use shared::error::AppError;
use shared::id::ConferenceId;
use shared::time::Millis;

/// Wrong personal codes of the last minute.
#[derive(Debug, Default)]
pub(crate) struct CardRateLimiter(FailureCounter);

impl CardRateLimiter {
    /// Records a wrong code; returns the error for its sender.
    pub(super) fn record_failure(
        &self,
        conference: &ConferenceId,
        device: Option<&Voter>,
        now: Millis,
    ) -> AppError {
        if self.0.record_and_check(conference, device, now) {
            AppError::TooManyAttempts
        } else {
            AppError::UnknownPersonalCode
        }
    }
}
