//! Cryptographically secure random numbers: the only place that draws any.

use rand::RngExt;

/// 128 random bits, for ids, tokens and keys.
#[expect(clippy::disallowed_methods, reason = "this is where randomness comes from")]
pub fn random_u128() -> u128 {
    rand::rng().random()
}

/// 64 random bits, for codes people type and for ids of incidents and servers.
#[expect(clippy::disallowed_methods, reason = "this is where randomness comes from")]
pub fn random_u64() -> u64 {
    rand::rng().random()
}
