//! Addresses as people type and paste them: with the slash, full stop or bracket that followed
//! them in a text. No page's address ends in one, so the visitor is sent on without it.

use app::routes::language_of;
use axum::extract::Request;
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use shared::voting::join_code::JoinCode;

/// What follows an address in a text; percent-encoded where it is not ASCII.
const TRAILING: [&str; 16] = [
    "/",
    ".",
    ",",
    ";",
    ":",
    "!",
    ")",
    "]",
    "'",
    "*",
    "%22",
    "%20",
    "%3E",
    "%E2%80%9C",
    "%E2%80%9D",
    "%E2%80%A6",
];

/// The redirection to the address without what follows it; `None` where nothing does.
pub(super) fn redirection(request: &Request) -> Option<Response> {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let uri = request.uri();
    let path = without_trailing(uri.path());
    let is_ours = || {
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        language_of(path).is_some() || JoinCode::parse(first).is_ok()
    };
    if !is_read || path.len() == uri.path().len() || !is_ours() {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let address = format!("/{}{query}", path.trim_start_matches('/'));
    Some(Redirect::permanent(&address).into_response())
}

fn without_trailing(path: &str) -> &str {
    let mut path = path;
    while let Some(shorter) = TRAILING.iter().find_map(|end| path.strip_suffix(end)) {
        path = shorter;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/de/offers/", "/de/offers")]
    #[case("/de/offers.", "/de/offers")]
    #[case("/de/c/K7M4PX/).", "/de/c/K7M4PX")]
    #[case("/de/map%E2%80%9C", "/de/map")]
    #[case("/de/offers", "/de/offers")]
    #[case("///", "")]
    fn what_follows_an_address_is_left_out(#[case] path: &str, #[case] expected: &str) {
        assert_eq!(without_trailing(path), expected);
    }
}
