//! Failures of the desk as pages: the middleware that renders them, and the way to sign in.

use super::address;
use super::visit::guest_of;
use crate::http::errors::ApiError;
use crate::http::state::AppState;
use axum::extract::{OriginalUri, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use backend::error::ServiceError;
use desk::pages::failure::failure;
use form_urlencoded::byte_serialize;
use i18n::I18n;
use i18n::words::app_error;
use i18n::words::desk::desk_error;
use shared::desk::DeskError;
use shared::error::AppError;

/// Why a page of the desk cannot be shown. As a response it has a status and no body.
#[derive(Clone, Debug)]
pub(crate) enum DeskFailure {
    /// The desk refuses it.
    Desk(DeskError),
    /// Anything else.
    App(AppError),
}

/// What a handler of the desk returns.
pub(crate) type DeskResult<T = Response> = Result<T, DeskFailure>;

impl<E: Into<ServiceError>> From<E> for DeskFailure {
    fn from(error: E) -> Self {
        match error.into() {
            ServiceError::Desk(error) => Self::Desk(error),
            error => Self::App(error.into_app_error()),
        }
    }
}

impl From<ApiError> for DeskFailure {
    fn from(ApiError(error): ApiError) -> Self {
        Self::App(error)
    }
}

impl DeskFailure {
    pub(crate) const fn status(&self) -> u16 {
        match self {
            Self::Desk(error) => error.status(),
            Self::App(error) => error.status(),
        }
    }

    pub(crate) fn message(&self, i18n: I18n) -> String {
        match self {
            Self::Desk(error) => desk_error(i18n, error),
            Self::App(error) => app_error(i18n, error),
        }
    }

    /// Whether the person's input is wrong, so that the form is shown again with it; otherwise the
    /// failure is shown instead of the page.
    ///
    /// # Errors
    /// The failure itself.
    pub(crate) fn into_refusal(self) -> Result<Self, Self> {
        match self {
            Self::Desk(
                DeskError::Account(_)
                | DeskError::Conference(_)
                | DeskError::Figure(_)
                | DeskError::Fields(_)
                | DeskError::SchoolFree(_)
                | DeskError::Terms(_)
                | DeskError::Words(_)
                | DeskError::HasOffers,
            ) => Ok(self),
            failure => Err(failure),
        }
    }
}

impl IntoResponse for DeskFailure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status());
        let mut response = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Middleware that shows a failure as a page; a person who is not signed in is asked to, and comes back.
pub(super) async fn show_failure(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let mut response = next.run(Request::from_parts(parts.clone(), body)).await;
    let Some(error) = response.extensions_mut().remove::<DeskFailure>() else { return response };
    let guest = guest_of(&parts, &state).await;
    let is_signed_out = matches!(error, DeskFailure::Desk(DeskError::SignedOut));
    if is_signed_out && parts.method == Method::GET {
        let OriginalUri(uri) = parts
            .extensions
            .get::<OriginalUri>()
            .cloned()
            .unwrap_or(OriginalUri(parts.uri.clone()));
        let next: String = byte_serialize(address(&uri).as_bytes()).collect();
        return Redirect::to(&format!("{}?next={next}", guest.visit().path("sign-in")))
            .into_response();
    }
    let i18n = guest.i18n();
    let content = failure(guest.visit(), error.message(i18n));
    guest.refused(error.status(), i18n.error_title(), content)
}
