//! Signing in by OpenID Connect: out to the provider, and back.
//!
//! Coming back is a navigation that another site has caused, so both cookies are `SameSite=Lax`.

use super::sign_in::{go_on, next_address, sign_in_model};
use super::{DeskFailure, DeskResult, Guest};
use crate::http::cookies::{openid_cookie, read_openid, set_cookie_headers};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::{OpenIdAttempt, OpenIdReturn};
use backend::error::ServiceError;
use desk::pages::sign_in::{SignIn, sign_in as sign_in_page};

/// Sends the browser to the provider.
pub(super) async fn start_openid(
    State(state): State<AppState>,
    guest: Guest,
    pairs: Pairs,
) -> DeskResult {
    let next = pairs.value_or_empty("next");
    if guest.visit().person.is_some() {
        return Ok(Redirect::to(&next_address(&guest, next)).into_response());
    }
    match state.service.start_openid(&redirect_uri(&state, &guest), next).await {
        Ok(start) => {
            let cookie = openid_cookie(&state, Some(&start.attempt));
            Ok((set_cookie_headers(cookie), Redirect::to(&start.address)).into_response())
        }
        Err(error) => show_refusal(&state, &guest, next, error),
    }
}

/// Takes what the browser brings back from the provider. Whatever comes of it, the attempt is over.
pub(super) async fn finish_openid(
    State(state): State<AppState>,
    guest: Guest,
    headers: HeaderMap,
    pairs: Pairs,
) -> DeskResult {
    let attempt = read_openid(&state, &headers);
    let returned = OpenIdReturn {
        attempt: attempt.as_ref(),
        state: pairs.value_or_empty("state"),
        code: pairs.value_or_empty("code"),
        error: pairs.value("error"),
        redirect_uri: &redirect_uri(&state, &guest),
    };
    let next = attempt.as_ref().map_or("", OpenIdAttempt::next);
    let response = match state.service.finish_openid(returned).await {
        Ok(started) => go_on(&state, &guest, &started, next),
        Err(error) => show_refusal(&state, &guest, next, error)?,
    };
    Ok((set_cookie_headers(openid_cookie(&state, None)), response).into_response())
}

/// Where the provider sends the browser back to. It has to know this address.
fn redirect_uri(state: &AppState, guest: &Guest) -> String {
    let path = guest.visit().path("sign-in/openid/back");
    format!("{}{path}", state.service.public_url())
}

/// The page to sign in, with what went wrong.
fn show_refusal(
    state: &AppState,
    guest: &Guest,
    next: &str,
    error: ServiceError,
) -> DeskResult<Response> {
    let failure = DeskFailure::from(error).into_refusal()?;
    let error = Some(failure.message(guest.i18n()));
    let page = SignIn { error, ..sign_in_model(state, guest, next) };
    let content = sign_in_page(guest.visit(), &page);
    Ok(guest.refused(failure.status(), guest.i18n().desk_sign_in(), content))
}
