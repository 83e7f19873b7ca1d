//! The public JSON API under `/api/v1`: its routes, each with its `OpenAPI` operation.

mod about;
pub(super) mod attachment;
mod ballots;
mod conferences;
mod dates;
mod documentations;
mod exports;
mod live;
mod offers;
mod organisers;
mod providers;
mod rounds;
mod route;

use super::errors::ApiError;
use super::openapi::{self, Media, Operation, Tag};
use super::state::AppState;
use axum::Router;
use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use route::Route;
use shared::error::{AppError, Missing};
use std::sync::{Arc, LazyLock};
use utoipa::openapi::Content;
use utoipa::openapi::schema::{ObjectBuilder, Type};

pub(super) fn routes() -> Router<AppState> {
    let unknown = Router::new()
        .fallback(|| async { ApiError(AppError::NotFound(Missing::Page)) })
        .layer(from_fn_with_state(Arc::from([]), route::answer));
    let routes = Router::new().nest("/api", unknown);
    all_routes().into_iter().fold(routes, |router, route| route.add_to(router))
}

/// Every route under `/api/v1`, for both the router and the `OpenAPI` document.
fn all_routes() -> Vec<Route> {
    let groups = [
        offers::routes(),
        providers::routes(),
        exports::routes(),
        dates::routes(),
        conferences::routes(),
        ballots::routes(),
        live::routes(),
        rounds::routes(),
        documentations::routes(),
        organisers::routes(),
        about::routes(),
        vec![show_document_route()],
    ];
    groups.into_iter().flatten().collect()
}

/// The paths of all routes, with parameters in braces.
pub fn paths() -> Vec<String> {
    all_routes().iter().map(|route| format!("{}{}", openapi::BASE_PATH, route.path())).collect()
}

async fn show_document() -> Response {
    static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| {
        let operations = all_routes().into_iter().map(Route::into_operation);
        Bytes::from(openapi::document(operations).to_string())
    });
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, DOCUMENT.clone()).into_response()
}

fn show_document_route() -> Route {
    let object = ObjectBuilder::new().schema_type(Type::Object);
    let media = Media { media_type: "application/json", content: Content::new(Some(object)) };
    Operation::get("/openapi.json", "show_document", "This document")
        .tag(Tag::Files)
        .response_with("An OpenAPI document.", media)
        .handled_by(show_document)
}
