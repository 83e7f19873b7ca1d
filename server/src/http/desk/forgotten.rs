//! Asking for a link that sets a new password, without being signed in.

use super::{DeskFailure, DeskForm, DeskResult, Guest};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use desk::pages::forgotten::{Forgotten, forgotten};

/// Without a mail server the page to sign in says whom to ask.
pub(super) async fn show_forgotten(
    State(state): State<AppState>,
    guest: Guest,
    pairs: Pairs,
) -> Response {
    if !state.service.has_mail_server() {
        return Redirect::to(&guest.visit().path("sign-in")).into_response();
    }
    let page = Forgotten { is_sent: pairs.value("sent").is_some(), ..Forgotten::default() };
    guest.page(guest.i18n().desk_forgotten_title(), forgotten(guest.visit(), &page))
}

pub(super) async fn send_link(
    State(state): State<AppState>,
    guest: Guest,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    if !state.service.has_mail_server() {
        return Ok(Redirect::to(&guest.visit().path("sign-in")).into_response());
    }
    let (mail, i18n) = (fields.value_or_empty("mail"), guest.i18n());
    match state.service.mail_forgotten_password(mail, i18n).await {
        Ok(()) => Ok(Redirect::to(&guest.visit().path("forgotten?sent")).into_response()),
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let error = Some(failure.message(i18n));
            let page = Forgotten { mail: mail.to_owned(), error, ..Forgotten::default() };
            let content = forgotten(guest.visit(), &page);
            Ok(guest.refused(failure.status(), i18n.desk_forgotten_title(), content))
        }
    }
}
