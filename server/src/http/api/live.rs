//! Live states on their way to phones and boards: as server-sent events, or asked for one by one.

use super::Answer;
use super::route::Route;
use crate::http::Site;
use crate::http::extract::{Code, Pairs};
use crate::http::openapi::parameters::{in_query, one_of, text};
use crate::http::openapi::{Media, Operation, Tag, schema_of};
use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use backend::live::Audience;
use serde_json::json;
use shared::live::{BoardState, HEARTBEAT_EVENT, PhoneState, STATE_EVENT};
use std::convert::Infallible;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::schema::{AnyOfBuilder, Schema};
use utoipa::openapi::{Content, ContentBuilder};

pub(super) fn routes() -> Vec<Route> {
    vec![follow_route(), show_state_route()]
}

/// Who follows, and the version they have; an unknown audience is a phone.
struct Follower {
    audience: Audience,
    after: Option<String>,
}

impl FromRequestParts<Site> for Follower {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _: &Site) -> Result<Self, Infallible> {
        let pairs = Pairs::of_query(head.uri.query());
        let audience = match pairs.first("audience") {
            Some("board") => Audience::Board,
            _ => Audience::Phone,
        };
        Ok(Self { audience, after: pairs.first("after").map(str::to_owned) })
    }
}

/// States as they come.
async fn follow(
    State(site): State<Site>,
    Code(code): Code,
    Follower { audience, after }: Follower,
) -> Answer<impl IntoResponse> {
    let events = site.service.follow(&code, audience).await?.into_events(after);
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        // Proxies that collect answers would hold every event back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::from_stream(events)))
}

fn follow_route() -> Route {
    // Version 3.1 of the specification has no words for the events of a stream.
    let events = Extensions::builder()
        .add("x-events", json!({ STATE_EVENT: either_state(), HEARTBEAT_EVENT: {} }))
        .build();
    let content = ContentBuilder::new().schema(Some(text())).extensions(Some(events)).build();
    let media = Media { kind: "text/event-stream", content };
    Operation::get("/live/{code}", "follow", "Follow the live state")
        .under(Tag::Conferences)
        .about(
            "Server-sent events. `state` carries a whole state as JSON, a `PhoneState` or a \
             `BoardState`, and its version as the event's id; it comes at once and whenever it \
             is new. `beat` comes every ten seconds in between and has no content: a \
             client that receives nothing for thirty opens the stream anew, with `after`.",
        )
        .takes_code()
        .takes(followed())
        .mentions::<PhoneState>()
        .mentions::<BoardState>()
        .answers_with("A stream that ends when the server stops.", media)
        .takes_language()
        .fails(&[404, 422, 500])
        .handled_by(follow)
}

/// The latest state, for clients that cannot hold a stream; 204 where it is the one they have.
async fn show_state(
    State(site): State<Site>,
    Code(code): Code,
    Follower { audience, after }: Follower,
) -> Answer<Response> {
    let followed = site.service.follow(&code, audience).await?;
    match followed.into_state(&after.unwrap_or_default()).await {
        Some(state) => {
            let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
            Ok((headers, state).into_response())
        }
        None => Ok(([(CACHE_CONTROL, "no-store")], StatusCode::NO_CONTENT).into_response()),
    }
}

fn show_state_route() -> Route {
    let media = Media { kind: "application/json", content: Content::new(Some(either_state())) };
    Operation::get("/conferences/{code}/state", "show_state", "Ask for the live state")
        .under(Tag::Conferences)
        .about(
            "What the stream would send, for clients that cannot hold one open. Ask every few \
             seconds, with the version that is known already.",
        )
        .takes_code()
        .takes(followed())
        .mentions::<PhoneState>()
        .mentions::<BoardState>()
        .answers_with("The latest state.", media)
        .or_answers_nothing("The state is the one of `after`, or there is no round.")
        .takes_language()
        .fails(&[404, 422, 500])
        .handled_by(show_state)
}

/// Whose state, and from where on.
fn followed() -> [Parameter; 2] {
    let audience = one_of(["board", "phone"]).default(Some(json!("phone")));
    let after = "The version of the state that is known already; it is not sent again.";
    [in_query("audience", "Whose state is followed.", audience), in_query("after", after, text())]
}

/// A board's state has all that a phone's has, so it fits both.
fn either_state() -> Schema {
    let states = [schema_of::<PhoneState>(), schema_of::<BoardState>()];
    Schema::AnyOf(states.into_iter().fold(AnyOfBuilder::new(), AnyOfBuilder::item).build())
}
