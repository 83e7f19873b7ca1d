//! The second factor: codes of an authenticator app (TOTP, RFC 6238).

use super::audit::Deed;
use super::rights::Administrator;
use super::session::{Session, SignedIn};
use crate::db::accounts::{self, SecondFactor};
use crate::db::sessions;
use crate::error::ServiceError;
use crate::qr::qr_modules;
use crate::secret::{AccessToken, random_u64, random_u128};
use crate::service::Service;
use shared::desk::audit::{Action, SubjectKind};
use shared::desk::{AccountError, DeskError};
use shared::id::AccountId;
use shared::time::Millis;
use totp_rs::{Builder, Secret, Totp};

/// Name under which the app lists the account.
const ISSUER: &str = "Miteinander";

/// A second factor that is not yet in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactorSetup {
    /// The secret in base 32, to be typed where nothing can be scanned.
    pub secret: String,
    /// The same as an address for the app, as rows of a QR code's modules.
    pub qr: Vec<Vec<bool>>,
}

impl Service {
    /// A new secret, or the one that a form has sent, to be scanned.
    pub fn prepare_second_factor(
        &self,
        signed_in: &SignedIn,
        secret: Option<&str>,
    ) -> SecondFactorSetup {
        let known = secret.filter(|secret| parse_secret(secret).is_some());
        let secret = known.map_or_else(new_secret, str::to_owned);
        let mail = signed_in.account().mail.as_str();
        let uri = format!("otpauth://totp/{ISSUER}:{mail}?secret={secret}&issuer={ISSUER}");
        SecondFactorSetup { qr: qr_modules(&uri), secret }
    }

    /// Whether the caller's account has a second factor.
    ///
    /// # Errors
    /// The database's only.
    pub async fn has_second_factor(&self, signed_in: &SignedIn) -> Result<bool, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let factor = accounts::load_second_factor(&mut tx, &signed_in.account().id).await?;
        Ok(factor.is_some())
    }

    /// Takes a second factor into use, after a right code.
    ///
    /// # Errors
    /// [`AccountError::Code`], [`AccountError::TooManyAttempts`].
    pub async fn enable_second_factor(
        &self,
        signed_in: &SignedIn,
        secret: &str,
        code: &str,
    ) -> Result<(), ServiceError> {
        let account = signed_in.account();
        self.admit_attempt(&account.mail)?;
        let totp = parse_secret(secret).ok_or(AccountError::Code)?;
        let step = check(&totp, code, self.0.clock.now()).ok_or(AccountError::Code)?;
        self.0.sign_in_limiter.forget(account.mail.as_str());
        let factor = SecondFactor { secret: secret.to_owned(), last_step: Some(step) };
        self.store_second_factor(&signed_in.0, Some(&factor), Action::EnableSecondFactor).await
    }

    /// Turns the caller's second factor off, after a right code.
    ///
    /// # Errors
    /// As for [`Self::enable_second_factor`].
    pub async fn disable_second_factor(
        &self,
        signed_in: &SignedIn,
        code: &str,
    ) -> Result<(), ServiceError> {
        let account = signed_in.account();
        self.admit_attempt(&account.mail)?;
        let mut tx = self.0.db.read().await?;
        let factor = accounts::load_second_factor(&mut tx, &account.id).await?;
        drop(tx);
        let Some(factor) = factor else { return Ok(()) };
        self.check_code(&factor, code)?;
        self.0.sign_in_limiter.forget(account.mail.as_str());
        self.store_second_factor(&signed_in.0, None, Action::DisableSecondFactor).await
    }

    /// Takes the second factor of somebody away who has lost it.
    ///
    /// # Errors
    /// [`DeskError::Missing`].
    pub async fn reset_second_factor(
        &self,
        administrator: &Administrator,
        id: &AccountId,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let account = accounts::find_account(&mut tx, id).await?.ok_or(DeskError::Missing)?;
        accounts::save_second_factor(&mut tx, id, None).await?;
        let deed = Deed {
            action: Action::DisableSecondFactor,
            kind: SubjectKind::Account,
            subject: id.as_str(),
            detail: account.mail.as_str(),
        };
        self.record_deed(&mut tx, &administrator.actor, deed).await?;
        Ok(tx.commit().await?)
    }

    /// Signs in with the code, after the password; returns the token of a new session.
    ///
    /// # Errors
    /// [`AccountError::Code`], [`AccountError::TooManyAttempts`], [`DeskError::SignedOut`] where nobody
    /// has given a password.
    pub async fn confirm_code(
        &self,
        token: &AccessToken,
        code: &str,
    ) -> Result<AccessToken, ServiceError> {
        let (hash, now) = (token.hash(), self.0.clock.now());
        let mut tx = self.0.db.write().await?;
        let found = sessions::find_session(&mut tx, &hash).await?;
        let is_waiting =
            |stored: &sessions::StoredSession| stored.awaits_code && now < stored.expires_at;
        let (_, account) =
            found.filter(|(stored, _)| is_waiting(stored)).ok_or(DeskError::SignedOut)?;
        self.admit_attempt(&account.mail)?;
        let factor = accounts::load_second_factor(&mut tx, &account.id).await?;
        let factor = factor.ok_or(DeskError::SignedOut)?;
        let last_step = Some(self.check_code(&factor, code)?);
        let factor = SecondFactor { last_step, ..factor };
        accounts::save_second_factor(&mut tx, &account.id, Some(&factor)).await?;
        sessions::delete_session(&mut tx, &hash).await?;
        let token = self.insert_session(&mut tx, &account, false).await?;
        tx.commit().await?;
        self.0.sign_in_limiter.forget(account.mail.as_str());
        Ok(token)
    }

    /// The step of a right code that was not used before.
    fn check_code(&self, factor: &SecondFactor, code: &str) -> Result<u64, AccountError> {
        let totp = parse_secret(&factor.secret).ok_or(AccountError::Code)?;
        check(&totp, code, self.0.clock.now())
            .filter(|step| factor.last_step.is_none_or(|last| last < *step))
            .ok_or(AccountError::Code)
    }

    async fn store_second_factor(
        &self,
        session: &Session,
        factor: Option<&SecondFactor>,
        action: Action,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let id = &session.account.id;
        accounts::save_second_factor(&mut tx, id, factor).await?;
        let kind = SubjectKind::Account;
        let deed = Deed { action, kind, subject: id.as_str(), detail: "" };
        self.record_deed(&mut tx, &session.actor(), deed).await?;
        Ok(tx.commit().await?)
    }
}

