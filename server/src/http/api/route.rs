//! A route of the API: an operation and its handler. Neither exists without the other, so no route
//! can be added without being documented.

use crate::http::errors::ApiError;
use crate::http::extract::{Lang, Pairs};
use crate::http::openapi::Operation;
use crate::http::openapi::parameters::LANG;
use crate::http::state::AppState;
use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, on};
use shared::error::AppError;
use std::sync::Arc;

/// A handler at the path and method of its operation.
pub(super) struct Route {
    operation: Operation,
    handler: MethodRouter<AppState>,
}

impl Operation {
    /// The route with this operation and handler.
    pub(super) fn handled_by<H, T>(self, handler: H) -> Route
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let single_valued: Arc<[String]> = self.single_valued().into();
        let handler =
            on(self.filter(), handler).layer(from_fn_with_state(single_valued, check_query));
        Route { handler, operation: self }
    }
}

/// Refuses a query that gives a single-valued parameter twice, since either value may be the one
/// meant, and an unknown language also where the response has no texts.
async fn check_query(
    State(single_valued): State<Arc<[String]>>,
    request: Request,
    next: Next,
) -> Response {
    let pairs = Pairs::from_query(request.uri().query());
    let is_repeated = |name: &String| pairs.values(name).nth(1).is_some();
    if single_valued.iter().any(is_repeated) {
        return ApiError(AppError::Malformed).into_response();
    }
    match Lang::try_from(&pairs) {
        Err(error) if single_valued.iter().any(|name| name == LANG) => error.into_response(),
        _ => next.run(request).await,
    }
}

impl Route {
    /// The path after `/api/v1`, with parameters in braces.
    pub(super) fn path(&self) -> &str {
        self.operation.path()
    }

    pub(super) fn add_to(self, router: Router<AppState>) -> Router<AppState> {
        router.route(self.operation.path(), self.handler)
    }

    pub(super) fn into_operation(self) -> Operation {
        self.operation
    }
}
