//! Reads JSON into types: what the API answers, what the phone has stored.
//!
//! On the server by `serde_json`. In the browser by the browser's own parser and a way through
//! its values that asks for what a type wants: each field by its name. `serde_json` takes fields
//! as they come, so every type would bring code that knows all its names, their order in a list
//! and the words for what is wrong with them. What that is worth stands in ARCHITECTURE.md.

#[macro_use]
mod listed;
pub(crate) mod own;

use serde::de::DeserializeOwned;

/// A type that travels to the browser. Only those of the list are, and so only what is tested with
/// both readers can be read.
pub trait Listed: DeserializeOwned + sealed::Listed {}

mod sealed {
    /// Out of reach for other modules: they cannot add to the list.
    pub trait Listed {}
}

macro_rules! list {
    ($($listed:ty,)*) => {$(
        impl sealed::Listed for $listed {}
        impl Listed for $listed {}
    )*};
}

for_each_listed!(list);

/// Reads a value; nothing where the text is no JSON or holds something else.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn read<T: Listed>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// Reads a value; nothing where the text is no JSON or holds something else. It is less strict
/// than on the server: a list, a text or a truth value that is missing reads as the empty one.
#[cfg(feature = "hydrate")]
pub(crate) fn read<T: Listed>(text: &str) -> Option<T> {
    let value = js_sys::JSON::parse(text).ok()?;
    T::deserialize(in_browser::Value(value)).ok()
}

#[cfg(feature = "hydrate")]
mod in_browser;
