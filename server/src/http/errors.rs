//! Failures as answers of the API: status and JSON, always of one shape.

use super::extract::{Lang, Pairs};
use axum::Json;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use backend::error::ServiceError;
use i18n::I18n;
use i18n::words::app_error;
use shared::error::{AppError, ErrorBody};
use shared::language::UiLanguage;

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
        // German outside of the API; there [`translate_errors`] replaces it by the request's language.
        let mut response = error_response(self.0.clone(), UiLanguage::De);
        response.extensions_mut().insert(self);
        response
    }
}

fn error_response(error: AppError, language: UiLanguage) -> Response {
    let message = app_error(I18n::for_server(language), &error);
    (status(&error), Json(ErrorBody { error, message })).into_response()
}

/// Says failures in the language of the request's `lang`.
pub(super) async fn translate_errors(request: Request, next: Next) -> Response {
    let pairs = Pairs::of_query(request.uri().query());
    let language = Lang::try_from(&pairs).map_or(UiLanguage::De, |Lang(language)| language);
    let response = next.run(request).await;
    match response.extensions().get::<ApiError>() {
        Some(ApiError(error)) if language != UiLanguage::De => {
            error_response(error.clone(), language)
        }
        _ => response,
    }
}

/// The status an error answers with.
pub(crate) fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
