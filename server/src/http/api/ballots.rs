//! Ballots: one's own, casting it, and finding one in the count by its receipt.

use super::Answer;
use super::route::Route;
use crate::http::Site;
use crate::http::errors::ApiError;
use crate::http::extract::{Code, Fresh, Id, JsonBody, Lang, Pairs};
use crate::http::openapi::parameters::{in_query, text};
use crate::http::openapi::{Operation, Tag};
use axum::extract::State;
use backend::voting::Caller;
use shared::api::{BallotAnswer, BallotRequest, ReceiptView};
use shared::id::RoundId;
use shared::voting::ballot::Ballot;
use shared::voting::receipt::Receipt;

pub(super) fn routes() -> Vec<Route> {
    vec![show_ballot_route(), cast_ballot_route(), find_receipt_route()]
}

async fn show_ballot(
    State(site): State<Site>,
    caller: Caller,
    Id(round): Id<RoundId>,
) -> Answer<Fresh<BallotAnswer>> {
    let held = site.service.show_ballot(&round, &caller).await?;
    let receipt = held.as_ref().map(|held| Receipt::from_ballot(&held.id));
    let ballot = held.map(|held| held.ballot).unwrap_or_default();
    Ok(Fresh(BallotAnswer { ballot, receipt }))
}

fn show_ballot_route() -> Route {
    Operation::get("/rounds/{id}/ballot", "show_ballot", "One's own ballot")
        .under(Tag::Conferences)
        .takes_in_path::<RoundId>("id", "The round.")
        .answers::<BallotAnswer>("What the server holds; an untouched one for somebody new.")
        .by_voter()
        .takes_language()
        .fails(&[404, 500])
        .handled_by(show_ballot)
}

/// What is wrong with the ballot itself is told before a round that cannot be there.
async fn cast_ballot(
    State(site): State<Site>,
    caller: Caller,
    round: Result<Id<RoundId>, ApiError>,
    JsonBody(request): JsonBody<BallotRequest>,
) -> Answer<Fresh<BallotAnswer>> {
    let caller = Caller { card: request.code.clone().or(caller.card), ..caller };
    let ballot = Ballot::try_from(request)?;
    let Id(round) = round?;
    let held = site.service.cast_ballot(round, caller, ballot).await?;
    let receipt = Some(Receipt::from_ballot(&held.id));
    Ok(Fresh(BallotAnswer { ballot: held.ballot, receipt }))
}

fn cast_ballot_route() -> Route {
    Operation::put("/rounds/{id}/ballot", "cast_ballot", "Cast one's ballot")
        .under(Tag::Conferences)
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
        .handled_by(cast_ballot)
}

async fn find_receipt(
    State(site): State<Site>,
    Code(code): Code,
    Lang(language): Lang,
    pairs: Pairs,
) -> Answer<Fresh<ReceiptView>> {
    Ok(Fresh(site.service.find_receipt(&code, pairs.first("words"), language).await?))
}

fn find_receipt_route() -> Route {
    let words = "The words of a receipt; capitals, spaces and a missing hyphen are forgiven.";
    Operation::get("/conferences/{code}/receipts", "find_receipt", "Find a ballot by its receipt")
        .under(Tag::Results)
        .takes_code()
        .takes([in_query("words", words, text())])
        .takes_language()
        .answers::<ReceiptView>("The ballots with these words; none where none is counted.")
        .fails(&[404, 422, 500])
        .handled_by(find_receipt)
}
