//! A state as it is sent.

use bytes::Bytes;

/// A state encoded once for all: as an event of the stream, and alone for clients that poll. Empty
/// before the first reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) version: String,
    pub(super) event: Bytes,
    pub(super) state: Bytes,
}
