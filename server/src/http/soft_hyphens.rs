//! Soft hyphens in the names that pages show.
//!
//! A page's answer is the API's, so the answers that pages ask for have them, and only those: a
//! client that does not say [`SOFT_HYPHENS`] gets its texts as they were written.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::response::Response;
use i18n::soft_hyphens::with_soft_hyphens;
use serde_json::{Map, Value};
use shared::api::SOFT_HYPHENS;

const PREFER: HeaderName = HeaderName::from_static("prefer");
const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// The language of texts that are written in one language only, such as names of institutions.
const GERMAN: &str = "de";

/// Whether the client prefers an answer of the API with soft hyphens.
pub(super) fn are_preferred(request: &Request) -> bool {
    request.method() == Method::GET && prefers_them(request.headers())
}

/// Puts soft hyphens into an answer of the API; one that is no JSON stays as it is.
pub(super) async fn apply_preference(response: Response) -> Response {
    if is_json(response.headers()) { soften(response).await } else { response }
}

fn prefers_them(headers: &HeaderMap) -> bool {
    headers
        .get_all(PREFER)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|preference| preference.trim() == SOFT_HYPHENS)
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes() == b"application/json")
}

async fn soften(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    // Whole already: a stream is no JSON. So it can neither fail nor be larger than its answer.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let softened = std::str::from_utf8(&body).ok().and_then(in_answer);
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.append(VARY, HeaderValue::from(PREFER));
    parts.headers.insert(PREFERENCE_APPLIED, HeaderValue::from_static(SOFT_HYPHENS));
    Response::from_parts(parts, softened.map_or_else(|| Body::from(body), Body::from))
}

/// An answer of the API with soft hyphens in what is shown as a name, title or text; `None` where
/// it is no JSON.
pub(super) fn in_answer(json: &str) -> Option<String> {
    let mut answer = serde_json::from_str(json).ok()?;
    soften_value(&mut answer);
    Some(answer.to_string())
}

fn soften_value(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(soften_value),
        Value::Object(members) => soften_members(members),
        _ => {}
    }
}

/// A text beside its `language` ([`shared::text::Picked`]), the name of a record beside its `id`,
/// and the name of an institution.
fn soften_members(members: &mut Map<String, Value>) {
    let language = members.get("language").and_then(Value::as_str).map(str::to_owned);
    let is_record = members.contains_key("id");
    for (key, value) in members {
        let tag = match key.as_str() {
            "text" => language.as_deref(),
            "name" => is_record.then_some(GERMAN),
            "provider" => Some(GERMAN),
            _ => None,
        };
        match (value, tag) {
            (Value::String(text), Some(tag)) => *text = with_soft_hyphens(text, tag),
            (value, _) => soften_value(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{in_answer, prefers_them};
    use axum::http::{HeaderMap, HeaderValue};
    use serde_json::{Value, json};

    fn softened(answer: &Value) -> Value {
        serde_json::from_str(&in_answer(&answer.to_string()).unwrap()).unwrap()
    }

    #[test]
    fn texts_are_broken_in_their_own_language_and_names_of_records_in_german() {
        let answer = json!({"offers": [{
            "id": "integrationskonferenz",
            "name": {"text": "Консультації", "language": "uk"},
            "provider": "Familienbildungsstätte",
            "mail": "post@familienbildungsstaette.example",
        }], "facets": [{"name": "integrationskonferenz"}], "providers": [{"id": "a", "name": "Beratungsstelle"}]});
        let expected = json!({"offers": [{
            "id": "integrationskonferenz",
            "name": {"text": "Кон\u{ad}суль\u{ad}та\u{ad}ції", "language": "uk"},
            "provider": "Fami\u{ad}li\u{ad}en\u{ad}bil\u{ad}dungs\u{ad}stätte",
            "mail": "post@familienbildungsstaette.example",
        }], "facets": [{"name": "integrationskonferenz"}], "providers": [{"id": "a", "name": "Bera\u{ad}tungs\u{ad}stelle"}]});
        assert_eq!(softened(&answer), expected);
    }

    #[test]
    fn only_who_asks_for_them_gets_them() {
        let headers =
            |value| HeaderMap::from_iter([(super::PREFER, HeaderValue::from_static(value))]);
        assert!(prefers_them(&headers("hyphens=soft")));
        assert!(prefers_them(&headers("respond-async, hyphens=soft")));
        assert!(!prefers_them(&headers("hyphens=none")));
        assert!(!prefers_them(&HeaderMap::new()));
    }
}
