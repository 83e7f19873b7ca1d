//! Conferences, rounds, ballots and the stream of live states.

use super::operation::{Operation, schema_of};
use super::parameters::{in_query, one_of};
use serde_json::json;
use shared::api::{
    BallotAnswer, BallotRequest, BoardView, ConferenceView, Joined, PhoneView, RoundResult,
};
use shared::id::RoundId;
use shared::join_code::JoinCode;
use shared::live::{BEAT_EVENT, BoardState, PhoneState, STATE_EVENT};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Content, ContentBuilder, HeaderBuilder, ResponseBuilder};

pub(super) const TAG: &str = "Conferences";

const CODE: &str = "The code on the wall; small letters, spaces and hyphens are forgiven.";

pub(super) fn operations() -> Vec<Operation> {
    let operations = [
        Operation::get("/conferences/{code}", "show_conference", "What stands to vote")
            .takes_in_path::<JoinCode>("code", CODE)
            .takes_language()
            .answers::<ConferenceView>("Fields, challenges, and the round that runs.")
            .fails(&[404, 422, 500]),
        Operation::get("/conferences/{code}/phone", "show_phone", "The same with one's own ballot")
            .takes_in_path::<JoinCode>("code", CODE)
            .takes_language()
            .answers::<PhoneView>("The conference and the caller's ballot.")
            .by_anybody()
            .fails(&[404, 422, 500]),
        Operation::get("/conferences/{code}/board", "show_board", "The same with the live state")
            .takes_in_path::<JoinCode>("code", CODE)
            .takes_language()
            .answers::<BoardView>("The conference and the board's state.")
            .fails(&[404, 422, 500]),
        join(),
        Operation::get("/rounds/{id}/ballot", "show_ballot", "One's own ballot")
            .takes_in_path::<RoundId>("id", "The round.")
            .answers::<BallotAnswer>("What the server holds; an untouched one for somebody new.")
            .by_participant()
            .takes_language()
            .fails(&[404, 500]),
        Operation::put("/rounds/{id}/ballot", "cast_ballot", "Cast one's ballot")
            .about(
                "The whole allocation each time, with a revision that grows. A newer revision \
                 replaces an older one, so sending again, late or twice is harmless. The answer \
                 comes when the ballot is on disk, and says what is held.",
            )
            .takes_in_path::<RoundId>("id", "The round.")
            .reads::<BallotRequest>()
            .answers::<BallotAnswer>("What the server now holds.")
            .by_participant()
            .takes_language()
            .fails(&[404, 409, 422, 500]),
        Operation::get("/rounds/{id}/result", "show_result", "The outcome of a round")
            .takes_in_path::<RoundId>("id", "The round.")
            .answers::<RoundResult>("By field, best first.")
            .takes_language()
            .fails(&[404, 409, 500]),
        live(),
    ];
    operations.into_iter().map(|operation| operation.under(TAG)).collect()
}

fn join() -> Operation {
    let cookie = HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some("The cookie of a new participant; missing for somebody known."))
        .build();
    let joined = ResponseBuilder::new()
        .description("The caller is a participant.")
        .content("application/json", Content::new(Some(schema_of::<Joined>())))
        .header("set-cookie", cookie)
        .build();
    Operation::post("/conferences/{code}/join", "join_conference", "Become a participant")
        .about("Without a body and without an account; before the first ballot.")
        .takes_in_path::<JoinCode>("code", CODE)
        .mentions::<Joined>()
        .responds(joined)
        .by_anybody()
        .takes_language()
        .fails(&[404, 422, 500])
}

fn live() -> Operation {
    let audience = one_of(["board", "phone"]).default(Some(json!("phone")));
    let version = ObjectBuilder::new().schema_type(Type::String);
    let after = "The version of the state that is known already; it is not sent again.";
    // Version 3.1 of the specification has no words for the events of a stream.
    let events = Extensions::builder()
        .add("x-events", json!({ STATE_EVENT: { "oneOf": states() }, BEAT_EVENT: {} }))
        .build();
    let stream = ContentBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .extensions(Some(events))
        .build();
    Operation::get("/live/{code}", "follow", "Follow the live state")
        .about(
            "Server-sent events. `state` carries a whole state as JSON, a `PhoneState` or a \
             `BoardState`, and its version as the event's id; it comes at once and whenever it \
             is new. `beat` comes every ten seconds in between and says nothing: whoever hears \
             nothing for thirty opens the stream anew, with `after`.",
        )
        .takes_in_path::<JoinCode>("code", CODE)
        .takes([
            in_query("audience", "Whose state is followed.", audience),
            in_query("after", after, version),
        ])
        .mentions::<PhoneState>()
        .mentions::<BoardState>()
        .answers_with("A stream that ends when the server stops.", ("text/event-stream", stream))
        .takes_language()
        .fails(&[404, 422, 500])
}

fn states() -> serde_json::Value {
    json!([schema_of::<PhoneState>(), schema_of::<BoardState>()])
}
