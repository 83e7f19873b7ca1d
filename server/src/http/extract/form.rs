//! Plain forms as pages post them.

use super::Pairs;
use crate::http::Site;
use crate::http::body::read_body;
use crate::http::errors::ApiError;
use crate::http::refused::Refused;
use app::forms::Typed;
use app::routes::language_of;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use shared::language::UiLanguage;
use std::convert::Infallible;

/// Names and values of a posted form, read within the limits of [`read_body`]. One that cannot be
/// read brings its page back with nothing typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormFields(pub(crate) Pairs);

impl FromRequest<Site> for FormFields {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &Site) -> Result<Self, Refused> {
        match read_body(request.into_body()).await {
            Ok(body) => Ok(Self(Pairs::decode(&body))),
            Err(ApiError(error)) => Err(Refused::new(error, Typed::Nothing)),
        }
    }
}

/// The language of the page a form was sent from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageLang(pub(crate) UiLanguage);

impl FromRequestParts<Site> for PageLang {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _: &Site) -> Result<Self, Infallible> {
        Ok(Self(language_of(head.uri.path()).unwrap_or(UiLanguage::De)))
    }
}
