//! Plain forms, for browsers without JavaScript: post, then redirect, or the page again with
//! what was typed and what is wrong.
//!
//! Reads what was posted and hands it to a use case; how a refused form becomes its page is in
//! [`super::refused`].

mod organising;
mod reports;
mod voting;

use super::Site;
use super::refused::show_again;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::post;
use shared::language::UiLanguage;

pub(super) fn routes(site: &Site) -> Router<Site> {
    UiLanguage::ALL
        .into_iter()
        .fold(Router::new(), |router, language| {
            let tag = language.tag();
            router
                .route(&format!("/{tag}/join"), post(voting::join_conference))
                .route(&format!("/{tag}/offers/{{id}}/report"), post(reports::report_offer))
                .route(&format!("/{tag}/c/{{code}}"), post(voting::change_ballot))
                .route(&format!("/{tag}/c/{{code}}/card"), post(voting::show_card))
                .route(&format!("/{tag}/c/{{code}}/next"), post(voting::hand_on))
                .route(&format!("/{tag}/organise/{{key}}"), post(organising::steer))
                .route(&format!("/{tag}/organise/{{key}}/cards"), post(organising::make_cards))
        })
        .layer(from_fn_with_state(site.clone(), show_again))
}
