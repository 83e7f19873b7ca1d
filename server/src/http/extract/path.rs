//! The part in braces of an API route's path: a conference's code, or the id of something.

use crate::http::Site;
use crate::http::errors::ApiError;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use shared::error::{AppError, Missing};
use shared::id::{OfferId, ProviderId, RoundId};
use shared::voting::join_code::JoinCode;

/// The code of a conference; what is wrong with one that cannot be a code is explained (422).
#[derive(Clone, Debug)]
pub(crate) struct Code(pub(crate) JoinCode);

impl FromRequestParts<Site> for Code {
    type Rejection = ApiError;

    async fn from_request_parts(head: &mut Parts, site: &Site) -> Result<Self, ApiError> {
        Ok(Self(JoinCode::parse(&only_part(head, site).await?)?))
    }
}

/// The id of something; a text that cannot be an id names something that is not there (404).
#[derive(Clone, Debug)]
pub(crate) struct Id<T>(pub(crate) T);

/// An id that stands in paths.
pub(crate) trait PathId: TryFrom<String> {
    /// What is missing where nothing has this id.
    const MISSING: Missing;
}

impl PathId for OfferId {
    const MISSING: Missing = Missing::Offer;
}

impl PathId for ProviderId {
    const MISSING: Missing = Missing::Provider;
}

impl PathId for RoundId {
    const MISSING: Missing = Missing::Round;
}

impl<T: PathId> FromRequestParts<Site> for Id<T> {
    type Rejection = ApiError;

    async fn from_request_parts(head: &mut Parts, site: &Site) -> Result<Self, ApiError> {
        let id = T::try_from(only_part(head, site).await?);
        id.map(Self).map_err(|_| ApiError(AppError::NotFound(T::MISSING)))
    }
}

/// The one part in braces that the route has.
///
/// # Errors
/// [`AppError::Malformed`] where it is not UTF-8.
pub(super) async fn only_part(head: &mut Parts, site: &Site) -> Result<String, ApiError> {
    let part = Path::<String>::from_request_parts(head, site).await;
    part.map(|Path(part)| part).map_err(|_| ApiError(AppError::Malformed))
}
