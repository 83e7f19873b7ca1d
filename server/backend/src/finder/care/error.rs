//! Why an answer to a care link is refused.

use crate::db::DbError;
use crate::error::ServiceError;
use exchange::public_fields::FieldProblem;

/// Why a care link or an answer to it is refused.
#[derive(Debug, thiserror::Error)]
pub enum CareError {
    /// This server never issued the link, or its provider is gone.
    #[error("no such care link")]
    Unknown,
    /// The link is too old; a new one can be sent to the same address.
    #[error("the care link has expired")]
    Expired,
    /// The link does not ask about this offer, or the offer is gone.
    #[error("the care link is not about this offer")]
    Offer,
    /// A proposal that changes nothing.
    #[error("nothing was changed")]
    Unchanged,
    /// Fields that cannot be taken.
    #[error("{} fields cannot be taken", .0.len())]
    Fields(Vec<FieldProblem>),
    /// A remark that is too long or malformed.
    #[error("remark: {0}")]
    Remark(shared::text::TextError),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for CareError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}
