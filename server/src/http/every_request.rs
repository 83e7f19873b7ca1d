//! What is done for every request. It is one middleware, since each further one clones and boxes all
//! that lies below it for every request (`docs/PERFORMANCE.md`, "The price of a ballot").

use super::metrics::{RequestMetrics, route_of};
use super::{request_id, typed_address};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Middleware of every route: sends typed addresses on, gives the request an id, adds headers and
/// counts the response.
pub(super) async fn answer(
    State(metrics): State<RequestMetrics>,
    request: Request,
    next: Next,
) -> Response {
    let (route, method) = (route_of(&request), request.method().clone());
    let answer = async {
        match typed_address::redirection(&request) {
            Some(redirection) => redirection,
            None => next.run(request).await,
        }
    };
    let mut response = request_id::trace(&method, &route, answer).await;
    add_security_headers(response.headers_mut());
    metrics.count(route, response.status());
    response
}

/// Headers of every response. A page has a policy of its own, set where it is rendered.
const SECURITY_HEADERS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(self)"),
    // Browsers ignore it on unencrypted connections.
    ("strict-transport-security", "max-age=31536000"),
];

/// Adds those that the response does not have.
fn add_security_headers(headers: &mut HeaderMap) {
    for (name, value) in SECURITY_HEADERS {
        let name = HeaderName::from_static(name);
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}
