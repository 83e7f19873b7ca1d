//! Failures as responses of the API: status and JSON, always of the same shape.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use backend::error::ServiceError;
use i18n::I18n;
use i18n::words::app_error;
use shared::error::{AppError, ErrorBody};
use shared::language::UiLanguage;

/// A failed request to the API.
#[derive(Clone, Debug)]
pub(crate) struct ApiError(pub(crate) AppError);

/// What a handler of the API returns.
pub(crate) type ApiResult<T> = Result<T, ApiError>;

impl<E: Into<ServiceError>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(error.into().into_app_error())
    }
}

impl IntoResponse for ApiError {
    /// The message is German; within the API [`super::translation`] replaces it by one in the
    /// request's language, for which it needs the error itself.
    fn into_response(self) -> Response {
        let mut response = error_response(self.0.clone(), UiLanguage::De);
        response.extensions_mut().insert(self);
        response
    }
}

/// The response to a failure, with a message in this language.
pub(super) fn error_response(error: AppError, language: UiLanguage) -> Response {
    let message = app_error(I18n::for_server(language), &error);
    (status_code(&error), Json(ErrorBody { error, message })).into_response()
}

pub(crate) fn status_code(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
