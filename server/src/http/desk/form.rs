//! Posted forms of the desk.

use super::failure::DeskFailure;
use crate::http::body::{BodyLimits, read_body, read_limited};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{FromRequest, Request};

/// Fields of a posted form, read within the limits of [`read_body`].
#[derive(Clone, Debug, Default)]
pub(crate) struct DeskForm(pub(crate) Pairs);

impl FromRequest<AppState> for DeskForm {
    type Rejection = DeskFailure;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, DeskFailure> {
        Ok(Self(Pairs::decode(&read_body(request.into_body()).await?)))
    }
}

/// The same for a long form. A handler takes it after the right that it needs, so that only people who
/// are signed in can send as much.
#[derive(Clone, Debug, Default)]
pub(crate) struct LongDeskForm(pub(crate) Pairs);

impl FromRequest<AppState> for LongDeskForm {
    type Rejection = DeskFailure;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, DeskFailure> {
        let body = read_limited(request.into_body(), BodyLimits::LONG_FORM).await?;
        Ok(Self(Pairs::decode(&body)))
    }
}
