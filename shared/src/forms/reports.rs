//! The form for reporting a mistake in an offer.

/// What is wrong.
pub const TEXT: &str = "text";
/// Mail address for a reply; may be empty.
pub const REPLY_TO: &str = "reply_to";
