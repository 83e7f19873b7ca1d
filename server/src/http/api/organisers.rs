//! The organiser's view of a conference, by the key of the secret link.

use super::route::Route;
use crate::http::errors::ApiResult;
use crate::http::extract::Lang;
use crate::http::no_store::NoStore;
use crate::http::openapi::parameters::{in_path, text};
use crate::http::openapi::{Operation, Tag};
use crate::http::state::AppState;
use axum::extract::State;
use backend::voting::Organiser;
use shared::api::OrganiserView;

pub(super) fn routes() -> Vec<Route> {
    vec![show_organiser_route()]
}

async fn show_organiser(
    State(state): State<AppState>,
    organiser: Organiser,
    Lang(language): Lang,
) -> ApiResult<NoStore<OrganiserView>> {
    Ok(NoStore(state.service.show_organiser(&organiser, language).await?))
}

fn show_organiser_route() -> Route {
    let key = text().pattern(Some("^[0-9a-zA-Z-]{1,64}$"));
    Operation::get("/organisers/{key}", "show_organiser", "A conference as its organiser sees it")
        .tag(Tag::Conferences)
        .parameters([in_path(
            "key",
            "The key of the organiser's secret link; at the desk, the id of a conference.",
            key,
        )])
        .lang_parameter()
        .response::<OrganiserView>(
            "All rounds with their settings, the board settings, the number of cards.",
        )
        .error_responses(&[404, 422, 500])
        .handled_by(show_organiser)
}
