//! What an organiser sees, by the key of the secret link.

use super::Answer;
use super::route::Route;
use crate::http::Site;
use crate::http::extract::{Fresh, Lang};
use crate::http::openapi::parameters::{in_path, text};
use crate::http::openapi::{Operation, Tag};
use axum::extract::State;
use backend::voting::Organiser;
use shared::api::OrganiserView;

pub(super) fn routes() -> Vec<Route> {
    vec![show_organiser_route()]
}

async fn show_organiser(
    State(site): State<Site>,
    organiser: Organiser,
    Lang(language): Lang,
) -> Answer<Fresh<OrganiserView>> {
    Ok(Fresh(site.service.show_organiser(&organiser, language).await?))
}

fn show_organiser_route() -> Route {
    let key = text().pattern(Some("^[0-9a-fA-F]{32}$"));
    Operation::get("/organisers/{key}", "show_organiser", "A conference as its organiser sees it")
        .under(Tag::Conferences)
        .takes([in_path("key", "The key of the organiser's secret link.", key)])
        .takes_language()
        .answers::<OrganiserView>("All rounds with their settings, the board's, the cards.")
        .fails(&[404, 422, 500])
        .handled_by(show_organiser)
}
