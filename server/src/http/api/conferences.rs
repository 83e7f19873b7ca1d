//! Conferences: what stands to vote, for a reader, a phone and the board; and joining.

use super::Answer;
use super::route::Route;
use crate::http::extract::{Code, Fresh, Lang, Participant, TextLang, Visitor};
use crate::http::openapi::{Operation, Tag};
use crate::http::{Site, cookies};
use axum::extract::State;
use axum::response::IntoResponse;
use shared::api::{BoardView, ConferenceView, Joined, PhoneView};

pub(super) fn routes() -> Vec<Route> {
    vec![show_conference_route(), show_phone_route(), show_board_route(), join_conference_route()]
}

async fn show_conference(
    State(site): State<Site>,
    Code(code): Code,
    TextLang(texts): TextLang,
) -> Answer<Fresh<ConferenceView>> {
    Ok(Fresh(site.service.show_conference(&code, &texts).await?))
}

fn show_conference_route() -> Route {
    Operation::get("/conferences/{code}", "show_conference", "What stands to vote")
        .under(Tag::Conferences)
        .takes_code()
        .takes_language()
        .takes_texts()
        .answers::<ConferenceView>("Fields, challenges, and the round that runs.")
        .fails(&[404, 422, 500])
        .handled_by(show_conference)
}

/// Gives a new device its number, with which it can join.
async fn show_phone(
    State(site): State<Site>,
    Code(code): Code,
    Visitor { caller, cookie }: Visitor,
    TextLang(texts): TextLang,
) -> Answer<impl IntoResponse> {
    let phone = site.service.show_phone(&code, &caller, &texts).await?;
    Ok((cookies::set(cookie), Fresh(phone)))
}

fn show_phone_route() -> Route {
    Operation::get("/conferences/{code}/phone", "show_phone", "The same with one's own ballot")
        .under(Tag::Conferences)
        .takes_code()
        .takes_language()
        .takes_texts()
        .about("Gives a new device the cookie with which it can join.")
        .answers::<PhoneView>("The conference and the caller's ballot.")
        .by_anybody()
        .fails(&[404, 422, 500])
        .handled_by(show_phone)
}

async fn show_board(
    State(site): State<Site>,
    Code(code): Code,
    Lang(language): Lang,
) -> Answer<Fresh<BoardView>> {
    Ok(Fresh(site.service.show_board(&code, language).await?))
}

fn show_board_route() -> Route {
    Operation::get("/conferences/{code}/board", "show_board", "The same with the live state")
        .under(Tag::Conferences)
        .takes_code()
        .takes_language()
        .answers::<BoardView>("The conference and the board's state.")
        .fails(&[404, 422, 500])
        .handled_by(show_board)
}

/// Makes the caller a participant, by the number that a page or [`show_phone`] gave.
async fn join_conference(
    State(site): State<Site>,
    Code(code): Code,
    Participant(token): Participant,
) -> Answer<Fresh<Joined>> {
    site.service.join_conference(&code, token.as_ref()).await?;
    Ok(Fresh(Joined {}))
}

fn join_conference_route() -> Route {
    Operation::post("/conferences/{code}/join", "join_conference", "Become a participant")
        .under(Tag::Conferences)
        .about(
            "Without a body and without an account, before the first ballot, with the cookie that \
             the voting page or `/conferences/{code}/phone` gave. Again changes nothing.",
        )
        .takes_code()
        .answers::<Joined>("The caller is a participant.")
        .by_voter()
        .takes_language()
        .fails(&[401, 404, 422, 500, 503])
        .handled_by(join_conference)
}
