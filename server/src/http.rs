//! HTTP: turns requests into calls of use cases, and their results and pages into responses.

mod api;
pub mod assets;
mod body;
mod calendar;
mod care;
mod cookies;
mod crawlers;
mod desk;
mod errors;
mod every_request;
mod extract;
mod forms;
mod legal;
mod links;
pub(crate) mod metrics;
mod no_store;
mod openapi;
mod pages;
mod rejection;
pub mod render;
mod request_id;
mod rerender;
mod soft_hyphens;
mod state;
mod translation;
mod typed_address;
mod worksheets;

pub use api::paths as api_paths;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use backend::Service;
use errors::ApiError;
use metrics::RequestMetrics;
use shared::error::AppError;
use state::AppState;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// Brotli at this level takes about half the time of gzip at its default level (0.4 ms instead of
/// 0.6 to 0.7 ms for the list of offers and the phone page), and its output is 1 to 11 % smaller.
const COMPRESSION_LEVEL: i32 = 4;
/// Shorter bodies are sent as they are, in bytes: with its headers such a response is one packet in
/// any case, and the encoder's tables cost more than all else of an acknowledged ballot.
const MIN_COMPRESSED: u64 = 1_000;

/// Every route of the site; `requests` counts what they answer.
pub(crate) fn router(service: Service, requests: RequestMetrics) -> Router {
    let assets = assets::load();
    let inline_style = assets::load_inline_style(&assets);
    let state = AppState { service, assets, inline_style };
    let router = Router::new()
        .merge(api::routes())
        .merge(pages::routes(&state))
        .merge(forms::routes(&state))
        .merge(links::routes())
        .merge(desk::routes(&state))
        .merge(legal::routes())
        .merge(care::routes())
        .merge(worksheets::routes())
        .merge(calendar::routes())
        .merge(crawlers::routes())
        .fallback(links::follow_short_link)
        // Together, as `every_request` says.
        .layer((
            CompressionLayer::new()
                .quality(CompressionLevel::Precise(COMPRESSION_LEVEL))
                .compress_when(DefaultPredicate::new().and(SizeAbove::new(MIN_COMPRESSED))),
            CsrfLayer::new().with_rejection_response(reject_cross_site),
        ))
        // Assets are compressed at build time.
        .merge(assets::routes());
    router.layer(from_fn_with_state(requests, every_request::answer)).with_state(state)
}

/// The response to a cross-site request forgery.
fn reject_cross_site(_: ProtectionError) -> Response {
    ApiError(AppError::CrossSite).into_response()
}
