//! Randomness and hashes: the only place that draws random numbers.

use rand::RngExt;
use sha2::{Digest, Sha256};
use std::fmt;

/// 128 random bits, for ids and tokens.
#[expect(clippy::disallowed_methods, reason = "this is where randomness comes from")]
pub fn random_id() -> u128 {
    rand::rng().random()
}

/// 64 random bits, for join codes.
#[expect(clippy::disallowed_methods, reason = "this is where randomness comes from")]
pub fn random_code() -> u64 {
    rand::rng().random()
}

/// The first 128 bits of a text's SHA-256, for ids that must come out the same again.
pub fn digest_id(text: &str) -> u128 {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(16).fold(0, |id, byte| id << 8 | u128::from(*byte))
}

/// What a participant's device holds in its cookie: 128 random bits in 32 hex digits.
///
/// Never stored and never logged; the database knows its hash only.
#[derive(Clone, PartialEq, Eq)]
pub struct ParticipantToken(String);

/// Who votes, as the database knows it: SHA-256 of the token in hex digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Voter(String);

impl ParticipantToken {
    /// A new token.
    pub fn random() -> Self {
        Self(format!("{:032x}", random_id()))
    }

    /// Reads a token as it came in a cookie; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let is_token = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_token.then(|| Self(text.to_ascii_lowercase()))
    }

    /// The token for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Who votes with it.
    pub fn voter(&self) -> Voter {
        let hash = Sha256::digest(self.0.as_bytes());
        Voter(hash.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
    }
}

impl fmt::Debug for ParticipantToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ParticipantToken(…)")
    }
}

impl Voter {
    /// The hash for the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_cookie_and_does_not_show_in_logs() {
        let token = ParticipantToken::random();
        assert_eq!(ParticipantToken::parse(token.as_str()), Some(token.clone()));
        assert!(!format!("{token:?} {:?}", token.voter()).contains(token.as_str()));
        assert_eq!(ParticipantToken::parse("x"), None);
    }
}
