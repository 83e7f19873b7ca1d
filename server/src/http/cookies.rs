//! Cookies: who votes (the device, the card), and the language of the last visit. Nothing else
//! is kept.

use super::Site;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::AppendHeaders;
use backend::secret::ParticipantToken;
use backend::voting::Caller;
use shared::language::UiLanguage;
use shared::voting::personal_code::PersonalCode;

/// Long enough for a process with several evenings.
const PARTICIPANT_SECONDS: u32 = 90 * 24 * 60 * 60;
const LANGUAGE_SECONDS: u32 = 365 * 24 * 60 * 60;
const LANGUAGE: &str = "miteinander_language";

/// `__Host-` binds the cookie to this host, but browsers take it on encrypted connections only.
fn participant_name(site: &Site) -> &'static str {
    if site.service.is_secure() {
        "__Host-miteinander_participant"
    } else {
        "miteinander_participant"
    }
}

fn card_name(site: &Site) -> &'static str {
    if site.service.is_secure() { "__Host-miteinander_card" } else { "miteinander_card" }
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// The device's number, where the caller has a cookie.
pub(crate) fn participant(site: &Site, headers: &HeaderMap) -> Option<ParticipantToken> {
    find(headers, participant_name(site)).and_then(ParticipantToken::parse)
}

fn keep_participant(site: &Site, token: &ParticipantToken) -> Option<HeaderValue> {
    Cookie {
        name: participant_name(site),
        value: &token.cookie(),
        seconds: Some(PARTICIPANT_SECONDS),
        is_http_only: true,
    }
    .header(site)
}

/// What the caller votes with.
pub(crate) fn caller(site: &Site, headers: &HeaderMap) -> Caller {
    let card = find(headers, card_name(site)).and_then(|text| PersonalCode::parse(text).ok());
    Caller { participant: participant(site, headers).map(|token| token.voter()), card }
}

/// The same, with the cookie to set for a new device, or for one whose number we have not signed.
/// Only what reads does this: a write that makes its own identity counts a phone without cookies,
/// or one whose answer was lost, as many people.
pub(crate) fn caller_or_new(site: &Site, headers: &HeaderMap) -> (Caller, Option<HeaderValue>) {
    let known = participant(site, headers);
    let new = match &known {
        Some(token) => site.service.sign_token(token),
        None => Some(site.service.issue_token()),
    };
    let participant = new.as_ref().or(known.as_ref()).map(ParticipantToken::voter);
    let cookie = new.and_then(|token| keep_participant(site, &token));
    (Caller { participant, ..caller(site, headers) }, cookie)
}

/// Keeps the code on a card for as long as the browser is open.
pub(crate) fn keep_card(site: &Site, card: &PersonalCode) -> Option<HeaderValue> {
    let name = card_name(site);
    Cookie { name, value: card.as_str(), seconds: None, is_http_only: true }.header(site)
}

/// Makes room for the next person: another device's number, no card.
pub(crate) fn hand_on(site: &Site) -> [Option<HeaderValue>; 2] {
    let name = card_name(site);
    let no_card = Cookie { name, value: "", seconds: Some(0), is_http_only: true };
    [keep_participant(site, &site.service.issue_token()), no_card.header(site)]
}

/// The language of the last visit.
pub(crate) fn language(headers: &HeaderMap) -> Option<UiLanguage> {
    find(headers, LANGUAGE).and_then(UiLanguage::from_tag)
}

/// Keeps the language of this visit, unless it is kept already.
pub(crate) fn keep_language(
    site: &Site,
    headers: &HeaderMap,
    current: UiLanguage,
) -> Option<HeaderValue> {
    if language(headers) == Some(current) {
        return None;
    }
    Cookie {
        name: LANGUAGE,
        value: current.tag(),
        seconds: Some(LANGUAGE_SECONDS),
        is_http_only: false,
    }
    .header(site)
}

/// A cookie to be set.
struct Cookie<'a> {
    name: &'a str,
    value: &'a str,
    /// How long it is kept; without a time, as long as the browser is open.
    seconds: Option<u32>,
    /// Whether programs on the page do without it.
    is_http_only: bool,
}

impl Cookie<'_> {
    fn header(&self, site: &Site) -> Option<HeaderValue> {
        let Self { name, value, .. } = self;
        let age = self.seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let http_only = if self.is_http_only { "; HttpOnly" } else { "" };
        let secure = if site.service.is_secure() { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/{age}; SameSite=Lax{http_only}{secure}");
        HeaderValue::from_str(&cookie).ok()
    }
}

/// Cookies as a part of an answer, beside those it has.
pub(crate) fn set(
    cookies: impl IntoIterator<Item = HeaderValue>,
) -> AppendHeaders<impl Iterator<Item = (HeaderName, HeaderValue)>> {
    AppendHeaders(cookies.into_iter().map(|cookie| (SET_COOKIE, cookie)))
}

/// Adds a cookie to an answer's headers.
pub(crate) fn add(headers: &mut HeaderMap, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        headers.append(SET_COOKIE, cookie);
    }
}
