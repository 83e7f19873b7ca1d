//! What only the app itself reads: answers before their type is known, and small parts of them.

use serde::{Deserialize, Serialize};

/// What the API answers: the body, and with what status. It is what was asked for, or an
/// `ErrorBody`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// As much of an `ErrorBody` as a page needs.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct ErrorMessage {
    pub(crate) message: String,
}

/// As much of a live state as polling needs.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), expect(dead_code, reason = "only browsers poll"))]
pub(crate) struct Versioned {
    pub(crate) version: String,
}
