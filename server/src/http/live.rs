//! Server-sent events: live states on their way to phones and boards.

use super::errors::ApiError;
use super::{Site, api};
use crate::live::Audience;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use shared::join_code::JoinCode;

/// `GET /api/v1/live/{code}?audience=board|phone&after=VERSION`; an unknown audience is a phone.
pub(super) async fn follow(
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let code = JoinCode::parse(&code)?;
    let pairs = api::pairs(query.as_deref());
    let find = |wanted| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
    let audience = match find("audience").map(String::as_str) {
        Some("board") => Audience::Board,
        _ => Audience::Phone,
    };
    let events = site.service.follow(&code, audience).await?.into_events(find("after").cloned());
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        // Proxies that collect answers would hold every event back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::from_stream(events)).into_response())
}
