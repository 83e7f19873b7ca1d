//! Redirects (from `/` and from the short link of a conference), pages that are not found, and
//! health checks.

use super::state::AppState;
use super::{cookies, pages, render};
use app::routes::language_of;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, VARY};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use shared::language::UiLanguage;
use shared::voting::join_code::JoinCode;
use shared::voting::personal_code::PersonalCode;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(redirect_home))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(check_readiness))
}

/// The language of the last visit, else the one that the browser prefers.
fn preferred_language(headers: &HeaderMap) -> UiLanguage {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    cookies::read_language(headers)
        .unwrap_or_else(|| UiLanguage::from_accept_language(accepted.unwrap_or_default()))
}

fn redirect(to: &str) -> Response {
    ([(VARY, "accept-language, cookie")], Redirect::to(to)).into_response()
}

async fn redirect_home(headers: HeaderMap) -> Response {
    redirect(&format!("/{}", preferred_language(&headers).tag()))
}

/// Whether a ballot could be committed now.
async fn check_readiness(State(state): State<AppState>) -> Response {
    if state.service.is_ready().await {
        "ok".into_response()
    } else {
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}

/// Redirects `/K7M4PX` to the conference, and `/K7M4PX/K7M4PX9RTQ` too, setting the cookie for the
/// card. Anything else gets the "not found" page in the visitor's language.
pub(super) async fn follow_short_link(State(state): State<AppState>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let path = parts.uri.path().trim_matches('/');
    let language = language_of(path).unwrap_or_else(|| preferred_language(&parts.headers));
    let (code, card) = path.split_once('/').unwrap_or((path, ""));
    if let Ok(code) = JoinCode::parse(code)
        && (card.is_empty() || PersonalCode::parse(card).is_ok())
        && matches!(state.service.has_conference(&code).await, Ok(true))
    {
        let mut response = redirect(&format!("/{}/c/{code}", language.tag()));
        if let Ok(card) = PersonalCode::parse(card) {
            cookies::append_cookie(response.headers_mut(), cookies::card_cookie(&state, &card));
        }
        return response;
    }
    // No page has this path, so the app renders "not found".
    parts.uri = format!("/{}/-/-", language.tag()).parse().unwrap_or(Uri::from_static("/de/-/-"));
    render::render_page(parts, StatusCode::NOT_FOUND, pages::context_provider(state)).await
}
