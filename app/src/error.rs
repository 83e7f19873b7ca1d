//! What a page does with an answer that is an error.

use shared::error::Missing;

/// Why a page cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageError {
    /// It does not exist.
    Missing(Missing),
    /// No answer, or one from another machine than our server.
    Offline,
    /// The answer is from another build than this program.
    Outdated,
    /// The server answered with an error.
    Failed {
        /// Its status.
        status: u16,
        /// Its message, in the reader's language.
        message: String,
    },
}

impl PageError {
    /// The HTTP status that the page is sent with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Missing(_) => 404,
            Self::Offline | Self::Outdated => 503,
            Self::Failed { status, .. } => *status,
        }
    }
}
