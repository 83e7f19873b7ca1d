//! Offers: the list, one of them, the map, reports on them, and the lists they are filed under.

use super::Answer;
use super::route::Route;
use crate::http::Site;
use crate::http::extract::{Id, JsonBody, Lang, OfferChoice};
use crate::http::openapi::parameters::{page, sort};
use crate::http::openapi::{Operation, Tag};
use axum::Json;
use axum::extract::State;
use shared::api::{MapView, OfferDetail, OfferPage, ReportRequest, Reported};
use shared::id::OfferId;
use shared::taxonomy::Taxonomy;

pub(super) fn routes() -> Vec<Route> {
    vec![
        find_offers_route(),
        show_offer_route(),
        report_offer_route(),
        show_map_route(),
        show_taxonomy_route(),
    ]
}

async fn find_offers(
    State(site): State<Site>,
    Lang(language): Lang,
    OfferChoice(query): OfferChoice,
) -> Answer<Json<OfferPage>> {
    Ok(Json(site.service.find_offers(&query, language).await?))
}

fn find_offers_route() -> Route {
    Operation::get("/offers", "find_offers", "Find offers")
        .under(Tag::Offers)
        .about(
            "Values of one filter widen, filters narrow. Every filter comes back with what \
             there is to choose and how many offers each value would give, counted without \
             the filter itself. Unknown names in the address are passed over.",
        )
        .takes_language()
        .takes([sort(), page()])
        .takes_choice()
        .answers::<OfferPage>("A page of offers, and what else could be chosen.")
        .fails(&[422, 500])
        .handled_by(find_offers)
}

async fn show_offer(
    State(site): State<Site>,
    Id(id): Id<OfferId>,
    Lang(language): Lang,
) -> Answer<Json<OfferDetail>> {
    Ok(Json(site.service.show_offer(&id, language).await?))
}

fn show_offer_route() -> Route {
    Operation::get("/offers/{id}", "show_offer", "One offer with everything known of it")
        .under(Tag::Offers)
        .takes_in_path::<OfferId>("id", "The offer.")
        .takes_language()
        .answers::<OfferDetail>("The offer.")
        .fails(&[404, 422, 500])
        .handled_by(show_offer)
}

async fn report_offer(
    State(site): State<Site>,
    Id(id): Id<OfferId>,
    JsonBody(request): JsonBody<ReportRequest>,
) -> Answer<Json<Reported>> {
    site.service.report_offer(&id, request).await?;
    Ok(Json(Reported {}))
}

fn report_offer_route() -> Route {
    Operation::post("/offers/{id}/reports", "report_offer", "Say what is wrong with an offer")
        .under(Tag::Offers)
        .takes_in_path::<OfferId>("id", "The offer.")
        .reads::<ReportRequest>()
        .answers::<Reported>("The report is kept for the editors.")
        .takes_language()
        .fails(&[404, 422, 429, 500])
        .handled_by(report_offer)
}

async fn show_map(
    State(site): State<Site>,
    Lang(language): Lang,
    OfferChoice(query): OfferChoice,
) -> Answer<Json<MapView>> {
    Ok(Json(site.service.show_map(&query, language).await?))
}

fn show_map_route() -> Route {
    Operation::get("/map", "show_map", "Where offers are")
        .under(Tag::Offers)
        .about(
            "A schematic map in thousandths of its width. For positions on the earth there \
             is `/api/v1/offers.geojson`.",
        )
        .takes_language()
        .takes_choice()
        .answers::<MapView>("Towns, and offers close together as one spot.")
        .fails(&[422, 500])
        .handled_by(show_map)
}

async fn show_taxonomy(State(site): State<Site>) -> Answer<Json<Taxonomy>> {
    Ok(Json(site.service.show_taxonomy().await?))
}

fn show_taxonomy_route() -> Route {
    Operation::get("/taxonomy", "show_taxonomy", "Cities, categories and languages")
        .under(Tag::Offers)
        .answers::<Taxonomy>("All lists, each in the order it is shown.")
        .takes_language()
        .fails(&[500])
        .handled_by(show_taxonomy)
}
