//! Rounds: the outcome, and the file to count a closed one again.

use super::Answer;
use super::route::Route;
use crate::http::Site;
use crate::http::extract::{Fresh, Id};
use crate::http::openapi::parameters::text;
use crate::http::openapi::{Media, Operation, Tag};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use shared::api::RoundResult;
use shared::id::RoundId;
use utoipa::openapi::Content;

pub(super) fn routes() -> Vec<Route> {
    vec![show_result_route(), show_recount_route()]
}

async fn show_result(
    State(site): State<Site>,
    Id(round): Id<RoundId>,
) -> Answer<Fresh<RoundResult>> {
    Ok(Fresh(site.service.show_result(&round).await?))
}

fn show_result_route() -> Route {
    Operation::get("/rounds/{id}/result", "show_result", "The outcome of a round")
        .under(Tag::Results)
        .takes_in_path::<RoundId>("id", "The round.")
        .answers::<RoundResult>("By field, best first.")
        .takes_language()
        .fails(&[404, 409, 500])
        .handled_by(show_result)
}

/// Everything one needs to count a closed round again.
async fn show_recount(
    State(site): State<Site>,
    Id(round): Id<RoundId>,
) -> Answer<impl IntoResponse> {
    let file = site.service.show_recount(&round).await?;
    let headers = [(CONTENT_TYPE, "application/jsonl"), (CACHE_CONTROL, "no-store")];
    Ok((headers, file.text.clone()))
}

fn show_recount_route() -> Route {
    let media = Media { kind: "application/jsonl", content: Content::new(Some(text())) };
    Operation::get("/rounds/{id}/recount.jsonl", "show_recount", "Count a closed round again")
        .under(Tag::Results)
        .about(
            "A JSON object a line, told apart by `kind`: the `round` with its rules, every \
             `ballot` by its random id, the sticky dots (`paper`), the `result`. Each line ends \
             with `hash`, the SHA-256 of the hash before it, a line feed, and the line without \
             its own hash; the last one is the check value of the documentation.",
        )
        .takes_in_path::<RoundId>("id", "The round.")
        .answers_with("The file.", media)
        .takes_language()
        .fails(&[404, 409, 500])
        .handled_by(show_recount)
}
