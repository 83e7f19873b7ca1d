//! Cookies: who votes, and the language of the last visit. Nothing else is kept.

use super::Site;
use crate::secret::{ParticipantToken, Voter};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use shared::language::UiLanguage;

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

/// Who votes, where the caller has a cookie.
pub(crate) fn voter(site: &Site, headers: &HeaderMap) -> Option<Voter> {
    let token = find(headers, participant_name(site)).and_then(ParticipantToken::parse)?;
    Some(token.voter())
}

/// Who votes, with the cookie to set for somebody new.
pub(crate) fn voter_or_new(site: &Site, headers: &HeaderMap) -> (Voter, Option<HeaderValue>) {
    if let Some(voter) = voter(site, headers) {
        return (voter, None);
    }
    let token = ParticipantToken::random();
    let cookie = set_cookie(
        site,
        participant_name(site),
        (token.as_str(), PARTICIPANT_SECONDS),
        "; HttpOnly",
    );
    (token.voter(), cookie)
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
    set_cookie(site, LANGUAGE, (current.tag(), LANGUAGE_SECONDS), "")
}

fn set_cookie(
    site: &Site,
    name: &str,
    (value, seconds): (&str, u32),
    more: &str,
) -> Option<HeaderValue> {
    let secure = if site.service.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{more}{secure}");
    HeaderValue::from_str(&cookie).ok()
}

/// Adds a cookie to an answer's headers.
pub(crate) fn add(headers: &mut HeaderMap, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        headers.append(SET_COOKIE, cookie);
    }
}
