//! The path parameter of an API route: a conference's code, or an id.

use crate::http::errors::ApiError;
use crate::http::state::AppState;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use shared::error::{AppError, Missing};
use shared::id::{OfferId, ProviderId, RoundId};
use shared::voting::join_code::JoinCode;

/// The code of a conference; an invalid one is rejected with the reason (422).
#[derive(Clone, Debug)]
pub(crate) struct Code(pub(crate) JoinCode);

impl FromRequestParts<AppState> for Code {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        Ok(Self(JoinCode::parse(&path_parameter(parts, state).await?)?))
    }
}

/// An id; a text that is not a valid id cannot belong to anything (404).
#[derive(Clone, Debug)]
pub(crate) struct Id<T>(pub(crate) T);

/// An id that is used in paths.
pub(crate) trait PathId: TryFrom<String> {
    /// What is missing if nothing has this id.
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

impl<T: PathId> FromRequestParts<AppState> for Id<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let id = T::try_from(path_parameter(parts, state).await?);
        id.map(Self).map_err(|_| ApiError(AppError::NotFound(T::MISSING)))
    }
}

/// The only path parameter of the route.
///
/// # Errors
/// [`AppError::Malformed`] if it is not UTF-8.
pub(super) async fn path_parameter(
    parts: &mut Parts,
    state: &AppState,
) -> Result<String, ApiError> {
    Path::<String>::from_request_parts(parts, state)
        .await
        .map(|Path(parameter)| parameter)
        .map_err(|_| ApiError(AppError::Malformed))
}
