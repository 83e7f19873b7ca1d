//! The matrix of a conference as a file: uploaded and looked at, imported as a new conference or over
//! one that is there, undone, exported.
//!
//! Nothing is stored of a file before somebody has seen what it would change; what is imported over
//! a conference keeps the ids of what it finds again.

mod applying;
mod exporting;
mod plan;
mod review;
mod staging;
mod undoing;

pub use exporting::{ConferenceFile, ConferenceFormat};
pub use plan::GoneRecord;
pub use review::{MatrixReview, ReviewTarget};
pub use staging::{MatrixTarget, WaitingMatrices};

use crate::db::DbError;
use crate::error::ServiceError;
use crate::import::ImportError;
use exchange::error::ReadError;
use shared::desk::DeskError;
use shared::desk::conferences::ConferenceError;

/// Why a matrix was not kept, shown or imported.
#[derive(Debug, thiserror::Error)]
pub enum MatrixError {
    /// The file cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Too many files wait.
    #[error("too many files wait")]
    TooMany,
    /// What was shown is no longer what would be imported.
    #[error("changed since it was shown")]
    MovedOn,
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for MatrixError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

impl From<DeskError> for MatrixError {
    fn from(error: DeskError) -> Self {
        Self::Service(error.into())
    }
}

impl From<ConferenceError> for MatrixError {
    fn from(error: ConferenceError) -> Self {
        DeskError::from(error).into()
    }
}

impl From<ReadError> for MatrixError {
    fn from(error: ReadError) -> Self {
        Self::Import(error.into())
    }
}
