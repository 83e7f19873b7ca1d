//! Information about the server.

use super::route::Route;
use crate::http::openapi::{Operation, Tag};
use crate::http::state::AppState;
use axum::Json;
use axum::extract::State;
use shared::api::About;

pub(super) fn routes() -> Vec<Route> {
    vec![show_about_route()]
}

async fn show_about(State(state): State<AppState>) -> Json<About> {
    Json(state.service.show_about())
}

fn show_about_route() -> Route {
    Operation::get("/about", "show_about", "Who runs this server, and what it runs")
        .tag(Tag::Server)
        .lang_parameter()
        .response::<About>("What the operator has published.")
        .handled_by(show_about)
}
