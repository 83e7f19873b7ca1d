//! The browser's side of the API: requests up, typed answers or errors back.
//!
//! Whatever does not come from our server (no network, a hotspot's sign-in page)
//! is [`AppError::Offline`].

use crate::error::{AppError, ErrorBody};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::{
    BallotAnswer, BallotRequest, BoardView, ConferenceView, OfferDetail, OfferPage, PhoneView,
};
use shared::ballot::Ballot;
use shared::id::{OfferId, RoundId};
use shared::join_code::JoinCode;
use shared::language::UiLanguage;
use shared::search::OfferQuery;

/// `GET /api/v1/offers`
pub async fn find_offers(language: UiLanguage, query: OfferQuery) -> Result<OfferPage, AppError> {
    let mut pairs = query.to_pairs();
    pairs.push(("lang", language.tag().to_owned()));
    read(Request::get("/api/v1/offers").query(pairs)).await
}

/// `GET /api/v1/offers/{id}`
pub async fn show_offer(language: UiLanguage, id: OfferId) -> Result<OfferDetail, AppError> {
    read(localised(&format!("/api/v1/offers/{id}"), language)).await
}

/// `GET /api/v1/conferences/{code}` and the caller's ballot.
pub async fn show_phone(language: UiLanguage, code: JoinCode) -> Result<PhoneView, AppError> {
    let address = format!("/api/v1/conferences/{code}");
    let conference: ConferenceView = read(localised(&address, language)).await?;
    let ballot = match &conference.round {
        Some(round) => match show_ballot(&round.status.id).await {
            Err(AppError::NoParticipant) => Ballot::default(),
            answer => answer?,
        },
        None => Ballot::default(),
    };
    Ok(PhoneView { conference, ballot })
}

/// `GET /api/v1/conferences/{code}/board`
pub async fn show_board(language: UiLanguage, code: JoinCode) -> Result<BoardView, AppError> {
    read(localised(&format!("/api/v1/conferences/{code}/board"), language)).await
}

/// `POST /api/v1/conferences/{code}/join`: the cookie that makes a participant.
pub async fn join_conference(code: &JoinCode) -> Result<(), AppError> {
    let address = format!("/api/v1/conferences/{code}/join");
    send::<(), serde_json::Value>(Method::POST, &address, &()).await.map(drop)
}

/// `GET /api/v1/rounds/{id}/ballot`
pub async fn show_ballot(round: &RoundId) -> Result<Ballot, AppError> {
    let answer: BallotAnswer =
        read(Request::get(&format!("/api/v1/rounds/{round}/ballot"))).await?;
    Ok(answer.ballot)
}

/// `PUT /api/v1/rounds/{id}/ballot`: what the server now holds.
pub async fn cast_ballot(round: &RoundId, ballot: &Ballot) -> Result<Ballot, AppError> {
    let address = format!("/api/v1/rounds/{round}/ballot");
    let answer: BallotAnswer = send(Method::PUT, &address, &BallotRequest::from(ballot)).await?;
    Ok(answer.ballot)
}

fn localised(address: &str, language: UiLanguage) -> RequestBuilder {
    Request::get(address).query([("lang", language.tag())])
}

async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, AppError> {
    answer(request.send().await.map_err(|_| AppError::Offline)?).await
}

async fn send<B: Serialize, T: DeserializeOwned>(
    method: Method,
    address: &str,
    body: &B,
) -> Result<T, AppError> {
    let request = RequestBuilder::new(address).method(method).json(body);
    let response = request.map_err(|_| AppError::Malformed)?.send().await;
    answer(response.map_err(|_| AppError::Offline)?).await
}

async fn answer<T: DeserializeOwned>(response: Response) -> Result<T, AppError> {
    let body = response.text().await.map_err(|_| AppError::Offline)?;
    if response.ok() {
        serde_json::from_str(&body).map_err(|_| AppError::Offline)
    } else {
        let error: Result<ErrorBody, _> = serde_json::from_str(&body);
        Err(error.map_or(AppError::Offline, |body| body.error))
    }
}
