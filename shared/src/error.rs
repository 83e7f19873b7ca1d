//! What can go wrong for a reader: one serialisable error for pages, forms and the API.
//!
//! It contains data, not sentences: the interface chooses the words, `Display` is for logs. With
//! every error the server sends a message in the reader's language, so that the browser needs
//! neither the error's type nor all the messages; ARCHITECTURE.md states how much that saves.

use crate::api::{BallotFormError, ReportError};
use crate::search::QueryError;
use crate::voting::ballot::BallotError;
use crate::voting::join_code::JoinCodeError;
use crate::voting::round::{RulesError, TransitionError};
use serde::{Deserialize, Serialize};

/// An error in an API response, under `error`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// The resource does not exist.
    #[error("not found: {0:?}")]
    NotFound(Missing),
    /// The join code is malformed.
    #[error("join code: {0}")]
    Code(JoinCodeError),
    /// The query is invalid.
    #[error("query: {0}")]
    Query(QueryError),
    /// The ballot breaks a rule.
    #[error("ballot: {0}")]
    Ballot(BallotError),
    /// The ballot is malformed.
    #[error("ballot: {0}")]
    BallotForm(BallotFormError),
    /// The round cannot change to the requested state.
    #[error("round: {0}")]
    Transition(TransitionError),
    /// The report on an offer was rejected.
    #[error("report: {0}")]
    Report(ReportError),
    /// The caller has not joined: the request has no cookie.
    #[error("no participant")]
    NoParticipant,
    /// The round requires a personal code, and the caller gave none.
    #[error("no personal code")]
    NoPersonalCode,
    /// The conference has no card with this personal code.
    #[error("unknown personal code")]
    UnknownPersonalCode,
    /// Rate limit: too many wrong personal codes within a minute.
    #[error("too many wrong personal codes")]
    TooManyAttempts,
    /// Rate limit: too many unknown receipt words within a minute.
    #[error("too many unknown receipt words")]
    TooManyReceipts,
    /// The settings of a round are invalid.
    #[error("round: {0}")]
    Rules(RulesError),
    /// Too many cards requested at once.
    #[error("1 to {max} cards at once")]
    Cards {
        /// Most cards.
        max: u32,
    },
    /// Not a valid number of sticky dots.
    #[error("0 to {max} sticky dots on a challenge")]
    Paper {
        /// Most dots on a challenge.
        max: u32,
    },
    /// The reason for leaving out ballots is missing, too long or malformed.
    #[error("no valid reason")]
    Reason,
    /// The message to all phones is missing, too long or malformed.
    #[error("no valid message to all phones")]
    Message,
    /// No group of participants joined unusually fast at these times.
    #[error("no such burst of joins")]
    NoBurst,
    /// The receipt words are malformed.
    #[error("no receipt words")]
    Receipt,
    /// Results are hidden until the round is closed.
    #[error("results are hidden until the round is closed")]
    ResultsHidden,
    /// The body is not valid JSON of the expected form.
    #[error("malformed body")]
    Malformed,
    /// The body is declared as something else than JSON, or not at all.
    #[error("content type is not JSON")]
    ContentType,
    /// The body is too large.
    #[error("body over {limit} bytes")]
    TooLarge {
        /// Maximum size in bytes.
        limit: u64,
    },
    /// The body was not received in time.
    #[error("body too slow")]
    TooSlow,
    /// A form submitted from another site.
    #[error("cross-site request")]
    CrossSite,
    /// The server did not respond, or something else responded.
    #[error("offline")]
    Offline,
    /// The database cannot store anything at the moment, because of a full disk or because it does
    /// not respond. The request was not stored; a later attempt may succeed.
    #[error("not stored")]
    NotStored,
    /// A server error; the log has more under this id.
    #[error("internal error, incident {incident}")]
    Internal {
        /// An id to report to us and to search the log for.
        incident: String,
    },
}

/// What was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// No page has this address.
    Page,
    /// No public offer has this id.
    Offer,
    /// No institution has this id.
    Provider,
    /// No conference has this code.
    Conference,
    /// No round has this id, or the conference has none.
    Round,
    /// No organiser has this key.
    Organiser,
}

macro_rules! from_rule {
    ($($rule:ty => $variant:ident),*) => {$(
        impl From<$rule> for AppError {
            fn from(error: $rule) -> Self {
                Self::$variant(error)
            }
        }
    )*};
}

from_rule! {
    JoinCodeError => Code,
    QueryError => Query,
    BallotError => Ballot,
    BallotFormError => BallotForm,
    RulesError => Rules,
    TransitionError => Transition
}

impl AppError {
    /// The HTTP status it answers with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound(_) => 404,
            Self::Report(ReportError::TooMany) | Self::TooManyAttempts | Self::TooManyReceipts => {
                429
            }
            Self::Code(_)
            | Self::Query(_)
            | Self::BallotForm(_)
            | Self::Report(_)
            | Self::Rules(_)
            | Self::UnknownPersonalCode
            | Self::Cards { .. }
            | Self::Paper { .. }
            | Self::Reason
            | Self::Message
            | Self::Receipt => 422,
            Self::Ballot(error) => match error {
                BallotError::NotOpenYet | BallotError::Closed | BallotError::ChangedElsewhere => {
                    409
                }
                _ => 422,
            },
            Self::Transition(_) | Self::ResultsHidden | Self::NoBurst => 409,
            Self::NoParticipant => 401,
            Self::Malformed => 400,
            Self::ContentType => 415,
            Self::TooSlow => 408,
            Self::TooLarge { .. } => 413,
            Self::CrossSite | Self::NoPersonalCode => 403,
            Self::Offline | Self::NotStored => 503,
            Self::Internal { .. } => 500,
        }
    }
}

/// Body of every error response of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// The error.
    pub error: AppError,
    /// The same as a message in the reader's language.
    pub message: String,
}
