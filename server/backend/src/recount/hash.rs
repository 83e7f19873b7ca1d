//! The hash that ties a text to the one before.

use shared::digest::sha256;

/// The hash of a text that follows a text with the hash `previous`.
pub(super) fn link(previous: &str, text: &str) -> String {
    sha256(&format!("{previous}\n{text}"))
}
