//! JSON bodies of requests to the API.

use crate::http::body::read_body;
use crate::http::errors::ApiError;
use crate::http::state::AppState;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::{Number, Value};
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
        parse(&body).map(Self).ok_or(ApiError(AppError::Malformed))
    }
}

/// Parses JSON. Whole numbers with a decimal point, `2.0`, are integers as for JSON Schema; they
/// are rare, so they cost only those who send them.
fn parse<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_slice(body).ok().or_else(|| {
        let value = serde_json::from_slice(body).ok()?;
        serde_json::from_value(with_integers(value)).ok()
    })
}

fn with_integers(value: Value) -> Value {
    match value {
        Value::Number(number) => integer(&number).map_or(Value::Number(number), Value::from),
        Value::Array(values) => values.into_iter().map(with_integers).collect(),
        Value::Object(values) => {
            values.into_iter().map(|(key, value)| (key, with_integers(value))).collect()
        }
        other => other,
    }
}

/// The integer that is written with a decimal point, within the bounds in which a float is exact.
fn integer(number: &Number) -> Option<u64> {
    let text = number.as_f64().filter(|_| number.is_f64()).map(|float| format!("{float:.1}"))?;
    text.strip_suffix(".0")?.parse().ok().filter(|whole| *whole < 1 << 53)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("[1, 2.0, 3e2]", Some(vec![1, 2, 300]))]
    #[case("[1.5]", None)]
    #[case("[1.04]", None)]
    #[case("[-1.0]", None)]
    #[case("[1e300]", None)]
    #[case("[1", None)]
    fn whole_numbers_are_integers(#[case] body: &str, #[case] expected: Option<Vec<u64>>) {
        assert_eq!(parse::<Vec<u64>>(body.as_bytes()), expected);
    }
}
