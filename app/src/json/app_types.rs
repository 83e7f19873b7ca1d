//! Types that only the app parses: answers before their type is known, and small parts of them.

use serde::{Deserialize, Serialize};

/// A response of the API: its status, and its body, which is what was asked for or an `ErrorBody`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// The part of an `ErrorBody` that a page needs.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct ErrorMessage {
    pub(crate) message: String,
}

/// The part of a live state that polling needs.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), expect(dead_code, reason = "only browsers poll"))]
pub(crate) struct VersionedState {
    pub(crate) version: String,
}
