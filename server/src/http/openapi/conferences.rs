//! Conferences, rounds, ballots and live states; what came of them is in `results`.

use super::operation::{Operation, schema_of};
use super::parameters::{in_path, in_query, one_of, text};
use serde_json::json;
use shared::api::{
    BallotAnswer, BallotRequest, BoardView, ConferenceView, Joined, OrganiserView, PhoneView,
};
use shared::id::RoundId;
use shared::live::{BEAT_EVENT, BoardState, PhoneState, STATE_EVENT};
use shared::voting::join_code::JoinCode;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::schema::{AnyOfBuilder, Schema};
use utoipa::openapi::{Content, ContentBuilder};

pub(super) const TAG: &str = "Conferences";

/// About the code of a conference in a path.
pub(super) const CODE: &str =
    "The code on the wall; small letters, spaces and hyphens are forgiven.";

pub(super) fn operations() -> Vec<Operation> {
    let operations = [
        Operation::get("/conferences/{code}", "show_conference", "What stands to vote")
            .takes_in_path::<JoinCode>("code", CODE)
            .takes_language()
            .takes_texts()
            .answers::<ConferenceView>("Fields, challenges, and the round that runs.")
            .fails(&[404, 422, 500]),
        Operation::get("/conferences/{code}/phone", "show_phone", "The same with one's own ballot")
            .takes_in_path::<JoinCode>("code", CODE)
            .takes_language()
            .takes_texts()
            .about("Gives a new device the cookie with which it can join.")
            .answers::<PhoneView>("The conference and the caller's ballot.")
            .by_anybody()
            .fails(&[404, 422, 500]),
        Operation::get("/conferences/{code}/board", "show_board", "The same with the live state")
            .takes_in_path::<JoinCode>("code", CODE)
            .takes_language()
            .answers::<BoardView>("The conference and the board's state.")
            .fails(&[404, 422, 500]),
        join(),
        show_ballot(),
        cast_ballot(),
        live(),
        state(),
        organiser(),
    ];
    operations.into_iter().map(|operation| operation.under(TAG)).collect()
}

fn show_ballot() -> Operation {
    Operation::get("/rounds/{id}/ballot", "show_ballot", "One's own ballot")
        .takes_in_path::<RoundId>("id", "The round.")
        .answers::<BallotAnswer>("What the server holds; an untouched one for somebody new.")
        .by_voter()
        .takes_language()
        .fails(&[404, 500])
}

fn cast_ballot() -> Operation {
    Operation::put("/rounds/{id}/ballot", "cast_ballot", "Cast one's ballot")
        .about(
            "The whole allocation each time, with a revision that grows. A newer revision \
             replaces an older one, so sending again, late or twice is harmless. The answer \
             comes when the ballot is on disk, and says what is held. Where a round wants \
             personal codes, `code` goes before the one in the cookie, and no cookie is needed.",
        )
        .takes_in_path::<RoundId>("id", "The round.")
        .reads::<BallotRequest>()
        .answers::<BallotAnswer>("What the server now holds.")
        .by_voter()
        .takes_language()
        .fails(&[404, 409, 500])
}

fn join() -> Operation {
    Operation::post("/conferences/{code}/join", "join_conference", "Become a participant")
        .about(
            "Without a body and without an account, before the first ballot, with the cookie that \
             the voting page or `/conferences/{code}/phone` gave. Again changes nothing.",
        )
        .takes_in_path::<JoinCode>("code", CODE)
        .answers::<Joined>("The caller is a participant.")
        .by_voter()
        .takes_language()
        .fails(&[401, 404, 422, 500, 503])
}

fn live() -> Operation {
    // Version 3.1 of the specification has no words for the events of a stream.
    let events = Extensions::builder()
        .add("x-events", json!({ STATE_EVENT: either_state(), BEAT_EVENT: {} }))
        .build();
    let stream = ContentBuilder::new().schema(Some(text())).extensions(Some(events)).build();
    Operation::get("/live/{code}", "follow", "Follow the live state")
        .about(
            "Server-sent events. `state` carries a whole state as JSON, a `PhoneState` or a \
             `BoardState`, and its version as the event's id; it comes at once and whenever it \
             is new. `beat` comes every ten seconds in between and says nothing: whoever hears \
             nothing for thirty opens the stream anew, with `after`.",
        )
        .takes_in_path::<JoinCode>("code", CODE)
        .takes(followed())
        .mentions::<PhoneState>()
        .mentions::<BoardState>()
        .answers_with("A stream that ends when the server stops.", ("text/event-stream", stream))
        .takes_language()
        .fails(&[404, 422, 500])
}

fn state() -> Operation {
    let state = Content::new(Some(either_state()));
    Operation::get("/conferences/{code}/state", "show_state", "Ask for the live state")
        .about(
            "What the stream would send, for whoever cannot hold one open. Ask every few \
             seconds, with the version that is known already.",
        )
        .takes_in_path::<JoinCode>("code", CODE)
        .takes(followed())
        .mentions::<PhoneState>()
        .mentions::<BoardState>()
        .answers_with("The latest state.", ("application/json", state))
        .or_answers_nothing("The state is the one of `after`, or there is no round.")
        .takes_language()
        .fails(&[404, 422, 500])
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

fn organiser() -> Operation {
    let key = text().pattern(Some("^[0-9a-fA-F]{32}$"));
    Operation::get("/organisers/{key}", "show_organiser", "A conference as its organiser sees it")
        .takes([in_path("key", "The key of the organiser's secret link.", key)])
        .takes_language()
        .answers::<OrganiserView>("All rounds with their settings, the board's, the cards.")
        .fails(&[404, 422, 500])
}
