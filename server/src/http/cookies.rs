//! Cookies: the voter's identity (device or card), the language of the last visit, the session of
//! somebody who works on the desk, and their attempt to sign in by OpenID Connect. There are no
//! others.

use super::state::AppState;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::AppendHeaders;
use backend::accounts::OpenIdAttempt;
use backend::secret::{AccessToken, ParticipantToken};
use backend::voting::Caller;
use shared::language::UiLanguage;
use shared::voting::personal_code::PersonalCode;

/// In seconds; long enough for a process with several conference evenings.
const PARTICIPANT_MAX_AGE: u32 = 90 * 24 * 60 * 60;
/// A month, the longest life of a session.
const SESSION_MAX_AGE: u32 = 30 * 24 * 60 * 60;
/// As long as an attempt to sign in at an OpenID provider is valid.
const OPENID_MAX_AGE: u32 = 10 * 60;
const LANGUAGE_MAX_AGE: u32 = 365 * 24 * 60 * 60;
const LANGUAGE: &str = "miteinander_language";

/// `__Host-` binds the cookie to this host, but browsers accept it on encrypted connections only.
fn participant_cookie_name(state: &AppState) -> &'static str {
    if state.service.is_secure() {
        "__Host-miteinander_participant"
    } else {
        "miteinander_participant"
    }
}

fn card_cookie_name(state: &AppState) -> &'static str {
    if state.service.is_secure() { "__Host-miteinander_card" } else { "miteinander_card" }
}

fn session_cookie_name(state: &AppState) -> &'static str {
    if state.service.is_secure() { "__Host-miteinander_session" } else { "miteinander_session" }
}

fn openid_cookie_name(state: &AppState) -> &'static str {
    if state.service.is_secure() { "__Host-miteinander_openid" } else { "miteinander_openid" }
}

/// The attempt of somebody who comes back from the OpenID provider.
pub(crate) fn read_openid(state: &AppState, headers: &HeaderMap) -> Option<OpenIdAttempt> {
    find_cookie(headers, openid_cookie_name(state)).and_then(OpenIdAttempt::parse)
}

/// A cookie for somebody who goes to the OpenID provider; without an attempt, the one that takes it
/// away.
pub(crate) fn openid_cookie(
    state: &AppState,
    attempt: Option<&OpenIdAttempt>,
) -> Option<HeaderValue> {
    let value = attempt.map(OpenIdAttempt::to_text).unwrap_or_default();
    let max_age = Some(if attempt.is_some() { OPENID_MAX_AGE } else { 0 });
    let name = openid_cookie_name(state);
    Cookie { name, value: &value, max_age, is_http_only: true }.to_header(state)
}

/// The token of somebody who is signed in.
pub(crate) fn read_session(state: &AppState, headers: &HeaderMap) -> Option<AccessToken> {
    find_cookie(headers, session_cookie_name(state)).and_then(AccessToken::parse)
}

/// A cookie for somebody who has signed in; without a token, the one that takes it away.
pub(crate) fn session_cookie(state: &AppState, token: Option<&AccessToken>) -> Option<HeaderValue> {
    let value = token.map_or("", AccessToken::as_str);
    let max_age = Some(if token.is_some() { SESSION_MAX_AGE } else { 0 });
    Cookie { name: session_cookie_name(state), value, max_age, is_http_only: true }.to_header(state)
}

fn find_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
}

/// The device's id, if the request has the cookie.
pub(crate) fn read_participant(state: &AppState, headers: &HeaderMap) -> Option<ParticipantToken> {
    find_cookie(headers, participant_cookie_name(state)).and_then(ParticipantToken::parse)
}

fn participant_cookie(state: &AppState, token: &ParticipantToken) -> Option<HeaderValue> {
    Cookie {
        name: participant_cookie_name(state),
        value: &token.cookie(),
        max_age: Some(PARTICIPANT_MAX_AGE),
        is_http_only: true,
    }
    .to_header(state)
}

/// Who votes, by the cookies of the request.
pub(crate) fn read_caller(state: &AppState, headers: &HeaderMap) -> Caller {
    let participant = read_participant(state, headers).map(|token| token.voter());
    let card = find_cookie(headers, card_cookie_name(state))
        .and_then(|text| PersonalCode::parse(text).ok());
    Caller { participant, card }
}

/// The same, with the cookie to set for a new device, or for one whose id this server has not
/// signed.
///
/// For requests that only read: if a write created an identity, a phone without cookies, or one
/// that never received the response, would be counted several times.
pub(crate) fn read_or_create_caller(
    state: &AppState,
    headers: &HeaderMap,
) -> (Caller, Option<HeaderValue>) {
    let known = read_participant(state, headers);
    let new = match &known {
        Some(token) => state.service.sign_token(token),
        None => Some(state.service.issue_token()),
    };
    let participant = new.as_ref().or(known.as_ref()).map(ParticipantToken::voter);
    let cookie = new.and_then(|token| participant_cookie(state, &token));
    (Caller { participant, ..read_caller(state, headers) }, cookie)
}

/// A session cookie with a card's personal code: it ends when the browser is closed.
pub(crate) fn card_cookie(state: &AppState, card: &PersonalCode) -> Option<HeaderValue> {
    let name = card_cookie_name(state);
    Cookie { name, value: card.as_str(), max_age: None, is_http_only: true }.to_header(state)
}

/// Cookies that prepare a shared device for the next person: a new device id, no card.
pub(crate) fn next_person_cookies(state: &AppState) -> [Option<HeaderValue>; 2] {
    let name = card_cookie_name(state);
    let no_card = Cookie { name, value: "", max_age: Some(0), is_http_only: true };
    [participant_cookie(state, &state.service.issue_token()), no_card.to_header(state)]
}

/// The language of the last visit.
pub(crate) fn read_language(headers: &HeaderMap) -> Option<UiLanguage> {
    find_cookie(headers, LANGUAGE).and_then(UiLanguage::from_tag)
}

/// A cookie with the language of this visit; `None` if the browser has it already.
pub(crate) fn language_cookie(
    state: &AppState,
    headers: &HeaderMap,
    current: UiLanguage,
) -> Option<HeaderValue> {
    if read_language(headers) == Some(current) {
        return None;
    }
    Cookie {
        name: LANGUAGE,
        value: current.tag(),
        max_age: Some(LANGUAGE_MAX_AGE),
        is_http_only: false,
    }
    .to_header(state)
}

/// A cookie to be set.
struct Cookie<'a> {
    name: &'a str,
    value: &'a str,
    /// In seconds; without one, the cookie ends when the browser is closed.
    max_age: Option<u32>,
    /// Whether scripts cannot read it.
    is_http_only: bool,
}

impl Cookie<'_> {
    fn to_header(&self, state: &AppState) -> Option<HeaderValue> {
        let Self { name, value, .. } = self;
        let max_age =
            self.max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let http_only = if self.is_http_only { "; HttpOnly" } else { "" };
        let secure = if state.service.is_secure() { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/{max_age}; SameSite=Lax{http_only}{secure}");
        HeaderValue::from_str(&cookie).ok()
    }
}

/// Response headers that set these cookies.
pub(crate) fn set_cookie_headers(
    cookies: impl IntoIterator<Item = HeaderValue>,
) -> AppendHeaders<impl Iterator<Item = (HeaderName, HeaderValue)>> {
    AppendHeaders(cookies.into_iter().map(|cookie| (SET_COOKIE, cookie)))
}

/// Adds a cookie, if there is one, to a response's headers.
pub(crate) fn append_cookie(headers: &mut HeaderMap, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        headers.append(SET_COOKIE, cookie);
    }
}
