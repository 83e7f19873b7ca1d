//! Server-sent events: live states on their way to phones and boards.

use super::errors::ApiError;
use super::{Site, api};
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use backend::live::Audience;
use shared::voting::join_code::JoinCode;

/// `GET /api/v1/live/{code}?audience=board|phone&after=VERSION`: states as they come.
pub(super) async fn follow(
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let code = JoinCode::parse(&code)?;
    let (audience, after) = read(query.as_deref());
    let events = site.service.follow(&code, audience).await?.into_events(after);
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        // Proxies that collect answers would hold every event back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::from_stream(events)).into_response())
}

/// `GET /api/v1/conferences/{code}/state?audience=board|phone&after=VERSION`: the latest state,
/// for whoever cannot hold a stream; 204 where it is the one of that version.
pub(super) async fn show_state(
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let code = JoinCode::parse(&code)?;
    let (audience, after) = read(query.as_deref());
    let followed = site.service.follow(&code, audience).await?;
    match followed.into_state(&after.unwrap_or_default()).await {
        Some(state) => {
            let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
            Ok((headers, state).into_response())
        }
        None => Ok(([(CACHE_CONTROL, "no-store")], StatusCode::NO_CONTENT).into_response()),
    }
}

/// Who follows, and the version they have; an unknown audience is a phone.
fn read(query: Option<&str>) -> (Audience, Option<String>) {
    let pairs = api::pairs(query);
    let find = |wanted| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
    let audience = match find("audience").map(String::as_str) {
        Some("board") => Audience::Board,
        _ => Audience::Phone,
    };
    (audience, find("after").cloned())
}
