//! Checking a personal code.

use super::callers::{Caller, CardCheck, holder};
use crate::error::ServiceError;
use crate::service::{Inner, Service};
use shared::voting::join_code::JoinCode;

impl Service {
    /// Whether a conference has a card with the caller's personal code.
    ///
    /// # Errors
    /// `NotFound`, `NoPersonalCode`, `UnknownPersonalCode` of [`shared::error::AppError`], and
    /// `TooManyAttempts` in its place where this device or all together have sent too many wrong
    /// codes.
    pub async fn check_card(&self, code: &JoinCode, caller: &Caller) -> Result<(), ServiceError> {
        let conference = self.conference_id(code).await?;
        let mut tx = self.0.db.read().await?;
        let holder = holder(&mut tx, &conference, caller, self.card_check()).await?;
        holder.map(drop).map_err(ServiceError::from)
    }

    /// What it takes to check a card now.
    pub(crate) fn card_check(&self) -> CardCheck<'_> {
        let Inner { settings, guess_limiter: limiter, clock, .. } = &*self.0;
        CardCheck { secret: &settings.secret, limiter, now: clock.now() }
    }
}
