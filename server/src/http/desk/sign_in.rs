//! Signing in and out, and links that create an account or set a password.

use super::visit::session_token;
use super::{DeskFailure, DeskForm, DeskResult, Guest};
use crate::http::cookies::{self, session_cookie, set_cookie_headers};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::{LinkPurpose, OpenLink, PasswordForm, StartedSession};
use backend::secret::AccessToken;
use desk::pages::link::{Link, link};
use desk::pages::sign_in::{OpenIdLink, SignIn, sign_in as sign_in_page};
use form_urlencoded::byte_serialize;

pub(super) async fn show_sign_in(
    State(state): State<AppState>,
    guest: Guest,
    pairs: Pairs,
) -> Response {
    let page = sign_in_model(&state, &guest, pairs.value_or_empty("next"));
    if guest.visit().person.is_some() {
        return Redirect::to(&next_address(&guest, &page.next)).into_response();
    }
    guest.page(guest.i18n().desk_sign_in(), sign_in_page(guest.visit(), &page))
}

pub(super) async fn sign_in(
    State(state): State<AppState>,
    guest: Guest,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (mail, next) = (fields.value_or_empty("mail"), fields.value_or_empty("next"));
    match state.service.sign_in(mail, fields.value_or_empty("password")).await {
        Ok(started) => Ok(go_on(&state, &guest, &started, next)),
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let page = SignIn {
                mail: mail.to_owned(),
                error: Some(failure.message(guest.i18n())),
                ..sign_in_model(&state, &guest, next)
            };
            let content = sign_in_page(guest.visit(), &page);
            Ok(guest.refused(failure.status(), guest.i18n().desk_sign_in(), content))
        }
    }
}

pub(super) async fn sign_out(
    State(state): State<AppState>,
    guest: Guest,
    headers: HeaderMap,
) -> DeskResult {
    if let Some(token) = session_token(&state, &headers) {
        state.service.sign_out(&token).await?;
    }
    let cookie = session_cookie(&state, None);
    Ok((set_cookie_headers(cookie), Redirect::to(&guest.visit().path("sign-in"))).into_response())
}

pub(super) async fn show_link(
    State(state): State<AppState>,
    guest: Guest,
    Path(token): Path<String>,
) -> DeskResult {
    let open = state.service.open_link(&token).await?;
    Ok(guest.page(link_title(&guest, &open), link(guest.visit(), &link_page(&token, &open))))
}

pub(super) async fn use_link(
    State(state): State<AppState>,
    guest: Guest,
    Path(token): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let open = state.service.open_link(&token).await?;
    let value = |name| fields.value_or_empty(name).to_owned();
    let form = PasswordForm {
        name: value("name"),
        mail: value("mail"),
        password: value("password"),
        repeated: value("repeated"),
    };
    match state.service.use_link(&token, &form).await {
        Ok(started) => Ok(go_on(&state, &guest, &started, "")),
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let page = Link {
                name: form.name,
                mail: form.mail,
                error: Some(failure.message(guest.i18n())),
                ..link_page(&token, &open)
            };
            let content = link(guest.visit(), &page);
            Ok(guest.refused(failure.status(), link_title(&guest, &open), content))
        }
    }
}

fn link_title(guest: &Guest, open: &OpenLink) -> &'static str {
    match open.purpose {
        LinkPurpose::Create { .. } => guest.i18n().desk_link_create(),
        LinkPurpose::Password { .. } => guest.i18n().desk_link_password(),
    }
}

fn link_page(token: &str, open: &OpenLink) -> Link {
    let (role, mail) = match &open.purpose {
        LinkPurpose::Create { grant, mail } => (Some(grant.role), mail.clone()),
        LinkPurpose::Password { mail, .. } => (None, Some(mail.clone())),
    };
    Link { token: token.to_owned(), role, decided_mail: mail.map(String::from), ..Link::default() }
}

/// What the page to sign in offers, before anything is typed.
pub(super) fn sign_in_model(state: &AppState, guest: &Guest, next: &str) -> SignIn {
    let encoded: String = byte_serialize(next.as_bytes()).collect();
    let openid = state.service.openid_name().map(|name| OpenIdLink {
        name: name.to_owned(),
        address: guest.visit().path(&format!("sign-in/openid?next={encoded}")),
    });
    SignIn {
        next: next.to_owned(),
        can_mail: state.service.has_mail_server(),
        openid,
        ..SignIn::default()
    }
}

/// On to the page, or to the code of the second factor.
pub(super) fn go_on(
    state: &AppState,
    guest: &Guest,
    started: &StartedSession,
    next: &str,
) -> Response {
    let next = next_address(guest, next);
    if !started.awaits_code {
        return signed_in(state, &started.token, &next);
    }
    let next: String = byte_serialize(next.as_bytes()).collect();
    let address = guest.visit().path(&format!("sign-in/code?next={next}"));
    signed_in(state, &started.token, &address)
}

/// Redirects with the cookie of a session.
pub(super) fn signed_in(state: &AppState, token: &AccessToken, next: &str) -> Response {
    let cookie = cookies::session_cookie(state, Some(token));
    (set_cookie_headers(cookie), Redirect::to(next)).into_response()
}

/// Where to go after signing in: a page of the desk, or its first one. Never another site.
pub(super) fn next_address(guest: &Guest, next: &str) -> String {
    let first = guest.visit().path("");
    let is_below = next
        .strip_prefix(&*first)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    if is_below && !next.contains(['\\', '\n', '\r']) { next.to_owned() } else { first }
}
