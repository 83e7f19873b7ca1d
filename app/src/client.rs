//! The API client of the browser: sends requests, returns the API's answers unparsed.
//!
//! Whatever does not come from our server (no network, a hotspot's sign-in page) becomes
//! [`PageError::Offline`].

use crate::data::{Answer, ApiRequest};
use crate::error::PageError;
use crate::json::app_types::VersionedState;
use crate::query::encode_query;
use gloo_timers::callback::Timeout;
use leptos::prelude::window;
use shared::api::{BallotAnswer, SOFT_HYPHENS};
use shared::id::RoundId;
use shared::language::UiLanguage;
use shared::voting::ballot::Ballot;
use shared::voting::join_code::JoinCode;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

/// In milliseconds. A crowded network may drop an answer silently, and a pending request would hold
/// back the ones after it.
const REQUEST_TIMEOUT: u32 = 12_000;

/// Fetches the answer to a page's question.
pub(crate) async fn fetch_answer(language: UiLanguage, request: ApiRequest) -> Answer {
    let ApiRequest { path, mut pairs, .. } = request;
    // A `lang` that the reader put into the address would win over ours.
    pairs.retain(|(name, _)| name != "lang");
    pairs.push(("lang".to_owned(), language.tag().to_owned()));
    send("GET", &["/api/v1/", &path, &encode_query(&pairs)].concat(), "").await
}

/// `GET /api/v1/conferences/{code}/phone`, for the sake of the participant's cookie that comes with
/// the answer.
pub(crate) async fn renew_cookie(code: &JoinCode) {
    send("GET", &["/api/v1/conferences/", code.as_str(), "/phone"].concat(), "").await;
}

/// `POST /api/v1/conferences/{code}/join`: makes the device a participant.
pub(crate) async fn join_conference(
    code: &JoinCode,
    language: UiLanguage,
) -> Result<(), PageError> {
    let address = ["/api/v1/conferences/", code.as_str(), "/join?lang=", language.tag()].concat();
    send("POST", &address, "{}").await.check()
}

/// Why a ballot was not accepted, as far as it makes a difference to the phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CastError {
    /// The server rejects it, with this message.
    Refused(String),
    /// The phone has not joined, or has lost its cookie.
    NoParticipant,
    /// Anything else; the ballot is sent again later.
    Other,
}

/// `PUT /api/v1/rounds/{id}/ballot`: the ballot that the server now has, and its receipt.
pub(crate) async fn cast_ballot(
    round: &RoundId,
    ballot: &Ballot,
    language: UiLanguage,
) -> Result<BallotAnswer, CastError> {
    let address = ["/api/v1/rounds/", round.as_str(), "/ballot?lang=", language.tag()].concat();
    let body = serde_json::to_string(ballot).map_err(|_| CastError::Other)?;
    let answer = send("PUT", &address, &body).await;
    match answer.parse::<BallotAnswer>() {
        Ok(held) => Ok(held),
        Err(PageError::Failed { status: 401, .. }) => Err(CastError::NoParticipant),
        Err(PageError::Failed { status: 403 | 404 | 409 | 413 | 422, message }) => {
            Err(CastError::Refused(message))
        }
        Err(_) => Err(CastError::Other),
    }
}

/// A live state as polled.
pub(crate) struct PolledState {
    pub(crate) version: String,
    /// Its JSON; `None` where the version has not changed.
    pub(crate) json: Option<String>,
}

/// `GET /api/v1/conferences/{code}/state`; `None` where no answer came.
pub(crate) async fn poll_state(code: &str, audience: &str, version: &str) -> Option<PolledState> {
    let address =
        ["/api/v1/conferences/", code, "/state?audience=", audience, "&after=", version].concat();
    let answer = send("GET", &address, "").await;
    if answer.is_empty() {
        return Some(PolledState { version: version.to_owned(), json: None });
    }
    let new: VersionedState = answer.parse().ok()?;
    Some(PolledState { version: new.version, json: Some(answer.body().to_owned()) })
}

/// Whether the server answers, whatever it says.
pub(crate) async fn is_server_there(code: &str) -> bool {
    let address = ["/api/v1/conferences/", code, "/state?audience=board"].concat();
    !matches!(send("GET", &address, "").await.check(), Err(PageError::Offline))
}

/// For jitter.
pub(crate) fn random_byte() -> u8 {
    let [_, _, _, byte, ..] = js_sys::Math::random().to_bits().to_le_bytes();
    byte
}

/// Sends a request; an empty `body` means none, any other is JSON.
async fn send(method: &str, address: &str, body: &str) -> Answer {
    fetch(method, address, body).await.unwrap_or_else(|_| Answer::offline())
}

async fn fetch(method: &str, address: &str, body: &str) -> Result<Answer, JsValue> {
    let abort = AbortController::new()?;
    let request = RequestInit::new();
    request.set_method(method);
    request.set_signal(Some(&abort.signal()));
    let headers = Headers::new()?;
    headers.set("prefer", SOFT_HYPHENS)?;
    request.set_headers_headers(&headers);
    if !body.is_empty() {
        headers.set("content-type", "application/json")?;
        request.set_body(&JsValue::from_str(body));
    }
    let _timeout = Timeout::new(REQUEST_TIMEOUT, move || abort.abort());
    let response = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer::new(response.status(), text.as_string().unwrap_or_default()))
}
