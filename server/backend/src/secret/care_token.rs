//! The token in a care link, by which a provider answers without an account.

use super::hex::parse_bits;
use super::random::random_u128;
use shared::digest::sha256;
use std::fmt;

/// The token in a care link: 128 random bits and half of the server's signature, 32 hex digits each.
/// It stands in a mail only; the database holds its hash. The signature tells a forged link from one
/// whose record is gone without asking the database.
#[derive(Clone, PartialEq, Eq)]
pub struct CareToken {
    pub(super) bits: String,
    pub(super) signature: String,
}

/// The hash of a care token: SHA-256 in hex digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CareHash(pub(crate) String);

impl CareToken {
    /// Random bits, without a signature.
    pub(super) fn random_bits() -> String {
        format!("{:032x}", random_u128())
    }

    /// Parses a token from a link; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (bits, signature) = text.split_at_checked(32)?;
        Some(Self { bits: parse_bits(bits)?, signature: parse_bits(signature)? })
    }

    /// The token for the link.
    pub fn to_text(&self) -> String {
        format!("{}{}", self.bits, self.signature)
    }

    /// The hash for the database.
    pub fn hash(&self) -> CareHash {
        CareHash(sha256(&self.bits))
    }
}

impl CareHash {
    /// The hash for the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CareToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CareToken(…)")
    }
}
