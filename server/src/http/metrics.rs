//! `/metrics` on a listener of its own, and the count of requests it shows.
//!
//! Requests are counted by the pattern of their route, never by their path: a path may contain a
//! secret (the organiser's link), and anybody could make up new ones.

use app::routes::language_of;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use backend::Service;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;
use std::fmt;

/// The text format with an end mark, which Prometheus asks for by this name.
const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// The route of requests that no route matches: short links, and pages that are not found.
const FALLBACK_ROUTE: &str = "fallback";

/// Responses by route and status class; clones count together.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestMetrics(Family<RequestLabels, Counter>);

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: String,
    status: String,
}

/// The pattern of the route that answers a request, with `{lang}` for the language.
pub(super) fn route_of(request: &Request) -> String {
    let Some(matched) = request.extensions().get::<MatchedPath>() else {
        return FALLBACK_ROUTE.to_owned();
    };
    let pattern = matched.as_str();
    match language_of(pattern) {
        Some(language) => {
            let rest = pattern.trim_start_matches('/').trim_start_matches(language.tag());
            format!("/{{lang}}{rest}")
        }
        None => pattern.to_owned(),
    }
}

impl RequestMetrics {
    /// Counts a response.
    pub(super) fn count(&self, route: String, status: StatusCode) {
        let status = format!("{}xx", status.as_u16() / 100);
        self.0.get_or_create(&RequestLabels { route, status }).inc();
    }
}

/// The router of the listener for metrics.
pub(crate) fn router(service: Service, requests: RequestMetrics) -> Router {
    Router::new()
        .route("/metrics", get(show_metrics))
        .with_state(MetricsState { service, requests })
}

#[derive(Clone)]
struct MetricsState {
    service: Service,
    requests: RequestMetrics,
}

async fn show_metrics(State(state): State<MetricsState>) -> Response {
    let mut text = String::new();
    match write_all(&state, &mut text).await {
        Ok(()) => ([(CONTENT_TYPE, MEDIA_TYPE)], text).into_response(),
        Err(fmt::Error) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn write_all(state: &MetricsState, text: &mut String) -> fmt::Result {
    state.service.write_metrics(text).await?;
    let mut registry = Registry::with_prefix("miteinander");
    let requests = state.requests.0.clone();
    registry.register("requests", "Responses by route and class of their status", requests);
    encode_registry(text, &registry)?;
    encode_eof(text)
}
