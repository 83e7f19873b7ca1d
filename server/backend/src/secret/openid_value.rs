//! Values of an attempt to sign in by OpenID Connect, made of its cookie with the server's secret.

use super::hex::parse_bytes;
use super::server_secret::ServerSecret;
use hmac::Mac;
use shared::digest::hex;

/// Keeps these values apart from all others that are made with the secret (domain separation).
const DOMAIN: &[u8] = b"openid/";

/// What a value is for; each purpose has another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenIdPurpose {
    /// Recognises the browser that comes back.
    State,
    /// Binds the token to the attempt.
    Nonce,
    /// Proves to the provider that the code is redeemed by who asked for it.
    Verifier,
}

impl OpenIdPurpose {
    const fn name(self) -> &'static [u8] {
        match self {
            Self::State => b"state/",
            Self::Nonce => b"nonce/",
            Self::Verifier => b"verifier/",
        }
    }
}

impl ServerSecret {
    /// The value of an attempt for a purpose: HMAC-SHA256 in 64 hex digits.
    pub(crate) fn openid_value(&self, purpose: OpenIdPurpose, attempt: &str) -> String {
        let mac = self.mac(&[DOMAIN, purpose.name(), attempt.as_bytes()]);
        hex(&mac.finalize().into_bytes())
    }

    /// Whether this is the attempt's state.
    pub(crate) fn verify_openid_state(&self, attempt: &str, state: &str) -> bool {
        let mac = self.mac(&[DOMAIN, OpenIdPurpose::State.name(), attempt.as_bytes()]);
        // Compares in constant time.
        parse_bytes(state).is_some_and(|bytes| mac.verify_slice(&bytes).is_ok())
    }
}
