//! Sessions: which account a browser is signed in to.

use super::rights::Right;
use crate::db::{sessions, sessions::StoredSession};
use crate::error::ServiceError;
use crate::secret::{AccessHash, AccessToken};
use crate::service::Service;
use shared::desk::DeskError;
use shared::desk::account::Account;
use shared::desk::audit::Actor;
use shared::time::Millis;
use std::time::Duration;

/// Longest time between two requests of a session.
pub(super) const IDLE: Duration = Duration::from_hours(24 * 7);
/// How long a password is good for without the code of the second factor.
pub(super) const CODE_LIFE: Duration = Duration::from_mins(10);
/// Longest life of a session.
pub(super) const LIFE: Duration = Duration::from_hours(24 * 30);
/// How exactly the time of the last request is stored: a write for every request would be one too
/// many.
const SEEN_STEP: Duration = Duration::from_hours(1);

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct Session {
    /// The account.
    pub account: Account,
    /// Identifies the session.
    pub(crate) hash: AccessHash,
}

/// The right that every account has: to its own.
#[derive(Clone, Debug)]
pub struct SignedIn(pub(crate) Session);

impl Session {
    /// Who it is, for the audit log.
    pub fn actor(&self) -> Actor {
        Actor::Account { id: self.account.id.clone(), name: self.account.name.as_str().to_owned() }
    }

    /// The right to do something.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`].
    pub fn right<R: Right>(&self) -> Result<R, ServiceError> {
        R::from_session(self).ok_or(DeskError::NotAllowed.into())
    }
}

impl SignedIn {
    /// Another right of the account.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`].
    pub fn right<R: Right>(&self) -> Result<R, ServiceError> {
        self.0.right()
    }

    /// The account.
    pub const fn account(&self) -> &Account {
        &self.0.account
    }
}

impl Right for SignedIn {
    fn from_session(session: &Session) -> Option<Self> {
        Some(Self(session.clone()))
    }
}

impl Service {
    /// The session with this token; `None` where it has ended or never was, or its account is
    /// disabled.
    ///
    /// # Errors
    /// The database's only.
    pub async fn find_session(&self, token: &AccessToken) -> Result<Option<Session>, ServiceError> {
        let (hash, now) = (token.hash(), self.0.clock.now());
        let mut tx = self.0.db.read().await?;
        let found = sessions::find_session(&mut tx, &hash).await?;
        drop(tx);
        let Some((stored, account)) = found.filter(|(stored, _)| is_valid(stored, now)) else {
            return Ok(None);
        };
        if account.disabled_at.is_some() {
            return Ok(None);
        }
        if stored.seen_at.after(SEEN_STEP) <= now {
            let mut tx = self.0.db.write().await?;
            sessions::save_seen(&mut tx, &hash, now).await?;
            tx.commit().await?;
        }
        Ok(Some(Session { account, hash }))
    }

    /// Ends a session; a second time changes nothing.
    ///
    /// # Errors
    /// The database's only.
    pub async fn sign_out(&self, token: &AccessToken) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        sessions::delete_session(&mut tx, &token.hash()).await?;
        Ok(tx.commit().await?)
    }
}

fn is_valid(session: &StoredSession, now: Millis) -> bool {
    // A clock that was set back must not end sessions, so only the future is compared.
    !session.awaits_code && now < session.expires_at && now < session.seen_at.after(IDLE)
}
