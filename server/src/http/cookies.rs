//! Cookies: who votes (the device, the card), and the language of the last visit. Nothing else
//! is kept.

use super::Site;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
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
    let value = token.cookie();
    let value = (&*value, Some(PARTICIPANT_SECONDS));
    set_cookie(site, participant_name(site), value, "; HttpOnly")
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
        Some(token) => site.service.sign_participant(token),
        None => Some(site.service.new_participant()),
    };
    let participant = new.as_ref().or(known.as_ref()).map(ParticipantToken::voter);
    let cookie = new.and_then(|token| keep_participant(site, &token));
    (Caller { participant, ..caller(site, headers) }, cookie)
}

/// Keeps the code on a card for as long as the browser is open.
pub(crate) fn keep_card(site: &Site, card: &PersonalCode) -> Option<HeaderValue> {
    set_cookie(site, card_name(site), (card.as_str(), None), "; HttpOnly")
}

/// Makes room for the next person: another device's number, no card.
pub(crate) fn hand_on(site: &Site) -> [Option<HeaderValue>; 2] {
    let card = set_cookie(site, card_name(site), ("", Some(0)), "; HttpOnly");
    [keep_participant(site, &site.service.new_participant()), card]
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
    set_cookie(site, LANGUAGE, (current.tag(), Some(LANGUAGE_SECONDS)), "")
}

fn set_cookie(
    site: &Site,
    name: &str,
    (value, seconds): (&str, Option<u32>),
    more: &str,
) -> Option<HeaderValue> {
    let secure = if site.service.is_secure() { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let cookie = format!("{name}={value}; Path=/{age}; SameSite=Lax{more}{secure}");
    HeaderValue::from_str(&cookie).ok()
}

/// Adds a cookie to an answer's headers.
pub(crate) fn add(headers: &mut HeaderMap, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        headers.append(SET_COOKIE, cookie);
    }
}
