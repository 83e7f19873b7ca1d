//! Why a use case failed, and how that reaches the reader.
//!
//! Rules and the caller's mistakes become [`AppError`] as they are. A failure of our
//! own is logged here, once, under an id that the reader sees too.

use crate::db::DbError;
use crate::secret::random_code;
use shared::error::{AppError, Missing};

/// Why a use case failed.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The caller can do something about it.
    #[error(transparent)]
    App(#[from] AppError),
    /// The database cannot do what it was asked to.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Records do not fit into the kind of file asked for.
    #[error("export: {0}")]
    Encode(#[from] exchange::error::WriteError),
    /// What is to be stored or handed out cannot be written as JSON.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// Ballots, their sums and their log do not agree; nothing that hides it leaves the house.
    #[error("the count of round {round} is damaged: {reason}")]
    Count {
        /// The round.
        round: shared::id::RoundId,
        /// What does not agree.
        reason: String,
    },
    /// A part of the server has stopped.
    #[error("{0} has stopped")]
    Stopped(&'static str),
}

impl ServiceError {
    /// There is no such thing.
    pub const fn missing(what: Missing) -> Self {
        Self::App(AppError::NotFound(what))
    }

    /// What the reader gets; our own failures are logged here.
    pub fn into_app_error(self) -> AppError {
        match self {
            Self::App(error) => error,
            Self::Db(_)
            | Self::Stopped(_)
            | Self::Encode(_)
            | Self::Json(_)
            | Self::Count { .. } => {
                let incident = format!("{:08x}", random_code() >> 32);
                tracing::error!(incident, error = %self, "use case failed");
                AppError::Internal { incident }
            }
        }
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
