//! A route of the API: an operation and the handler that answers it. Neither is there without
//! the other, so no route can be added without its description.

use crate::http::Site;
use crate::http::openapi::Operation;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, on};

/// A handler at the path and method of its operation.
pub(super) struct Route {
    operation: Operation,
    handler: MethodRouter<Site>,
}

impl Operation {
    /// The route that is answered like this.
    pub(super) fn handled_by<H, T>(self, handler: H) -> Route
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        Route { handler: on(self.filter(), handler), operation: self }
    }
}

impl Route {
    /// The path after `/api/v1`, parameters in braces.
    pub(super) fn path(&self) -> &str {
        self.operation.path()
    }

    /// The router with this route too.
    pub(super) fn add_to(self, router: Router<Site>) -> Router<Site> {
        router.route(self.operation.path(), self.handler)
    }

    /// The description by itself.
    pub(super) fn into_operation(self) -> Operation {
        self.operation
    }
}
