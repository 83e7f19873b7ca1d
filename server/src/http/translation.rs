//! The language of error messages in the API.

use super::errors::{ApiError, error_response};
use super::extract::{Lang, Pairs};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use shared::language::UiLanguage;

/// Middleware that translates the message of a failed response into the request's `lang`, German
/// where that is missing or unknown.
pub(super) async fn translate_errors(request: Request, next: Next) -> Response {
    let pairs = Pairs::from_query(request.uri().query());
    let language = Lang::try_from(&pairs).map_or(UiLanguage::De, |Lang(language)| language);
    let response = next.run(request).await;
    match response.extensions().get::<ApiError>() {
        Some(ApiError(error)) if language != UiLanguage::De => {
            error_response(error.clone(), language)
        }
        _ => response,
    }
}
