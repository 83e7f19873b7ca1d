//! Live states for phones and boards: as server-sent events, or by polling.

use super::route::Route;
use crate::http::errors::{ApiError, ApiResult};
use crate::http::extract::{Code, Pairs};
use crate::http::openapi::parameters::{in_query, one_of, text};
use crate::http::openapi::{Media, Operation, Tag, schema_of};
use crate::http::state::AppState;
use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use backend::live::Audience;
use serde_json::json;
use shared::error::AppError;
use shared::live::{
    BoardState, HEARTBEAT_EVENT, HEARTBEAT_SECONDS, PhoneState, SILENCE_SECONDS, STATE_EVENT,
};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::schema::{AnyOfBuilder, Schema};
use utoipa::openapi::{Content, ContentBuilder};

pub(super) fn routes() -> Vec<Route> {
    vec![follow_route(), show_state_route()]
}

/// A subscriber, and the version it already has; a phone by default.
struct Subscriber {
    audience: Audience,
    after: Option<String>,
}

impl FromRequestParts<AppState> for Subscriber {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let pairs = Pairs::from_query(parts.uri.query());
        let audience = match pairs.value("audience") {
            Some("board") => Audience::Board,
            Some("phone") | None => Audience::Phone,
            Some(_) => return Err(ApiError(AppError::Malformed)),
        };
        Ok(Self { audience, after: pairs.value("after").map(str::to_owned) })
    }
}

/// A stream of server-sent events.
async fn follow(
    State(state): State<AppState>,
    Code(code): Code,
    Subscriber { audience, after }: Subscriber,
) -> ApiResult<impl IntoResponse> {
    let events = state.service.follow(&code, audience).await?.into_events(after);
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        // Proxies that buffer responses would hold every event back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::from_stream(events)))
}

fn follow_route() -> Route {
    // OpenAPI 3.1 cannot describe the events of a stream.
    let events = Extensions::builder()
        .add("x-events", json!({ STATE_EVENT: either_state(), HEARTBEAT_EVENT: {} }))
        .build();
    let content = ContentBuilder::new().schema(Some(text())).extensions(Some(events)).build();
    let media = Media { media_type: "text/event-stream", content };
    Operation::get("/live/{code}", "follow", "Follow the live state")
        .tag(Tag::Conferences)
        .description(&format!(
            "Server-sent events. `state` carries a complete state as JSON, a `PhoneState` or a \
             `BoardState`, with its version as the event's id; it is sent at once and after each \
             change. `beat` is a heartbeat without content, sent at once where the client has the \
             state already, and every {HEARTBEAT_SECONDS} seconds in between: a client that receives nothing for {SILENCE_SECONDS} seconds should \
             reconnect, with `after`.",
        ))
        .code_parameter()
        .parameters(subscription_parameters())
        .schema::<PhoneState>()
        .schema::<BoardState>()
        .response_with("A stream that ends when the server stops.", media)
        .lang_parameter()
        .error_responses(&[404, 422, 500])
        .handled_by(follow)
}

/// The latest state, for clients that cannot keep a stream open; 204 if they already have it.
async fn show_state(
    State(state): State<AppState>,
    Code(code): Code,
    Subscriber { audience, after }: Subscriber,
) -> ApiResult<Response> {
    let subscription = state.service.follow(&code, audience).await?;
    match subscription.into_state(&after.unwrap_or_default()).await {
        Some(state) => {
            let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
            Ok((headers, state).into_response())
        }
        None => Ok(([(CACHE_CONTROL, "no-store")], StatusCode::NO_CONTENT).into_response()),
    }
}

fn show_state_route() -> Route {
    let media =
        Media { media_type: "application/json", content: Content::new(Some(either_state())) };
    Operation::get("/conferences/{code}/state", "show_state", "Poll the live state")
        .tag(Tag::Conferences)
        .description(
            "What the stream would send, for clients that cannot keep one open. Poll every few \
             seconds, with the version of the last state received.",
        )
        .code_parameter()
        .parameters(subscription_parameters())
        .schema::<PhoneState>()
        .schema::<BoardState>()
        .response_with("The latest state.", media)
        .no_content_response("The state is still the one of `after`, or there is no round.")
        .lang_parameter()
        .error_responses(&[404, 422, 500])
        .handled_by(show_state)
}

fn subscription_parameters() -> [Parameter; 2] {
    let audience = one_of(["board", "phone"]).default(Some(json!("phone")));
    let after = "The version of the last state received; it is not sent again.";
    [in_query("audience", "Whose state to send.", audience), in_query("after", after, text())]
}

/// `anyOf`, not `oneOf`: a board's state has all properties of a phone's, so it matches both.
fn either_state() -> Schema {
    let states = [schema_of::<PhoneState>(), schema_of::<BoardState>()];
    Schema::AnyOf(states.into_iter().fold(AnyOfBuilder::new(), AnyOfBuilder::item).build())
}
