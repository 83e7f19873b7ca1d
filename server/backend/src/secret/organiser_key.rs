//! The key in an organiser's secret link.

use super::hex::parse_bits;
use super::random::random_u128;
use shared::digest::sha256;
use std::fmt;

/// The key in the secret link of a conference's organiser: 128 random bits in 32 hex digits. Never
/// stored and never logged; the database holds only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct OrganiserKey(String);

/// The hash of an organiser's key: SHA-256 in hex digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganiserHash(String);

impl OrganiserKey {
    /// A new key.
    pub fn random() -> Self {
        Self(format!("{:032x}", random_u128()))
    }

    /// Parses a key from a link; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        parse_bits(text).map(Self)
    }

    /// The key for the link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash for the database.
    pub fn hash(&self) -> OrganiserHash {
        OrganiserHash(sha256(&self.0))
    }
}

impl OrganiserHash {
    /// The hash for the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OrganiserKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OrganiserKey(…)")
    }
}
