//! JSON bodies of requests to the API.

use crate::http::body::read_body;
use crate::http::errors::ApiError;
use crate::http::state::AppState;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use shared::error::AppError;

/// A valid JSON body with the content type for it, read within the limits of [`read_body`].
#[derive(Clone, Debug)]
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<AppState> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, ApiError> {
        let content_type = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if !content_type.starts_with("application/json") {
            return Err(ApiError(AppError::Malformed));
        }
        let body = read_body(request.into_body()).await?;
        serde_json::from_slice(&body).map(Self).map_err(|_| ApiError(AppError::Malformed))
    }
}
