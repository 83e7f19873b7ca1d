//! The caller's identity: the device and the card in the cookies, or the organiser whose key is in
//! the path.
//!
//! What a caller is allowed to do is decided by use cases.

use super::path::path_parameter;
use crate::http::cookies;
use crate::http::errors::ApiError;
use crate::http::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::request::Parts;
use backend::secret::ParticipantToken;
use backend::voting::{Caller, Organiser};
use std::convert::Infallible;

/// The identity the caller votes with.
impl FromRequestParts<AppState> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(cookies::read_caller(state, &parts.headers))
    }
}

/// The device's id with the server's signature, if the request has the cookie.
#[derive(Clone, Debug)]
pub(crate) struct Participant(pub(crate) Option<ParticipantToken>);

impl FromRequestParts<AppState> for Participant {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self(cookies::read_participant(state, &parts.headers)))
    }
}

/// A caller who gets a device id if there is none yet. Only for handlers that read: see
/// [`cookies::read_or_create_caller`].
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) caller: Caller,
    /// The cookie with the new id, to be set by the response.
    pub(crate) cookie: Option<HeaderValue>,
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let (caller, cookie) = cookies::read_or_create_caller(state, &parts.headers);
        Ok(Self { caller, cookie })
    }
}

/// The organiser whose key is in the path, or who is signed in at the desk and has the conference whose
/// id is there.
impl FromRequestParts<AppState> for Organiser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let key = path_parameter(parts, state).await?;
        let session = cookies::read_session(state, &parts.headers);
        Ok(state.service.authorise_organiser(&key, session.as_ref()).await?)
    }
}
