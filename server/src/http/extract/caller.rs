//! Who asks: the device and the card in the cookies, or the organiser whose key is in the path.
//!
//! Whether a caller may do what is asked is decided by use cases.

use super::path::only_part;
use crate::http::errors::ApiError;
use crate::http::{Site, cookies};
use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::request::Parts;
use backend::secret::ParticipantToken;
use backend::voting::{Caller, Organiser};
use std::convert::Infallible;

/// What the caller votes with.
impl FromRequestParts<Site> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        Ok(cookies::caller(site, &head.headers))
    }
}

/// The device's number with the server's signature, where the caller has a cookie.
#[derive(Clone, Debug)]
pub(crate) struct Participant(pub(crate) Option<ParticipantToken>);

impl FromRequestParts<Site> for Participant {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        Ok(Self(cookies::participant(site, &head.headers)))
    }
}

/// A caller who gets a number where there is none yet. For handlers that only read: see
/// [`cookies::caller_or_new`].
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) caller: Caller,
    /// The cookie with the new number, to be set by the answer.
    pub(crate) cookie: Option<HeaderValue>,
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let (caller, cookie) = cookies::caller_or_new(site, &head.headers);
        Ok(Self { caller, cookie })
    }
}

/// The organiser whose key is in the path.
impl FromRequestParts<Site> for Organiser {
    type Rejection = ApiError;

    async fn from_request_parts(head: &mut Parts, site: &Site) -> Result<Self, ApiError> {
        let key = only_part(head, site).await?;
        Ok(site.service.authorise_organiser(&key).await?)
    }
}
