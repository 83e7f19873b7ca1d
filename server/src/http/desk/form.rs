//! Posted forms of the desk.

use super::failure::DeskFailure;
use crate::http::body::read_body;
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
