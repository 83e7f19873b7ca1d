//! A route of the API: an operation and its handler. Neither exists without the other, so no route
//! can be added without being documented.

use crate::http::openapi::Operation;
use crate::http::state::AppState;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, on};

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
        Route { handler: on(self.filter(), handler), operation: self }
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