/// 160 random bits, as RFC 4226 recommends, in base 32.
fn new_secret() -> String {
    let bytes: Vec<u8> = random_u128()
        .to_be_bytes()
        .into_iter()
        .chain(random_u64().to_be_bytes())
        .take(20)
        .collect();
    Secret::from(bytes).to_base32()
}

fn parse_secret(text: &str) -> Option<Totp> {
    Builder::new().with_secret(Secret::try_from_base32(text).ok()?).build().ok()
}

/// The step of a code; a clock may be half a minute off.
fn check(totp: &Totp, code: &str, now: Millis) -> Option<u64> {
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let is_code = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let seconds = u64::try_from(now.0.div_euclid(1_000)).ok()?;
    if is_code { totp.check(&digits, seconds) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_that_of_the_standard_and_valid_for_half_a_minute_more() {
        // RFC 6238, appendix B: the last six digits of its eight.
        let secret = Secret::from(b"12345678901234567890".to_vec()).to_base32();
        let totp = parse_secret(&secret).unwrap();
        assert_eq!(check(&totp, "287 082", Millis(59_000)), Some(1));
        assert_eq!(check(&totp, "287082", Millis(89_000)), Some(1));
        assert_eq!(check(&totp, "287082", Millis(120_000)), None);
        for wrong in ["", "287083", "abcdef", "2870822", "٢٨٧٠٨٢"] {
            assert_eq!(check(&totp, wrong, Millis(59_000)), None, "{wrong}");
        }
    }

    #[test]
    fn secrets_are_long_and_differ() {
        let (one, other) = (new_secret(), new_secret());
        assert_ne!(one, other);
        assert!(parse_secret(&one).is_some() && parse_secret("x!").is_none());
        assert_eq!(one.len(), 32);
    }
}
