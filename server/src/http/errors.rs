//! Failures as answers of the API: status and JSON, always of one shape.

use crate::error::ServiceError;
use app::error::{AppError, ErrorBody};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A failed answer of the API.
#[derive(Clone, Debug)]
pub(crate) struct ApiError(pub(crate) AppError);

impl<E: Into<ServiceError>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(error.into().into_app_error())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (status(&self.0), Json(ErrorBody { error: self.0 })).into_response()
    }
}

/// The status an error answers with.
pub(crate) fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
