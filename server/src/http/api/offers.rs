//! Offers: the list, a single one, the map, reports, and the taxonomy.

use super::route::Route;
use crate::http::errors::ApiResult;
use crate::http::extract::{Id, JsonBody, Lang, SearchQuery};
use crate::http::openapi::parameters::{page, sort};
use crate::http::openapi::{Operation, Tag};
use crate::http::state::AppState;
use axum::Json;
use axum::extract::State;
use shared::api::{
    MAX_REPORT, MapView, OfferDetail, OfferPage, ReportError, ReportRequest, Reported,
};
use shared::error::AppError;
use shared::id::OfferId;
use shared::taxonomy::Taxonomy;
use shared::text::TextError;

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
    State(state): State<AppState>,
    Lang(language): Lang,
    SearchQuery(query): SearchQuery,
) -> ApiResult<Json<OfferPage>> {
    Ok(Json(state.service.find_offers(&query, language).await?))
}

fn find_offers_route() -> Route {
    Operation::get("/offers", "find_offers", "Find offers")
        .tag(Tag::Offers)
        .description(
            "Several values of one filter are combined with OR, different filters with AND. The \
             response contains every filter with its values and the number of offers for each, \
             counted without the filter itself. Unknown query parameters are ignored.",
        )
        .lang_parameter()
        .parameters([sort(), page()])
        .search_parameters()
        .response::<OfferPage>("A page of offers, and the filters.")
        .error_responses(&[422, 500])
        .handled_by(find_offers)
}

async fn show_offer(
    State(state): State<AppState>,
    Id(id): Id<OfferId>,
    Lang(language): Lang,
) -> ApiResult<Json<OfferDetail>> {
    Ok(Json(state.service.show_offer(&id, language).await?))
}

fn show_offer_route() -> Route {
    Operation::get("/offers/{id}", "show_offer", "One offer with all its details")
        .tag(Tag::Offers)
        .path_parameter::<OfferId>("id", "The offer.")
        .lang_parameter()
        .response::<OfferDetail>("The offer.")
        .error_responses(&[404, 422, 500])
        .handled_by(show_offer)
}

async fn report_offer(
    State(state): State<AppState>,
    Id(id): Id<OfferId>,
    JsonBody(request): JsonBody<ReportRequest>,
) -> ApiResult<Json<Reported>> {
    // As described: by what is sent. A form sends each line break as two characters, so there the
    // text is measured without that.
    let length = request.text.chars().count();
    if length > MAX_REPORT {
        let error = ReportError::Text(TextError::TooLong { length, max: MAX_REPORT });
        return Err(AppError::Report(error).into());
    }
    state.service.report_offer(&id, request).await?;
    Ok(Json(Reported {}))
}

fn report_offer_route() -> Route {
    Operation::post("/offers/{id}/reports", "report_offer", "Report a mistake in an offer")
        .tag(Tag::Offers)
        .path_parameter::<OfferId>("id", "The offer.")
        .request_body::<ReportRequest>()
        .response::<Reported>("The report is stored for the editors.")
        .lang_parameter()
        .error_responses(&[404, 422, 429, 500, 503])
        .handled_by(report_offer)
}

async fn show_map(
    State(state): State<AppState>,
    Lang(language): Lang,
    SearchQuery(query): SearchQuery,
) -> ApiResult<Json<MapView>> {
    Ok(Json(state.service.show_map(&query, language).await?))
}

fn show_map_route() -> Route {
    Operation::get("/map", "show_map", "Where offers are")
        .tag(Tag::Offers)
        .description(
            "A schematic map; coordinates are thousandths of its width. For geographic \
             positions, see `/api/v1/offers.geojson`.",
        )
        .lang_parameter()
        .search_parameters()
        .response::<MapView>("Towns, and offers close together as one spot.")
        .error_responses(&[422, 500])
        .handled_by(show_map)
}

async fn show_taxonomy(State(state): State<AppState>) -> ApiResult<Json<Taxonomy>> {
    Ok(Json(state.service.show_taxonomy().await?))
}

fn show_taxonomy_route() -> Route {
    Operation::get("/taxonomy", "show_taxonomy", "Cities, categories and languages")
        .tag(Tag::Offers)
        .response::<Taxonomy>("All lists, in display order.")
        .lang_parameter()
        .error_responses(&[500])
        .handled_by(show_taxonomy)
}
