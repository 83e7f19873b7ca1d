//! Who votes, without saying who that is.

use shared::digest::digest_id;

/// A voter as the database knows it, in hex digits: SHA-256 of the bits in a device's token, or
/// HMAC-SHA256 of a card's personal code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Voter(pub(super) String);

impl Voter {
    /// The hash for the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A pseudonym for the storage of the voter's phone, from which the hash cannot be derived.
    pub fn alias(&self) -> String {
        format!("{:016x}", digest_id(&self.0) >> 64)
    }
}
