//! Offers as files for other programs. Those with many offers accept the query of `/offers`.

mod schemas;

use super::attachment::{Attachment, XLSX};
use super::route::Route;
use crate::http::errors::ApiResult;
use crate::http::extract::{Id, Lang, SearchQuery};
use crate::http::openapi::parameters::text;
use crate::http::openapi::{Media, Operation, Tag};
use crate::http::state::AppState;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use exchange::offers::OfferFormat;
use shared::id::{CategoryId, CityId, OfferId};
use shared::language::LanguageTag;
use shared::offer::OfferKind;
use utoipa::openapi::Content;

pub(super) fn routes() -> Vec<Route> {
    vec![
        export_csv_route(),
        export_xlsx_route(),
        export_hsds_route(),
        export_geojson_route(),
        export_calendar_route(),
    ]
}

async fn export_csv(state: State<AppState>, query: SearchQuery) -> ApiResult<Attachment> {
    let content = export_offers(state, query, OfferFormat::Csv).await?.into();
    let (content_type, name) = ("text/csv; charset=utf-8", "offers.csv".to_owned());
    Ok(Attachment { content_type, name, content })
}

fn export_csv_route() -> Route {
    let media = Media { media_type: "text/csv", content: Content::new(Some(text())) };
    Operation::get("/offers.csv", "export_csv", "Offers as a table")
        .tag(Tag::Files)
        .description("The same columns as for imports, with a header row.")
        .search_parameters()
        .response_with("The offers that match the query.", media)
        .lang_parameter()
        .error_responses(&[422, 500])
        .handled_by(export_csv)
}

async fn export_xlsx(state: State<AppState>, query: SearchQuery) -> ApiResult<Attachment> {
    let content = export_offers(state, query, OfferFormat::Xlsx).await?.into();
    Ok(Attachment { content_type: XLSX, name: "offers.xlsx".to_owned(), content })
}

fn export_xlsx_route() -> Route {
    let media = Media { media_type: XLSX, content: Content::default() };
    Operation::get("/offers.xlsx", "export_xlsx", "Offers as a workbook")
        .tag(Tag::Files)
        .search_parameters()
        .response_with("The offers that match the query.", media)
        .lang_parameter()
        .error_responses(&[422, 500])
        .handled_by(export_xlsx)
}

async fn export_hsds(state: State<AppState>, query: SearchQuery) -> ApiResult<Attachment> {
    let content = export_offers(state, query, OfferFormat::Hsds).await?.into();
    let (content_type, name) = ("application/json", "offers.hsds.json".to_owned());
    Ok(Attachment { content_type, name, content })
}

fn export_hsds_route() -> Route {
    let media = Media { media_type: "application/json", content: schemas::services() };
    Operation::get("/offers.hsds.json", "export_hsds", "Offers as HSDS 3.0")
        .tag(Tag::Files)
        .description(
            "Services of the Human Services Data Specification, with nested organization, \
             locations and schedules: <https://docs.openreferral.org>.",
        )
        .search_parameters()
        .response_with("Services, one for each offer.", media)
        .lang_parameter()
        .error_responses(&[422, 500])
        .handled_by(export_hsds)
}

async fn export_offers(
    State(state): State<AppState>,
    SearchQuery(query): SearchQuery,
    format: OfferFormat,
) -> ApiResult<Vec<u8>> {
    Ok(state.service.export_offers(&query, format).await?)
}

async fn export_geojson(
    State(state): State<AppState>,
    Lang(language): Lang,
    SearchQuery(query): SearchQuery,
) -> ApiResult<impl IntoResponse> {
    let file = state.service.export_geojson(&query, language).await?;
    Ok(([(CONTENT_TYPE, "application/geo+json")], file))
}

fn export_geojson_route() -> Route {
    let content = Content::new(Some(schemas::positions()));
    let media = Media { media_type: "application/geo+json", content };
    Operation::get("/offers.geojson", "export_geojson", "Offers with a position as GeoJSON")
        .tag(Tag::Files)
        .lang_parameter()
        .search_parameters()
        .schema::<CityId>()
        .schema::<CategoryId>()
        .schema::<LanguageTag>()
        .schema::<OfferKind>()
        .response_with("A collection of points (RFC 7946).", media)
        .error_responses(&[422, 500])
        .handled_by(export_geojson)
}

async fn export_calendar(
    State(state): State<AppState>,
    Id(id): Id<OfferId>,
    Lang(language): Lang,
) -> ApiResult<Attachment> {
    let content = state.service.export_calendar(&id, language).await?.into();
    let (content_type, name) = ("text/calendar; charset=utf-8", format!("{id}.ics"));
    Ok(Attachment { content_type, name, content })
}

fn export_calendar_route() -> Route {
    let path = "/offers/{id}/calendar.ics";
    let media = Media { media_type: "text/calendar", content: Content::new(Some(text())) };
    Operation::get(path, "export_calendar", "The times of an offer as iCalendar")
        .tag(Tag::Files)
        .path_parameter::<OfferId>("id", "The offer.")
        .lang_parameter()
        .response_with("Its times for the next two years.", media)
        .error_responses(&[404, 422, 500])
        .handled_by(export_calendar)
}
