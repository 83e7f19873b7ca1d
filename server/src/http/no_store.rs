//! JSON responses that no cache may store.

use axum::Json;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A JSON response that may be out of date the next moment.
#[derive(Clone, Debug)]
pub(crate) struct NoStore<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for NoStore<T> {
    fn into_response(self) -> Response {
        ([(CACHE_CONTROL, "no-store")], Json(self.0)).into_response()
    }
}
