//! Checking a personal code.

use super::callers::{Caller, CardChecker, identify_card_holder};
use crate::error::ServiceError;
use crate::service::{Inner, Service};
use shared::voting::join_code::JoinCode;

impl Service {
    /// Checks that a conference has a card with the caller's personal code.
    ///
    /// # Errors
    /// `NotFound`, `NoPersonalCode`, `UnknownPersonalCode` of [`shared::error::AppError`], or
    /// `TooManyAttempts` instead of the last where this device, or all devices together, have sent
    /// too many wrong codes.
    pub async fn check_card(&self, code: &JoinCode, caller: &Caller) -> Result<(), ServiceError> {
        let conference = self.find_conference_id(code).await?;
        let mut tx = self.0.db.read().await?;
        identify_card_holder(&mut tx, &conference, caller, self.card_checker())
            .await?
            .map(drop)
            .map_err(ServiceError::from)
    }

    /// A checker of cards for the current moment.
    pub(crate) fn card_checker(&self) -> CardChecker<'_> {
        let Inner { settings, card_rate_limiter: limiter, clock, .. } = &*self.0;
        CardChecker { secret: &settings.secret, limiter, now: clock.now() }
    }
}
