//! What can go wrong for a reader: one serialisable error for pages, forms and the API.
//!
//! It holds data, no sentences: the interface chooses the words, `Display` is for logs. The server
//! says them in the reader's language with each failed answer, so that the browser needs neither
//! the error's type nor all its words; what that is worth stands in ARCHITECTURE.md.

use crate::api::{BallotFormError, ReportError};
use crate::search::QueryError;
use crate::voting::ballot::BallotError;
use crate::voting::join_code::JoinCodeError;
use crate::voting::round::{RulesError, TransitionError};
use serde::{Deserialize, Serialize};

/// An error as it stands in an answer of the API, under `error`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// There is no such thing.
    #[error("not found: {0:?}")]
    NotFound(Missing),
    /// The code has not the form of one.
    #[error("join code: {0}")]
    Code(JoinCodeError),
    /// The query was not understood.
    #[error("query: {0}")]
    Query(QueryError),
    /// The ballot breaks a rule.
    #[error("ballot: {0}")]
    Ballot(BallotError),
    /// The ballot is none in form.
    #[error("ballot: {0}")]
    BallotForm(BallotFormError),
    /// The round cannot go there from where it stands.
    #[error("round: {0}")]
    Transition(TransitionError),
    /// The report on an offer was not taken.
    #[error("report: {0}")]
    Report(ReportError),
    /// The caller has not joined: no cookie came along.
    #[error("no participant")]
    NoParticipant,
    /// The round wants a personal code, and the caller gave none.
    #[error("no personal code")]
    NoPersonalCode,
    /// The conference has no card with this personal code.
    #[error("unknown personal code")]
    UnknownPersonalCode,
    /// Too many wrong personal codes within a minute.
    #[error("too many wrong personal codes")]
    TooManyGuesses,
    /// No round can be like this.
    #[error("round: {0}")]
    Rules(RulesError),
    /// So many cards are not made at once.
    #[error("1 to {max} cards at once")]
    Cards {
        /// Most cards.
        max: u32,
    },
    /// A number of sticky dots that is none.
    #[error("0 to {max} sticky dots on a challenge")]
    Paper {
        /// Most dots on a challenge.
        max: u32,
    },
    /// The text has not the form of receipt words.
    #[error("no receipt words")]
    Receipt,
    /// Results are not shown before closing.
    #[error("results are hidden until the round is closed")]
    ResultsHidden,
    /// The body is not the JSON it must be.
    #[error("malformed body")]
    Malformed,
    /// The body is too large.
    #[error("body over {limit} bytes")]
    TooLarge {
        /// Bytes taken.
        limit: u64,
    },
    /// The body came too slowly, or not to its end in time.
    #[error("body too slow")]
    TooSlow,
    /// A form sent from another site.
    #[error("cross-site request")]
    CrossSite,
    /// The server did not answer, or what answered was not it.
    #[error("offline")]
    Offline,
    /// The database takes nothing now, because of a full disk or because it does not answer. What
    /// was sent is not stored; sent again later, it may be.
    #[error("not stored")]
    NotStored,
    /// Our fault; the log has more under this id.
    #[error("internal error, incident {incident}")]
    Internal {
        /// What the reader can tell us and the log can be searched for.
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
    /// No organiser holds this key.
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
            Self::Report(ReportError::TooMany) | Self::TooManyGuesses => 429,
            Self::Code(_)
            | Self::Query(_)
            | Self::BallotForm(_)
            | Self::Report(_)
            | Self::Rules(_)
            | Self::UnknownPersonalCode
            | Self::Cards { .. }
            | Self::Paper { .. }
            | Self::Receipt => 422,
            Self::Ballot(error) => match error {
                BallotError::NotOpenYet | BallotError::Closed => 409,
                _ => 422,
            },
            Self::Transition(_) | Self::ResultsHidden => 409,
            Self::NoParticipant => 401,
            Self::Malformed => 400,
            Self::TooSlow => 408,
            Self::TooLarge { .. } => 413,
            Self::CrossSite | Self::NoPersonalCode => 403,
            Self::Offline | Self::NotStored => 503,
            Self::Internal { .. } => 500,
        }
    }
}

/// Body of every failed answer of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// What went wrong.
    pub error: AppError,
    /// The same in the reader's language.
    pub message: String,
}
