//! Plain forms, for browsers without JavaScript: post, then redirect, or the page again with
//! what was typed and what is wrong.
//!
//! Parses what was posted and calls a use case; [`super::rerender`] renders the page of a rejected
//! form.

pub(crate) mod organising;
mod reports;
mod voting;

use super::rerender::rerender_rejected_form;
use super::state::AppState;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::post;
use shared::language::UiLanguage;

pub(super) fn routes(state: &AppState) -> Router<AppState> {
    UiLanguage::ALL
        .into_iter()
        .fold(Router::new(), |router, language| {
            let tag = language.tag();
            router
                .route(&format!("/{tag}/join"), post(voting::join_conference))
                .route(&format!("/{tag}/offers/{{id}}/report"), post(reports::report_offer))
                .route(&format!("/{tag}/c/{{code}}"), post(voting::change_ballot))
                .route(&format!("/{tag}/c/{{code}}/card"), post(voting::submit_card))
                .route(&format!("/{tag}/c/{{code}}/next"), post(voting::hand_device_on))
                .route(&format!("/{tag}/organise/{{key}}"), post(organising::steer_conference))
                .route(&format!("/{tag}/organise/{{key}}/cards"), post(organising::make_cards))
        })
        .layer(from_fn_with_state(state.clone(), rerender_rejected_form))
}
