//! An encoded state.

use bytes::Bytes;

/// A state encoded once for all subscribers: as an event of the stream, and as plain JSON for
/// clients that poll. Empty before the first read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) version: String,
    pub(super) event: Bytes,
    pub(super) state: Bytes,
}
