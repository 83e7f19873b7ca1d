//! Reading values that a sender leaves out. The browser's reader asks for every field of a type by
//! name and finds nothing there, where `serde_json` would not ask.

use serde::{Deserialize, Deserializer};

/// The value, or the default where there is none.
///
/// # Errors
/// Fails for a value of another kind.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}
