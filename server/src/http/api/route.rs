//! A route of the API: an operation and its handler. Neither exists without the other, so no route
//! can be added without being documented.

use crate::http::errors::ApiError;
use crate::http::extract::{Lang, Pairs};
use crate::http::openapi::parameters::LANG;
use crate::http::openapi::{BASE_PATH, Operation};
use crate::http::soft_hyphens::{apply_preference, are_preferred};
use crate::http::state::AppState;
use crate::http::translation::{error_language, translate_error};
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
        let handler = on(self.filter(), handler).layer(from_fn_with_state(single_valued, answer));
        Route { handler, operation: self }
    }
}

/// Middleware of every route, with the names of its parameters that have one value. One for all: each
/// middleware clones and boxes what lies below it, for every request.
pub(super) async fn answer(
    State(single_valued): State<Arc<[String]>>,
    request: Request,
    next: Next,
) -> Response {
    let query = Pairs::from_query(request.uri().query());
    let (language, is_softened) = (error_language(&query), are_preferred(&request));
    let response = match check_query(&query, &single_valued) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    let response = translate_error(response, language);
    if is_softened { apply_preference(response).await } else { response }
}

/// Refuses a query that gives a single-valued parameter twice, since either value may be the one
/// meant, and an unknown language also where the response has no texts.
fn check_query(query: &Pairs, single_valued: &[String]) -> Result<(), ApiError> {
    let is_repeated = |name: &String| query.values(name).nth(1).is_some();
    if single_valued.iter().any(is_repeated) {
        return Err(ApiError(AppError::Malformed));
    }
    if single_valued.iter().any(|name| name == LANG) {
        Lang::try_from(query)?;
    }
    Ok(())
}

impl Route {
    /// The path after `/api/v1`, with parameters in braces.
    pub(super) fn path(&self) -> &str {
        self.operation.path()
    }

    /// Adds the route with its whole path: a nested router costs every request a middleware.
    pub(super) fn add_to(self, router: Router<AppState>) -> Router<AppState> {
        router.route(&[BASE_PATH, self.path()].concat(), self.handler)
    }

    pub(super) fn into_operation(self) -> Operation {
        self.operation
    }
}
