//! What a page makes of an answer that failed.

use shared::error::Missing;

/// Why a page could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageError {
    /// There is no such thing.
    Missing(Missing),
    /// The server did not answer, or another machine did.
    Offline,
    /// The server answered with an error.
    Failed {
        /// Its status.
        status: u16,
        /// Its message, in the reader's language.
        message: String,
    },
}

impl PageError {
    /// The HTTP status of the page.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Missing(_) => 404,
            Self::Offline => 503,
            Self::Failed { status, .. } => *status,
        }
    }
}
