//! Why a use case failed, and what the caller is sent.
//!
//! Broken rules and mistakes of the caller are sent as the [`AppError`] they are. An internal
//! failure is logged here, once, under an incident id that the caller is sent too.

use crate::db::DbError;
use crate::disk_notice::DISK_NOTICE;
use crate::secret::random_u64;
use shared::desk::{AccountError, DeskError, FigureError, OpenIdError};
use shared::error::{AppError, Missing};

/// Why a use case failed.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// A mistake of the caller.
    #[error(transparent)]
    App(#[from] AppError),
    /// A mistake at the desk, whose handlers show it.
    #[error("desk: {0}")]
    Desk(#[from] DeskError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Records cannot be written in the requested file format.
    #[error("export: {0}")]
    Encode(#[from] exchange::error::WriteError),
    /// A value to be stored or sent cannot be written as JSON.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// Ballots, their sums and their log disagree, so no result is published.
    #[error("the count of round {round} is inconsistent: {reason}")]
    InconsistentCount {
        /// The round.
        round: shared::id::RoundId,
        /// What disagrees.
        reason: String,
    },
    /// A background task has stopped.
    #[error("{0} has stopped")]
    Stopped(&'static str),
}

impl ServiceError {
    /// What was asked for does not exist.
    pub const fn missing(what: Missing) -> Self {
        Self::App(AppError::NotFound(what))
    }

    /// The error for the caller; internal failures are logged here. A full disk refuses every write,
    /// so it is logged once, and when it is over.
    pub fn into_app_error(self) -> AppError {
        match self {
            Self::App(error) => error,
            // Only the desk raises these, and shows them with its own words; elsewhere there is no
            // desk.
            Self::Desk(_) => AppError::NotFound(Missing::Page),
            Self::Db(error) if error.is_disk_full() => {
                DISK_NOTICE.record_refusal(&error);
                AppError::NotStored
            }
            Self::Db(_)
            | Self::Stopped(_)
            | Self::Encode(_)
            | Self::Json(_)
            | Self::InconsistentCount { .. } => {
                let incident = format!("{:08x}", random_u64() >> 32);
                tracing::error!(incident, error = %self, "use case failed");
                AppError::Internal { incident }
            }
        }
    }
}

impl From<FigureError> for ServiceError {
    fn from(error: FigureError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<AccountError> for ServiceError {
    fn from(error: AccountError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<OpenIdError> for ServiceError {
    fn from(error: OpenIdError) -> Self {
        AccountError::OpenId(error).into()
    }
}

macro_rules! from_rule {
    ($($rule:ty),*) => {$(
        impl From<$rule> for ServiceError {
            fn from(error: $rule) -> Self {
                Self::App(error.into())
            }
        }
    )*};
}

from_rule! {
    shared::voting::ballot::BallotError,
    shared::api::BallotFormError,
    shared::voting::join_code::JoinCodeError,
    shared::voting::round::RulesError,
    shared::voting::round::TransitionError,
    shared::search::QueryError
}
