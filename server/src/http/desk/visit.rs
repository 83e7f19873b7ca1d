//! Who requests a page of the desk: an extractor for the right that a handler needs.

use super::address;
use super::failure::DeskFailure;
use crate::http::cookies;
use crate::http::state::AppState;
use app::routes::language_of;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use backend::accounts::{Right as BackendRight, Session};
use backend::secret::AccessToken;
use desk::{DeskAssets, Person, Visit, document, language_for};
use i18n::I18n;
use leptos::prelude::IntoView;
use shared::desk::DeskError;
use shared::language::UiLanguage;

/// A signed-in person with the right that the handler asks for.
pub(crate) struct Right<R> {
    /// The right.
    pub(crate) right: R,
    /// What pages know of the request.
    pub(crate) guest: Guest,
}

/// A request to a page that needs no right.
pub(crate) struct Guest {
    visit: Visit,
}

impl Guest {
    /// What pages know of the request.
    pub(crate) const fn visit(&self) -> &Visit {
        &self.visit
    }

    /// The interface's texts.
    pub(crate) const fn i18n(&self) -> I18n {
        self.visit.i18n
    }

    /// A page.
    pub(crate) fn page(&self, title: &str, content: impl IntoView + 'static) -> Response {
        self.page_with_status(StatusCode::OK, title, content)
    }

    /// A page again, since its form was refused with this error.
    pub(crate) fn refused(
        &self,
        status: u16,
        title: &str,
        content: impl IntoView + 'static,
    ) -> Response {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        self.page_with_status(status, title, content)
    }

    fn page_with_status(
        &self,
        status: StatusCode,
        title: &str,
        content: impl IntoView + 'static,
    ) -> Response {
        let html = document(&self.visit, title, content);
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{}'; style-src 'self'; img-src 'self' data:; \
             connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
            self.visit.nonce
        );
        let headers = [
            (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
            (CACHE_CONTROL, "private, no-store".to_owned()),
            (CONTENT_SECURITY_POLICY, policy),
        ];
        (status, headers, html).into_response()
    }
}

impl FromRequestParts<AppState> for Guest {
    type Rejection = DeskFailure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, DeskFailure> {
        let session = find_session(parts, state).await?;
        Ok(Self { visit: new_visit(parts, state, session.as_ref()) })
    }
}

impl<R: BackendRight> FromRequestParts<AppState> for Right<R> {
    type Rejection = DeskFailure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, DeskFailure> {
        let session = find_session(parts, state).await?.ok_or(DeskError::SignedOut)?;
        let guest = Guest { visit: new_visit(parts, state, Some(&session)) };
        Ok(Self { right: session.right()?, guest })
    }
}

/// A guest where the request has no body to extract from, in the middleware for failures.
pub(super) async fn guest_of(parts: &Parts, state: &AppState) -> Guest {
    let session = find_session(parts, state).await.ok().flatten();
    Guest { visit: new_visit(parts, state, session.as_ref()) }
}

async fn find_session(parts: &Parts, state: &AppState) -> Result<Option<Session>, DeskFailure> {
    match cookies::read_session(state, &parts.headers) {
        Some(token) => Ok(state.service.find_session(&token).await?),
        None => Ok(None),
    }
}

fn new_visit(parts: &Parts, state: &AppState, session: Option<&Session>) -> Visit {
    let OriginalUri(uri) =
        parts.extensions.get::<OriginalUri>().cloned().unwrap_or(OriginalUri(parts.uri.clone()));
    let language = language_of(uri.path()).unwrap_or(UiLanguage::De);
    let person = session.map(|session| Person {
        name: session.account.name.as_str().to_owned(),
        role: session.account.grant.role,
    });
    Visit {
        i18n: I18n::for_server(language_for(language)),
        assets: DeskAssets {
            main_style: state.assets.main_style().map(str::to_owned),
            desk_style: state.assets.desk_style().map(str::to_owned),
            favicon: state.assets.favicon().map(str::to_owned),
        },
        // Random bits of the same kind as a token's; it is never stored.
        nonce: AccessToken::random().as_str().to_owned(),
        address: address(&uri),
        person,
    }
}

/// The session token of a request.
pub(super) fn session_token(state: &AppState, headers: &HeaderMap) -> Option<AccessToken> {
    cookies::read_session(state, headers)
}
