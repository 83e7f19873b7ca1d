//! Tokens of sessions and of links that are mailed or handed over.

use super::hex::{SECRET_BYTES, parse_bytes};
use super::random::random_u128;
use shared::digest::{hex, sha256};
use std::fmt;

/// A token that lets its holder in: 256 random bits in 64 hex digits. Never stored and never logged;
/// the database holds only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

/// The hash of a token: SHA-256 in hex digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessHash(String);

impl AccessToken {
    /// A new token.
    pub fn random() -> Self {
        Self(format!("{:032x}{:032x}", random_u128(), random_u128()))
    }

    /// Parses a token from a cookie or a link; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; SECRET_BYTES] = parse_bytes(text)?;
        Some(Self(hex(&bytes)))
    }

    /// The token for a cookie or a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash for the database.
    pub fn hash(&self) -> AccessHash {
        AccessHash(sha256(&self.0))
    }
}

impl AccessHash {
    /// The hash for the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_cookie_and_does_not_show_in_logs() {
        let token = AccessToken::random();
        assert_eq!(AccessToken::parse(token.as_str()), Some(token.clone()));
        assert_eq!(token.as_str().len(), 64);
        assert!(!format!("{token:?} {:?}", token.hash()).contains(token.as_str()));
        assert_eq!(AccessToken::parse("x"), None);
        assert_eq!(AccessToken::parse(&"+0".repeat(32)), None);
    }
}
