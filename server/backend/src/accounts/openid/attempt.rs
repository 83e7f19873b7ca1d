//! An attempt to sign in at the provider: what the browser keeps of it until it comes back.
//!
//! The browser keeps a random number, an end and the page to go to. State, nonce and PKCE's verifier
//! are made of these with the server's secret, so no server has to store anything. A browser that brings
//! the cookie with the right state was sent to the provider, and its cookie is as it was issued.

use crate::secret::{AccessToken, OpenIdPurpose, ServerSecret};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use shared::time::Millis;
use std::time::Duration;

/// How long somebody may take at the provider.
pub(super) const ATTEMPT_LIFE: Duration = Duration::from_mins(10);
/// Longest page to go to, in bytes; a cookie may have 4 kB.
const MAX_NEXT: usize = 1_000;

/// An attempt to sign in at the provider, as a cookie keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenIdAttempt {
    token: AccessToken,
    expires_at: Millis,
    next: String,
}

impl OpenIdAttempt {
    /// A new one; a page that is too long for a cookie is forgotten.
    pub(super) fn new(now: Millis, next: &str) -> Self {
        let next = if next.len() <= MAX_NEXT { next.to_owned() } else { String::new() };
        Self { token: AccessToken::random(), expires_at: now.after(ATTEMPT_LIFE), next }
    }

    /// Parses a cookie; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (token, end, next) = (parts.next()?, parts.next()?, parts.next()?);
        let next = String::from_utf8(URL_SAFE_NO_PAD.decode(next).ok()?).ok()?;
        let expires_at = Millis(end.parse().ok()?);
        let attempt = Self { token: AccessToken::parse(token)?, expires_at, next };
        parts.next().is_none().then_some(attempt)
    }

    /// The text for the cookie.
    pub fn to_text(&self) -> String {
        let next = URL_SAFE_NO_PAD.encode(&self.next);
        format!("{}.{}.{next}", self.token.as_str(), self.expires_at.0)
    }

    /// The page to go to afterwards, as somebody asked for it.
    pub fn next(&self) -> &str {
        &self.next
    }

    /// Whether this server sent the attempt out with this state, not too long ago.
    pub(super) fn is_valid(&self, secret: &ServerSecret, state: &str, now: Millis) -> bool {
        secret.verify_openid_state(&self.to_text(), state) && now < self.expires_at
    }

    pub(super) fn state(&self, secret: &ServerSecret) -> String {
        secret.openid_value(OpenIdPurpose::State, &self.to_text())
    }

    pub(super) fn nonce(&self, secret: &ServerSecret) -> String {
        secret.openid_value(OpenIdPurpose::Nonce, &self.to_text())
    }

    /// PKCE's verifier (RFC 7636): 64 of the 43 to 128 characters that it may have.
    pub(super) fn verifier(&self, secret: &ServerSecret) -> String {
        secret.openid_value(OpenIdPurpose::Verifier, &self.to_text())
    }

    /// PKCE's challenge by the method S256.
    pub(super) fn challenge(&self, secret: &ServerSecret) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier(secret)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const NOW: Millis = Millis(1_000_000);

    #[test]
    fn an_attempt_is_valid_with_its_state_under_its_secret_until_it_ends() {
        let (ours, other) = (ServerSecret::random(), ServerSecret::random());
        let attempt = OpenIdAttempt::new(NOW, "/de/edit/audit?page=2");
        let parsed = OpenIdAttempt::parse(&attempt.to_text()).unwrap();
        assert_eq!(parsed, attempt);
        let state = attempt.state(&ours);
        assert!(parsed.is_valid(&ours, &state, NOW));
        assert!(!parsed.is_valid(&ours, &state, NOW.after(ATTEMPT_LIFE)));
        assert!(!parsed.is_valid(&other, &state, NOW));
        assert!(!parsed.is_valid(&ours, &attempt.nonce(&ours), NOW));
        assert!(!parsed.is_valid(&ours, "", NOW));
        let longer = OpenIdAttempt { expires_at: NOW.after(ATTEMPT_LIFE * 2), ..attempt.clone() };
        assert!(!longer.is_valid(&ours, &state, NOW), "a cookie that was changed");
        let elsewhere = OpenIdAttempt { next: "/de/edit/mail".to_owned(), ..attempt };
        assert!(!elsewhere.is_valid(&ours, &state, NOW), "a cookie that was changed");
    }

    #[test]
    fn what_the_provider_and_the_browser_see_does_not_tell_the_verifier() {
        let (secret, attempt) = (ServerSecret::random(), OpenIdAttempt::new(NOW, ""));
        let verifier = attempt.verifier(&secret);
        assert_eq!(verifier.len(), 64);
        for seen in [attempt.to_text(), attempt.state(&secret), attempt.nonce(&secret)] {
            assert!(!seen.contains(&verifier));
        }
        assert_eq!(attempt.challenge(&secret).len(), 43);
    }

    #[test]
    fn a_page_that_is_too_long_for_a_cookie_is_forgotten() {
        let attempt = OpenIdAttempt::new(NOW, &"x".repeat(MAX_NEXT + 1));
        assert_eq!(attempt.next(), "");
        let longest = OpenIdAttempt::new(NOW, &"x".repeat(MAX_NEXT));
        assert!(longest.to_text().len() < 2_000);
    }

    #[rstest]
    fn what_is_no_cookie_of_an_attempt_is_refused(
        #[values("", "x", "..", "x.1.", "00.1.")] text: &str,
    ) {
        assert_eq!(OpenIdAttempt::parse(text), None);
        let token = "0".repeat(64);
        for odd in [format!("{token}.x."), format!("{token}.1.%"), format!("{token}.1..")] {
            assert_eq!(OpenIdAttempt::parse(&odd), None, "{odd}");
        }
    }
}
