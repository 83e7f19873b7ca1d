//! The server itself.

use super::route::Route;
use crate::http::Site;
use crate::http::openapi::{Operation, Tag};
use axum::Json;
use axum::extract::State;
use shared::api::About;

pub(super) fn routes() -> Vec<Route> {
    vec![show_about_route()]
}

async fn show_about(State(site): State<Site>) -> Json<About> {
    Json(site.service.show_about())
}

fn show_about_route() -> Route {
    Operation::get("/about", "show_about", "Who runs this server, and what it runs")
        .under(Tag::Server)
        .takes_language()
        .answers::<About>("As much as the operator has said.")
        .handled_by(show_about)
}
