//! Conferences: what is put to the vote, for a reader, a phone and the board; and joining.

use super::route::Route;
use crate::http::cookies;
use crate::http::errors::ApiResult;
use crate::http::extract::{Code, Lang, Participant, TextLang, Visitor};
use crate::http::no_store::NoStore;
use crate::http::openapi::{Operation, Tag};
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::IntoResponse;
use shared::api::{BoardView, ConferenceView, Joined, PhoneView};

pub(super) fn routes() -> Vec<Route> {
    vec![show_conference_route(), show_phone_route(), show_board_route(), join_conference_route()]
}

async fn show_conference(
    State(state): State<AppState>,
    Code(code): Code,
    TextLang(texts): TextLang,
) -> ApiResult<NoStore<ConferenceView>> {
    Ok(NoStore(state.service.show_conference(&code, &texts).await?))
}

fn show_conference_route() -> Route {
    Operation::get("/conferences/{code}", "show_conference", "What is put to the vote")
        .tag(Tag::Conferences)
        .code_parameter()
        .lang_parameter()
        .texts_parameter()
        .response::<ConferenceView>("Fields, challenges, and the current round.")
        .error_responses(&[404, 422, 500])
        .handled_by(show_conference)
}

/// Gives a new device its id, with which it can join.
async fn show_phone(
    State(state): State<AppState>,
    Code(code): Code,
    Visitor { caller, cookie }: Visitor,
    TextLang(texts): TextLang,
) -> ApiResult<impl IntoResponse> {
    let phone = state.service.show_phone(&code, &caller, &texts).await?;
    Ok((cookies::set_cookie_headers(cookie), NoStore(phone)))
}

fn show_phone_route() -> Route {
    Operation::get("/conferences/{code}/phone", "show_phone", "A conference with one's own ballot")
        .tag(Tag::Conferences)
        .code_parameter()
        .lang_parameter()
        .texts_parameter()
        .description("Gives a new device the cookie with which it can join.")
        .response::<PhoneView>("The conference and the caller's ballot.")
        .optional_cookies()
        .error_responses(&[404, 422, 500])
        .handled_by(show_phone)
}

async fn show_board(
    State(state): State<AppState>,
    Code(code): Code,
    Lang(language): Lang,
) -> ApiResult<NoStore<BoardView>> {
    Ok(NoStore(state.service.show_board(&code, language).await?))
}

fn show_board_route() -> Route {
    Operation::get("/conferences/{code}/board", "show_board", "A conference with its live state")
        .tag(Tag::Conferences)
        .code_parameter()
        .lang_parameter()
        .response::<BoardView>("The conference and the board's state.")
        .error_responses(&[404, 422, 500])
        .handled_by(show_board)
}

/// Makes the caller a participant, by the device id that a page or [`show_phone`] issued.
async fn join_conference(
    State(state): State<AppState>,
    Code(code): Code,
    Participant(token): Participant,
) -> ApiResult<NoStore<Joined>> {
    state.service.join_conference(&code, token.as_ref()).await?;
    Ok(NoStore(Joined {}))
}

fn join_conference_route() -> Route {
    Operation::post("/conferences/{code}/join", "join_conference", "Become a participant")
        .tag(Tag::Conferences)
        .description(
            "No body and no account; before the first ballot, with the cookie that the voting \
             page or `/conferences/{code}/phone` has set. Idempotent.",
        )
        .code_parameter()
        .response::<Joined>("The caller is a participant.")
        .requires_voter()
        .lang_parameter()
        .error_responses(&[401, 404, 422, 500, 503])
        .handled_by(join_conference)
}
