//! The token in a participant's cookie.

use super::hex::{SECRET_BYTES, parse_bits};
use super::random::random_u128;
use super::voter::Voter;
use shared::digest::sha256;
use std::fmt;

/// The token in the cookie of a participant's device: 128 random bits in 32 hex digits, a full stop
/// and the server's signature.
///
/// Never stored and never logged; the database holds only a hash of the bits. The bits identify the
/// voter; the signature proves that a page of this server issued them, and is required once, when
/// the device joins.
#[derive(Clone, PartialEq, Eq)]
pub struct ParticipantToken {
    pub(super) bits: String,
    /// As received; empty where there was none.
    pub(super) signature: String,
}

impl ParticipantToken {
    /// A new token without a signature.
    pub fn random() -> Self {
        Self { bits: format!("{:032x}", random_u128()), signature: String::new() }
    }

    /// Parses a cookie's value, signed or not; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (bits, signature) = text.split_once('.').unwrap_or((text, ""));
        let bits = parse_bits(bits)?;
        Some(Self { bits, signature: signature.chars().take(2 * SECRET_BYTES).collect() })
    }

    /// The value of the cookie.
    pub fn cookie(&self) -> String {
        format!("{}.{}", self.bits, self.signature)
    }

    /// The voter with this token, whatever its signature.
    pub fn voter(&self) -> Voter {
        Voter(sha256(&self.bits))
    }
}

impl fmt::Debug for ParticipantToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ParticipantToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_cookie_and_does_not_show_in_logs() {
        let token = ParticipantToken::random();
        assert_eq!(ParticipantToken::parse(&token.cookie()), Some(token.clone()));
        assert!(!format!("{token:?} {:?}", token.voter()).contains(&token.bits));
        assert_eq!(ParticipantToken::parse("x"), None);
    }
}
