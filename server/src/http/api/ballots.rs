//! Ballots: showing and casting one's own, and finding a counted one by its receipt.

use super::route::Route;
use crate::http::errors::{ApiError, ApiResult};
use crate::http::extract::{Code, Id, JsonBody, Lang, Pairs};
use crate::http::no_store::NoStore;
use crate::http::openapi::parameters::{in_query, text};
use crate::http::openapi::{Operation, Tag};
use crate::http::state::AppState;
use axum::extract::State;
use backend::voting::Caller;
use shared::api::{BallotAnswer, BallotRequest, ReceiptView};
use shared::id::RoundId;
use shared::voting::ballot::Ballot;
use shared::voting::receipt::Receipt;

/// What is taken as the words of a receipt, in any case; see [`Receipt::parse`].
const RECEIPT_WORDS: &str = "^(([ -]*[BDFGHJKLMNPRSTVZbdfghjklmnprstvz][ -]*[AIOUaiou]\
                             [ -]*[BDFGHJKLMNPRSTVZbdfghjklmnprstvz][ -]*[AIOUaiou]\
                             [ -]*[BDFGHJKLMNPRSTVZbdfghjklmnprstvz]){2}[ -]*)?$";

pub(super) fn routes() -> Vec<Route> {
    vec![show_ballot_route(), cast_ballot_route(), find_receipt_route()]
}

async fn show_ballot(
    State(state): State<AppState>,
    caller: Caller,
    Id(round): Id<RoundId>,
) -> ApiResult<NoStore<BallotAnswer>> {
    let held = state.service.show_ballot(&round, &caller).await?;
    let receipt = held.as_ref().map(|held| Receipt::from_ballot(&held.id));
    let ballot = held.map(|held| held.ballot).unwrap_or_default();
    Ok(NoStore(BallotAnswer { ballot, receipt }))
}

fn show_ballot_route() -> Route {
    Operation::get("/rounds/{id}/ballot", "show_ballot", "One's own ballot")
        .tag(Tag::Conferences)
        .path_parameter::<RoundId>("id", "The round.")
        .response::<BallotAnswer>("The stored ballot; an empty one for a new voter.")
        .requires_voter()
        .lang_parameter()
        .error_responses(&[404, 500])
        .handled_by(show_ballot)
}

/// An invalid ballot is reported before an invalid round id, hence the `Result`.
async fn cast_ballot(
    State(state): State<AppState>,
    caller: Caller,
    round: Result<Id<RoundId>, ApiError>,
    JsonBody(request): JsonBody<BallotRequest>,
) -> ApiResult<NoStore<BallotAnswer>> {
    let caller = Caller { card: request.code.clone().or(caller.card), ..caller };
    let ballot = Ballot::try_from(request)?;
    let Id(round) = round?;
    let held = state.service.cast_ballot(round, caller, ballot).await?;
    let receipt = Some(Receipt::from_ballot(&held.id));
    Ok(NoStore(BallotAnswer { ballot: held.ballot, receipt }))
}

fn cast_ballot_route() -> Route {
    Operation::put("/rounds/{id}/ballot", "cast_ballot", "Cast one's ballot")
        .tag(Tag::Conferences)
        .description(
            "The whole allocation each time, with an increasing revision. A newer revision \
             replaces an older one, so sending a ballot late or repeatedly is harmless. The \
             response is sent when the ballot is on disk, and contains what is stored. In a round \
             with personal codes, `code` takes precedence over the cookie, and no cookie is needed.",
        )
        .path_parameter::<RoundId>("id", "The round.")
        .request_body::<BallotRequest>()
        .response::<BallotAnswer>("The ballot that is now stored.")
        .requires_voter()
        .lang_parameter()
        .error_responses(&[404, 409, 500])
        .handled_by(cast_ballot)
}

async fn find_receipt(
    State(state): State<AppState>,
    Code(code): Code,
    caller: Caller,
    Lang(language): Lang,
    pairs: Pairs,
) -> ApiResult<NoStore<ReceiptView>> {
    let words = pairs.value("words");
    Ok(NoStore(state.service.find_receipt(&code, words, &caller, language).await?))
}

fn find_receipt_route() -> Route {
    let words = "The words of a receipt; case, spaces and a missing hyphen are ignored.";
    Operation::get("/conferences/{code}/receipts", "find_receipt", "Find a ballot by its receipt")
        .tag(Tag::Results)
        .code_parameter()
        .parameters([in_query("words", words, text().pattern(Some(RECEIPT_WORDS)))])
        .lang_parameter()
        .response::<ReceiptView>("The ballots with these words; none if no such ballot is counted.")
        .error_responses(&[404, 422, 429, 500])
        .handled_by(find_receipt)
}
