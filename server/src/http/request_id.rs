//! An id for each request: in the header `x-request-id` of the response, and in every line that is
//! logged while the request is handled.
//!
//! It is always drawn anew. One that came with the request would let clients write into the log.

use axum::http::{HeaderName, HeaderValue, Method};
use axum::response::Response;
use backend::secret::random_u64;
use tokio::time::Instant;
use tracing::Instrument as _;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request that `answer` answers its id and its span. `route` is the route, not the path,
/// which may contain an organiser's key.
pub(super) async fn trace(
    method: &Method,
    route: &str,
    answer: impl Future<Output = Response>,
) -> Response {
    let id = format!("{:016x}", random_u64());
    // At level `error`, because a filter that lets errors pass must let the span of their request
    // pass too.
    let span = tracing::error_span!("request", id, %method, route);
    let mut response = time(answer).instrument(span).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

async fn time(answer: impl Future<Output = Response>) -> Response {
    let started = Instant::now();
    let response = answer.await;
    let (status, elapsed) = (response.status().as_u16(), started.elapsed());
    tracing::info!(status, elapsed_ms = elapsed.as_secs_f64() * 1000.0, "request answered");
    response
}
