//! Forms posted by pages.

use super::pairs::Pairs;
use crate::http::body::read_body;
use crate::http::errors::ApiError;
use crate::http::rejection::FormRejection;
use crate::http::state::AppState;
use app::forms::Typed;
use app::routes::language_of;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use shared::language::UiLanguage;
use std::convert::Infallible;

/// Fields of a posted form, read within the limits of [`read_body`]. If that fails, the page is
/// rendered again with empty fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormFields(pub(crate) Pairs);

impl FromRequest<AppState> for FormFields {
    type Rejection = FormRejection;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, FormRejection> {
        match read_body(request.into_body()).await {
            Ok(body) => Ok(Self(Pairs::decode(&body))),
            Err(ApiError(error)) => Err(FormRejection::new(error, Typed::Nothing)),
        }
    }
}

/// The language of the page a form was posted from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageLang(pub(crate) UiLanguage);

impl FromRequestParts<AppState> for PageLang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        Ok(Self(language_of(parts.uri.path()).unwrap_or(UiLanguage::De)))
    }
}
