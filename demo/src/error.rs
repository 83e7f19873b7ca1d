//! Why the county could not be made.

use shared::contact::ContactError;
use shared::id::IdError;
use shared::text::{NoLanguage, TextError};
use std::fmt;

/// Why the county could not be made; all but [`DemoError::Day`] mean that a file of this folder
/// is broken, which the tests of this crate find.
#[derive(Debug)]
pub enum DemoError {
    /// A file does not have the form this version reads.
    File {
        /// Its name within the folder.
        name: &'static str,
        /// Line and reason.
        error: serde_json::Error,
    },
    /// Something that a file names is not there.
    Missing(String),
    /// A name became no identifier.
    Id(IdError),
    /// A text became too long or empty.
    Text(TextError),
    /// A text exists in no language.
    Language(NoLanguage),
    /// A number or an address became none.
    Contact(ContactError),
    /// A day lies outside the calendar.
    Day(jiff::Error),
}

impl fmt::Display for DemoError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { name, error } => write!(formatter, "demo/{name}: {error}"),
            Self::Missing(what) => write!(formatter, "the example county lacks {what}"),
            Self::Id(error) => error.fmt(formatter),
            Self::Text(error) => error.fmt(formatter),
            Self::Language(error) => error.fmt(formatter),
            Self::Contact(error) => error.fmt(formatter),
            Self::Day(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for DemoError {}

macro_rules! wraps {
    ($($error:ty => $case:ident)*) => {$(
        impl From<$error> for DemoError {
            fn from(error: $error) -> Self {
                Self::$case(error)
            }
        }
    )*};
}

wraps! {
    IdError => Id
    TextError => Text
    NoLanguage => Language
    ContactError => Contact
    jiff::Error => Day
}
