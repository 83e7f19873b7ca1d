//! The form in which a table writes a worksheet. Its texts are named by the words of
//! [`crate::voting::worksheet::SheetPart`].

/// Begins the name of what the page showed in a field; the field's name follows.
pub const SHOWN: &str = "shown-";
/// Where the challenge goes: a [`crate::voting::worksheet::Disposition`]; empty for "not decided".
pub const DISPOSITION: &str = "disposition";
/// In the address: something was stored.
pub const SAVED: &str = "saved";
/// In the address: the page loads itself again.
pub const FOLLOW: &str = "follow";
