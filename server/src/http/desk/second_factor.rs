//! The second factor: the code after the password, and setting it up.

use super::sign_in::{next_address, signed_in};
use super::visit::session_token;
use super::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::SignedIn;
use desk::pages::second_factor::{FactorPage, code_form, factor_page};
use shared::desk::DeskError;

pub(super) async fn show_code(guest: Guest, pairs: Pairs) -> Response {
    let content = code_form(guest.visit(), pairs.value_or_empty("next"), None);
    guest.page(guest.i18n().desk_factor_code_title(), content)
}

pub(super) async fn confirm_code(
    State(state): State<AppState>,
    guest: Guest,
    headers: HeaderMap,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let token = session_token(&state, &headers).ok_or(DeskError::SignedOut)?;
    let next = fields.value_or_empty("next");
    match state.service.confirm_code(&token, fields.value_or_empty("code")).await {
        Ok(token) => Ok(signed_in(&state, &token, &next_address(&guest, next))),
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let content = code_form(guest.visit(), next, Some(failure.message(guest.i18n())));
            Ok(guest.refused(failure.status(), guest.i18n().desk_factor_code_title(), content))
        }
    }
}

pub(super) async fn show_own_factor(
    State(state): State<AppState>,
    Right { right, guest }: Right<SignedIn>,
    pairs: Pairs,
) -> DeskResult {
    let setup = state.service.prepare_second_factor(&right, None);
    let page = FactorPage {
        is_on: state.service.has_second_factor(&right).await?,
        secret: setup.secret,
        qr: setup.qr,
        done: pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned()),
        error: None,
    };
    Ok(guest.page(guest.i18n().desk_factor_title(), factor_page(guest.visit(), &page)))
}

pub(super) async fn change_own_factor(
    State(state): State<AppState>,
    Right { right, guest }: Right<SignedIn>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (secret, code) = (fields.value_or_empty("secret"), fields.value_or_empty("code"));
    let service = &state.service;
    let changed = if fields.value("step") == Some("off") {
        service.disable_second_factor(&right, code).await
    } else {
        service.enable_second_factor(&right, secret, code).await
    };
    let Err(error) = changed else {
        let address = guest.visit().path("account/second-factor?saved");
        return Ok(Redirect::to(&address).into_response());
    };
    let failure = DeskFailure::from(error).into_refusal()?;
    let setup = service.prepare_second_factor(&right, Some(secret));
    let page = FactorPage {
        is_on: service.has_second_factor(&right).await?,
        secret: setup.secret,
        qr: setup.qr,
        done: None,
        error: Some(failure.message(guest.i18n())),
    };
    let content = factor_page(guest.visit(), &page);
    Ok(guest.refused(failure.status(), guest.i18n().desk_factor_title(), content))
}
