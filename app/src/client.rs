//! The browser's side of the API: requests up, the API's answers back as they are.
//!
//! Whatever does not come from our server (no network, a hotspot's sign-in page)
//! is [`PageError::Offline`].

use crate::data::{Answer, Question};
use crate::error::PageError;
use crate::json;
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use serde::Deserialize;
use shared::api::BallotAnswer;
use shared::ballot::{Ballot, BallotError};
use shared::id::RoundId;
use shared::join_code::JoinCode;
use shared::language::UiLanguage;
use web_sys::AbortController;

/// After this time a request counts as lost, in milliseconds. A hall's network may swallow
/// an answer without a word, and a waiting request would hold back the ones after it.
const PATIENCE: u32 = 12_000;

/// Asks what a page wants to know.
pub(crate) async fn ask(language: UiLanguage, question: Question) -> Answer {
    let (path, mut pairs) = match question {
        Question::Offers(pairs) => ("offers".to_owned(), pairs),
        Question::Offer(id) => (format!("offers/{id}"), Vec::new()),
        Question::Map(pairs) => ("map".to_owned(), pairs),
        Question::Providers(pairs) => ("providers".to_owned(), pairs),
        Question::Provider(id) => (format!("providers/{id}"), Vec::new()),
        Question::Phone(code) => (format!("conferences/{code}/phone"), Vec::new()),
        Question::Board(code) => (format!("conferences/{code}/board"), Vec::new()),
    };
    // A name of ours that a reader put into the address would count instead.
    pairs.retain(|(name, _)| name != "lang");
    pairs.push(("lang".to_owned(), language.tag().to_owned()));
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    send(Request::get(&format!("/api/v1/{path}")).query(pairs), String::new()).await
}

/// `POST /api/v1/conferences/{code}/join`: the cookie that makes a participant.
pub(crate) async fn join_conference(code: &JoinCode) -> Result<(), PageError> {
    let address = format!("/api/v1/conferences/{code}/join");
    let request = RequestBuilder::new(&address).method(Method::POST);
    send(request, "{}".to_owned()).await.read::<shared::api::Joined>().map(drop)
}

/// Why a ballot was not taken, as far as the phone can do something about it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CastError {
    /// It breaks a rule.
    Ballot(BallotError),
    /// The phone has not joined, or its cookie is gone.
    NoParticipant,
    /// Anything else: it is sent again later.
    #[serde(skip)]
    Other,
}

#[derive(Deserialize)]
struct CastFailure {
    error: CastError,
}

/// `PUT /api/v1/rounds/{id}/ballot`: what the server now holds.
pub(crate) async fn cast_ballot(round: &RoundId, ballot: &Ballot) -> Result<Ballot, CastError> {
    let address = format!("/api/v1/rounds/{round}/ballot");
    let request = RequestBuilder::new(&address).method(Method::PUT);
    let body = serde_json::to_string(ballot).map_err(|_| CastError::Other)?;
    let answer = send(request, body).await;
    if let Ok(answer) = answer.read::<BallotAnswer>() {
        return Ok(answer.ballot);
    }
    let failure: Option<CastFailure> = json::read(answer.body());
    Err(failure.map_or(CastError::Other, |failure| failure.error))
}

/// Sends a request, with a body of JSON unless it is empty.
async fn send(request: RequestBuilder, body: String) -> Answer {
    let abort = AbortController::new().ok();
    let signal = abort.as_ref().map(AbortController::signal);
    let _patience = abort.map(|abort| Timeout::new(PATIENCE, move || abort.abort()));
    let request = request.abort_signal(signal.as_ref());
    let sent = if body.is_empty() {
        request.send().await
    } else {
        match request.header("content-type", "application/json").body(body) {
            Ok(request) => request.send().await,
            Err(error) => Err(error),
        }
    };
    match sent {
        Ok(response) => read(response).await.unwrap_or_else(Answer::lost),
        Err(_) => Answer::lost(),
    }
}

async fn read(response: Response) -> Option<Answer> {
    let body = response.text().await.ok()?;
    Some(Answer::new(response.status(), body))
}
