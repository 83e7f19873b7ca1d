//! Posted forms of the desk.

use super::failure::DeskFailure;
use crate::http::body::MAX_BODY;
use crate::http::body::read_body_within;
use crate::http::cookies::read_session;
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{FromRequest, Request};

/// Size limit of a form of somebody who is signed in, in bytes: an offer in all languages, every letter
/// of which takes up to nine bytes in a form.
const MAX_FORM: usize = 1024 * 1024;

/// Fields of a posted form. Handlers extract the right first, so that nobody sends a long form in vain.
#[derive(Clone, Debug, Default)]
pub(crate) struct DeskForm(pub(crate) Pairs);

impl FromRequest<AppState> for DeskForm {
    type Rejection = DeskFailure;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, DeskFailure> {
        let has_session = read_session(state, request.headers()).is_some();
        let max = if has_session { MAX_FORM } else { MAX_BODY };
        Ok(Self(Pairs::decode(&read_body_within(request.into_body(), max).await?)))
    }
}
