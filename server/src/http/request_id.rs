//! An id for each request: in the header `x-request-id` of the response, and in every line that is
//! logged while the request is handled.
//!
//! It is always drawn anew. One that came with the request would let clients write into the log.

use super::metrics::route_of;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use backend::secret::random_u64;
use tokio::time::Instant;
use tracing::Instrument as _;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Middleware that gives a request its id and its span.
pub(super) async fn trace_request(request: Request, next: Next) -> Response {
    let id = format!("{:016x}", random_u64());
    // The route, not the path, which may contain an organiser's key. At level `error`, because a
    // filter that lets errors pass must let the span of their request pass too.
    let span =
        tracing::error_span!("request", id, method = %request.method(), route = route_of(&request));
    let mut response = answer(request, next).instrument(span).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

async fn answer(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let response = next.run(request).await;
    let (status, elapsed) = (response.status().as_u16(), started.elapsed());
    tracing::info!(status, elapsed_ms = elapsed.as_secs_f64() * 1000.0, "request answered");
    response
}
