//! The hash that links a text to its predecessor.

use shared::digest::sha256;

/// The hash of a text that follows a text with the hash `previous`.
pub(super) fn chain_hash(previous: &str, text: &str) -> String {
    sha256(&format!("{previous}\n{text}"))
}
