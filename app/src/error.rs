//! What a page makes of an answer that failed.

use shared::error::Missing;

/// What a page that could not be made says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageError {
    /// There is no such thing.
    Missing(Missing),
    /// The server did not answer, or what answered was not it.
    Offline,
    /// What the server said.
    Told {
        /// The status it answered with.
        status: u16,
        /// Its words, in the reader's language.
        words: String,
    },
}

impl PageError {
    /// The HTTP status of the page.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Missing(_) => 404,
            Self::Offline => 503,
            Self::Told { status, .. } => *status,
        }
    }
}
