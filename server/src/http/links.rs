//! Addresses that lead elsewhere: `/`, the short link of a conference, and those that
//! lead nowhere. Health checks are here too.

use super::{Site, cookies, pages, render};
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

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(home))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(readiness))
}

/// The language of the last visit, else the one the browser asks for.
fn language(headers: &HeaderMap) -> UiLanguage {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    cookies::language(headers)
        .unwrap_or_else(|| UiLanguage::from_accept_language(accepted.unwrap_or_default()))
}

fn redirect(to: &str) -> Response {
    ([(VARY, "accept-language, cookie")], Redirect::to(to)).into_response()
}

async fn home(headers: HeaderMap) -> Response {
    redirect(&format!("/{}", language(&headers).tag()))
}

/// Whether a ballot could be committed now.
async fn readiness(State(site): State<Site>) -> Response {
    if site.service.is_ready().await {
        "ok".into_response()
    } else {
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}

/// `/K7M4PX` leads to the conference, `/K7M4PX/K7M4PX9RTQ` too, with the card in the hand that
/// scanned it; anything else is not found, said in the reader's language.
pub(super) async fn short_link(State(site): State<Site>, request: Request) -> Response {
    let (mut head, _) = request.into_parts();
    let path = head.uri.path().trim_matches('/');
    let language = language_of(path).unwrap_or_else(|| language(&head.headers));
    let (code, card) = path.split_once('/').unwrap_or((path, ""));
    if let Ok(code) = JoinCode::parse(code)
        && (card.is_empty() || PersonalCode::parse(card).is_ok())
        && matches!(site.service.has_conference(&code).await, Ok(true))
    {
        let mut answer = redirect(&format!("/{}/c/{code}", language.tag()));
        if let Ok(card) = PersonalCode::parse(card) {
            cookies::add(answer.headers_mut(), cookies::keep_card(&site, &card));
        }
        return answer;
    }
    // No page has this path, which is what makes the app say "not found".
    head.uri = format!("/{}/-/-", language.tag()).parse().unwrap_or(Uri::from_static("/de/-/-"));
    render::render_page(head, StatusCode::NOT_FOUND, pages::contexts(site)).await
}
