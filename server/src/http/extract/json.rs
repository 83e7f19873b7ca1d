//! JSON bodies of requests to the API.

use crate::http::body::read_body;
use crate::http::errors::ApiError;
use crate::http::state::AppState;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
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
        if !is_json(request.headers()) {
            return Err(ApiError(AppError::ContentType));
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
    let text = number.is_f64().then(|| number.to_string())?;
    text.strip_suffix(".0")?.parse().ok().filter(|whole| *whole < 1 << 53)
}

/// Whether the content type is `application/json`, `text/json` or one that ends in `+json`, with or
/// without parameters. What a form can send is none of these, so a page of another site cannot send
/// JSON without asking first.
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(&*media_type, "application/json" | "text/json")
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
}

#[cfg(test)]
mod tests {
    use super::{is_json, parse};
    use axum::http::header::CONTENT_TYPE;
    use axum::http::{HeaderMap, HeaderValue};
    use rstest::rstest;

    #[rstest]
    #[case("application/json", true)]
    #[case("application/json; charset=utf-8", true)]
    #[case("Application/JSON;charset=UTF-8", true)]
    #[case("text/json", true)]
    #[case("application/vnd.api+json", true)]
    #[case("application/jsonp", false)]
    #[case("text/plain", false)]
    #[case("application/x-www-form-urlencoded", false)]
    #[case("image/svg+json", false)]
    #[case("", false)]
    fn every_name_of_json_is_taken_and_no_other(
        #[case] content_type: &'static str,
        #[case] expected: bool,
    ) {
        let value = HeaderValue::from_static(content_type);
        assert_eq!(is_json(&HeaderMap::from_iter([(CONTENT_TYPE, value)])), expected);
    }

    #[test]
    fn a_body_without_a_content_type_is_not_json() {
        assert!(!is_json(&HeaderMap::new()));
    }

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
