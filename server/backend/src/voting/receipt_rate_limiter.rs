//! The rate limiter for receipt words that belong to no ballot: guessing them would show how
//! strangers have voted.

use super::callers::Caller;
use super::failure_counter::FailureCounter;
use shared::error::AppError;
use shared::id::ConferenceId;
use shared::time::Millis;

/// Unknown receipt words of the last minute.
#[derive(Debug, Default)]
pub(crate) struct ReceiptRateLimiter(FailureCounter);

impl ReceiptRateLimiter {
    /// Records words that no ballot has.
    ///
    /// # Errors
    /// [`AppError::TooManyReceipts`].
    pub(super) fn record_failure(
        &self,
        conference: &ConferenceId,
        caller: &Caller,
        now: Millis,
    ) -> Result<(), AppError> {
        let is_over = self.0.record_and_check(conference, caller.participant.as_ref(), now);
        if is_over { Err(AppError::TooManyReceipts) } else { Ok(()) }
    }
}
