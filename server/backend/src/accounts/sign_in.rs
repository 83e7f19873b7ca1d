//! Signing in with mail address and password.

use super::audit::Deed;
use super::passwords;
use super::session::{CODE_LIFE, LIFE, Session, SignedIn};
use crate::db::{Tx, accounts, sessions, sessions::StoredSession};
use crate::error::ServiceError;
use crate::secret::AccessToken;
use crate::service::Service;
use shared::contact::Mail;
use shared::desk::AccountError;
use shared::desk::account::Account;
use shared::desk::audit::{Action, SubjectKind};

/// A session that was started.
#[derive(Clone, Debug)]
pub struct StartedSession {
    /// Its token, for the cookie.
    pub token: AccessToken,
    /// Whether it still waits for the code of the second factor.
    pub awaits_code: bool,
}

impl Service {
    /// Signs in, or asks for the code of the second factor. A new session each time.
    ///
    /// # Errors
    /// [`AccountError::Credentials`], [`AccountError::TooManyAttempts`].
    pub async fn sign_in(
        &self,
        mail: &str,
        password: &str,
    ) -> Result<StartedSession, ServiceError> {
        let mail = Mail::parse(&mail.to_lowercase()).map_err(|_| AccountError::Credentials)?;
        self.admit_attempt(&mail)?;
        let mut tx = self.0.db.read().await?;
        let account = accounts::find_by_mail(&mut tx, &mail).await?;
        let hash = match &account {
            Some(account) => accounts::load_password_hash(&mut tx, &account.id).await?,
            None => None,
        };
        drop(tx);
        let is_right = verify_password(password.to_owned(), hash).await?;
        let account = account.filter(|account| is_right && account.disabled_at.is_none());
        let Some(account) = account else { return Err(AccountError::Credentials.into()) };
        let mut tx = self.0.db.write().await?;
        let started = self.start_session(&mut tx, &account).await?;
        tx.commit().await?;
        // Otherwise somebody who knows the password could guess at codes without end.
        if !started.awaits_code {
            self.0.sign_in_limiter.forget(mail.as_str());
        }
        Ok(started)
    }

    /// Ends all other sessions of the caller's account; returns how many.
    ///
    /// # Errors
    /// The database's only.
    pub async fn sign_out_everywhere(&self, signed_in: &SignedIn) -> Result<u64, ServiceError> {
        let SignedIn(session) = signed_in;
        let mut tx = self.0.db.write().await?;
        let kept = sessions::find_session(&mut tx, &session.hash).await?;
        let ended = sessions::delete_sessions_of(&mut tx, &session.account.id).await?;
        if let Some((stored, account)) = kept {
            sessions::insert_session(&mut tx, &session.hash, &account.id, &stored).await?;
        }
        let id = session.account.id.as_str();
        let deed = Deed {
            action: Action::SignOutEverywhere,
            kind: SubjectKind::Account,
            subject: id,
            detail: "",
        };
        self.record_deed(&mut tx, &session.actor(), deed).await?;
        tx.commit().await?;
        Ok(ended.saturating_sub(1))
    }

    /// Counts an attempt against the account with this mail address, whether there is one or not.
    pub(super) fn admit_attempt(&self, mail: &Mail) -> Result<(), AccountError> {
        let admitted = self.0.sign_in_limiter.admit(mail.as_str(), self.0.clock.now());
        admitted.map_err(|wait| AccountError::TooManyAttempts {
            seconds: wait.as_millis().div_ceil(1_000).try_into().unwrap_or(u64::MAX),
        })
    }

    /// Starts a session of somebody who has given the password; it waits for the code where the
    /// account has a second factor.
    pub(super) async fn start_session(
        &self,
        tx: &mut Tx,
        account: &Account,
    ) -> Result<StartedSession, ServiceError> {
        let awaits_code = accounts::load_second_factor(tx, &account.id).await?.is_some();
        let token = self.insert_session(tx, account, awaits_code).await?;
        Ok(StartedSession { token, awaits_code })
    }

    /// Stores a new session.
    pub(super) async fn insert_session(
        &self,
        tx: &mut Tx,
        account: &Account,
        awaits_code: bool,
    ) -> Result<AccessToken, ServiceError> {
        let (token, now) = (AccessToken::random(), self.0.clock.now());
        let expires_at = now.after(if awaits_code { CODE_LIFE } else { LIFE });
        let stored = StoredSession { created_at: now, seen_at: now, expires_at, awaits_code };
        sessions::insert_session(tx, &token.hash(), &account.id, &stored).await?;
        if !awaits_code {
            let session = Session { account: account.clone(), hash: token.hash() };
            let deed = Deed {
                action: Action::SignIn,
                kind: SubjectKind::Account,
                subject: account.id.as_str(),
                detail: "",
            };
            self.record_deed(tx, &session.actor(), deed).await?;
        }
        Ok(token)
    }
}

/// Verifies a password on a thread for blocking work: it takes some 30 ms.
pub(super) async fn verify_password(
    password: String,
    hash: Option<String>,
) -> Result<bool, ServiceError> {
    tokio::task::spawn_blocking(move || passwords::verify(&password, hash.as_deref()))
        .await
        .map_err(|_| ServiceError::Stopped("the check of a password"))
}
