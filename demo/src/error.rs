//! Why the county could not be created.

use shared::contact::ContactError;
use shared::id::IdError;
use shared::provider::TooManyPersons;
use shared::text::{NoLanguage, TextError};
use std::fmt;

/// Why the county could not be created; every variant except [`DemoError::Day`] means that a file
/// of this folder is broken, which the tests of this crate detect.
#[derive(Debug)]
pub enum DemoError {
    /// A file does not have the expected format.
    File {
        /// File name within the folder.
        name: &'static str,
        /// Line and reason.
        error: serde_json::Error,
    },
    /// A file refers to something that does not exist.
    Missing(String),
    /// A name cannot be turned into an identifier.
    Id(IdError),
    /// A text is too long or empty.
    Text(TextError),
    /// A text has no language.
    Language(NoLanguage),
    /// An invalid telephone number or address.
    Contact(ContactError),
    /// A provider has too many contact persons.
    Persons(TooManyPersons),
    /// A day is outside the calendar's range.
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
            Self::Persons(error) => error.fmt(formatter),
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
    TooManyPersons => Persons
    jiff::Error => Day
}
