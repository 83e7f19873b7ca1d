//! The browser's side of the API: requests up, the API's answers back as they are.
//!
//! Whatever does not come from our server (no network, a hotspot's sign-in page)
//! is [`PageError::Offline`].

use crate::data::{Answer, ApiRequest};
use crate::error::PageError;
use crate::json::own::Versioned;
use crate::query::encoded;
use gloo_timers::callback::Timeout;
use leptos::prelude::window;
use shared::api::BallotAnswer;
use shared::id::RoundId;
use shared::language::UiLanguage;
use shared::voting::ballot::Ballot;
use shared::voting::join_code::JoinCode;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

/// After this time a request counts as lost, in milliseconds. A hall's network may swallow
/// an answer without a word, and a waiting request would hold back the ones after it.
const PATIENCE: u32 = 12_000;

/// Asks what a page wants to know.
pub(crate) async fn ask(language: UiLanguage, request: ApiRequest) -> Answer {
    let ApiRequest { path, mut pairs, .. } = request;
    // A name of ours that a reader put into the address would count instead.
    pairs.retain(|(name, _)| name != "lang");
    pairs.push(("lang".to_owned(), language.tag().to_owned()));
    send("GET", &["/api/v1/", &path, &encoded(&pairs)].concat(), "").await
}

/// `GET /api/v1/conferences/{code}/phone`, for the cookie with the device's number that comes with
/// it.
pub(crate) async fn renew_cookie(code: &JoinCode) {
    send("GET", &["/api/v1/conferences/", code.as_str(), "/phone"].concat(), "").await;
}

/// `POST /api/v1/conferences/{code}/join`: makes the device a participant.
pub(crate) async fn join_conference(
    code: &JoinCode,
    language: UiLanguage,
) -> Result<(), PageError> {
    let address = ["/api/v1/conferences/", code.as_str(), "/join?lang=", language.tag()].concat();
    send("POST", &address, "{}").await.read::<shared::api::Joined>().map(drop)
}

/// Why a ballot was not taken, as far as the phone can do something about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CastError {
    /// The server will not take it, in its words.
    Refused(String),
    /// The phone has not joined, or its cookie is gone.
    NoParticipant,
    /// Anything else: it is sent again later.
    Other,
}

/// `PUT /api/v1/rounds/{id}/ballot`: what the server now holds, and the words for it.
pub(crate) async fn cast_ballot(
    round: &RoundId,
    ballot: &Ballot,
    language: UiLanguage,
) -> Result<BallotAnswer, CastError> {
    let address = ["/api/v1/rounds/", round.as_str(), "/ballot?lang=", language.tag()].concat();
    let body = serde_json::to_string(ballot).map_err(|_| CastError::Other)?;
    let answer = send("PUT", &address, &body).await;
    match answer.read::<BallotAnswer>() {
        Ok(held) => Ok(held),
        Err(PageError::Failed { status: 401, .. }) => Err(CastError::NoParticipant),
        Err(PageError::Failed { status: 403 | 404 | 409 | 413 | 422, message: words }) => {
            Err(CastError::Refused(words))
        }
        Err(_) => Err(CastError::Other),
    }
}

/// `GET /api/v1/conferences/{code}/state`: the version and the state's text, which is missing
/// where it is the known one; nothing where no answer came.
pub(crate) async fn poll_state(
    code: &str,
    audience: &str,
    version: &str,
) -> Option<(String, Option<String>)> {
    let address =
        ["/api/v1/conferences/", code, "/state?audience=", audience, "&after=", version].concat();
    let answer = send("GET", &address, "").await;
    if answer.is_empty() {
        return Some((version.to_owned(), None));
    }
    let new: Versioned = answer.read().ok()?;
    Some((new.version, Some(answer.body().to_owned())))
}

/// Sends a request, with a body of JSON unless it is empty.
async fn send(method: &str, address: &str, body: &str) -> Answer {
    fetch(method, address, body).await.unwrap_or_else(|_| Answer::lost())
}

async fn fetch(method: &str, address: &str, body: &str) -> Result<Answer, JsValue> {
    let abort = AbortController::new()?;
    let request = RequestInit::new();
    request.set_method(method);
    request.set_signal(Some(&abort.signal()));
    if !body.is_empty() {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        request.set_headers_headers(&headers);
        request.set_body(&JsValue::from_str(body));
    }
    let _patience = Timeout::new(PATIENCE, move || abort.abort());
    let response = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer::new(response.status(), text.as_string().unwrap_or_default()))
}
