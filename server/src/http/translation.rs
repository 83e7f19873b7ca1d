//! The language of error messages in the API.

use super::errors::{ApiError, error_response};
use super::extract::{Lang, Pairs};
use axum::response::Response;
use shared::language::UiLanguage;

/// The language in which errors are told: the request's `lang`, German where that is missing or
/// unknown.
pub(super) fn error_language(query: &Pairs) -> UiLanguage {
    Lang::try_from(query).map_or(UiLanguage::De, |Lang(language)| language)
}

/// Translates the message of a failed response.
pub(super) fn translate_error(response: Response, language: UiLanguage) -> Response {
    match response.extensions().get::<ApiError>() {
        Some(ApiError(error)) if language != UiLanguage::De => {
            error_response(error.clone(), language)
        }
        _ => response,
    }
}
