//! Rounds: the result, and the recount file of a closed one.

use super::route::Route;
use crate::http::errors::ApiResult;
use crate::http::extract::Id;
use crate::http::no_store::NoStore;
use crate::http::openapi::parameters::text;
use crate::http::openapi::{Media, Operation, Tag};
use crate::http::state::AppState;
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
    State(state): State<AppState>,
    Id(round): Id<RoundId>,
) -> ApiResult<NoStore<RoundResult>> {
    Ok(NoStore(state.service.show_result(&round).await?))
}

fn show_result_route() -> Route {
    Operation::get("/rounds/{id}/result", "show_result", "The result of a round")
        .tag(Tag::Results)
        .path_parameter::<RoundId>("id", "The round.")
        .response::<RoundResult>("By field, most dots first.")
        .lang_parameter()
        .error_responses(&[404, 409, 500])
        .handled_by(show_result)
}

/// Everything needed to count a closed round again.
async fn show_recount(
    State(state): State<AppState>,
    Id(round): Id<RoundId>,
) -> ApiResult<impl IntoResponse> {
    let file = state.service.show_recount(&round).await?;
    let headers = [(CONTENT_TYPE, "application/jsonl"), (CACHE_CONTROL, "no-store")];
    Ok((headers, file.text.clone()))
}

fn show_recount_route() -> Route {
    let media = Media { media_type: "application/jsonl", content: Content::new(Some(text())) };
    Operation::get(
        "/rounds/{id}/recount.jsonl",
        "show_recount",
        "The recount file of a closed round",
    )
    .tag(Tag::Results)
    .description(
        "One JSON object per line, distinguished by `kind`: the `round` with its rules, every \
             `ballot` by its random id, the sticky dots (`paper`), the `result`. Each line ends \
             with `hash`, the SHA-256 of the hash before it, a line feed, and the line without \
             its own hash; the last one is the check value of the documentation.",
    )
    .path_parameter::<RoundId>("id", "The round.")
    .response_with("The file.", media)
    .lang_parameter()
    .error_responses(&[404, 409, 500])
    .handled_by(show_recount)
}
