//! Parses JSON into types: the API's answers and what the phone has stored.
//!
//! The server uses `serde_json`; the browser uses its own parser and a deserializer over its
//! values that asks for each field of a type by name. `serde_json` takes fields in the order they
//! come, so every type would bring code to tell all its names apart, a second way for lists, and
//! error messages. ARCHITECTURE.md says how much that saves.

#[macro_use]
mod wire_types;
pub(crate) mod app_types;
#[cfg(feature = "hydrate")]
mod js_access;
#[cfg(feature = "hydrate")]
mod js_deserializer;
#[cfg(feature = "hydrate")]
mod js_value;

use serde::de::DeserializeOwned;

/// A type that travels to the browser. The trait is sealed: only types on the list implement it,
/// so that only what is tested with both parsers can be parsed.
pub trait WireType: DeserializeOwned + sealed::WireType {}

mod sealed {
    /// Private, so that no other module can implement it.
    pub trait WireType {}
}

macro_rules! implement_wire_type {
    ($($wire_type:ty,)*) => {$(
        impl sealed::WireType for $wire_type {}
        impl WireType for $wire_type {}
    )*};
}

for_each_wire_type!(implement_wire_type);

/// Parses a value; `None` where the text is not JSON or holds something else.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn parse<T: WireType>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// Parses a value; `None` where the text is not JSON or holds something else. Less strict than on
/// the server: a missing list, string or boolean becomes the empty one or `false`.
#[cfg(feature = "hydrate")]
pub(crate) fn parse<T: WireType>(text: &str) -> Option<T> {
    let value = js_sys::JSON::parse(text).ok()?;
    T::deserialize(js_value::Value(value)).ok()
}
