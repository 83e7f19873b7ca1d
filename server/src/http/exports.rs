//! Offers for other programs: `/api/v1/offers.csv` and its like take the query of
//! `/api/v1/offers`.

use super::Site;
use super::api::{language, offer_query};
use super::errors::ApiError;
use crate::config::OfferFormat;
use app::error::{AppError, Missing};
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use shared::id::OfferId;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The routes of all files.
pub(super) fn routes() -> [(&'static str, MethodRouter<Site>); 5] {
    [
        ("/offers.csv", get(csv)),
        ("/offers.xlsx", get(xlsx)),
        ("/offers.hsds.json", get(hsds)),
        ("/offers.geojson", get(positions)),
        ("/offers/{id}/calendar.ics", get(calendar)),
    ]
}

async fn csv(state: State<Site>, query: RawQuery) -> Result<Response, ApiError> {
    table(state, query, OfferFormat::Csv, ("text/csv; charset=utf-8", "offers.csv")).await
}

async fn xlsx(state: State<Site>, query: RawQuery) -> Result<Response, ApiError> {
    table(state, query, OfferFormat::Xlsx, (XLSX, "offers.xlsx")).await
}

async fn hsds(state: State<Site>, query: RawQuery) -> Result<Response, ApiError> {
    table(state, query, OfferFormat::Hsds, ("application/json", "offers.hsds.json")).await
}

async fn table(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
    format: OfferFormat,
    (content_type, name): (&'static str, &str),
) -> Result<Response, ApiError> {
    let query = offer_query(query.as_deref())?;
    let file = site.service.export_offers(&query, format).await?;
    Ok(attached(content_type, name, file))
}

async fn positions(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let language = language(query.as_deref())?;
    let query = offer_query(query.as_deref())?;
    let file = site.service.export_positions(&query, language).await?;
    Ok(([(CONTENT_TYPE, "application/geo+json")], file).into_response())
}

async fn calendar(
    State(site): State<Site>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let missing = ApiError(AppError::NotFound(Missing::Offer));
    let id = OfferId::parse(&id).map_err(|_| missing)?;
    let file = site.service.export_calendar(&id, language(query.as_deref())?).await?;
    Ok(attached("text/calendar; charset=utf-8", &format!("{id}.ics"), file))
}

/// A file that the browser keeps instead of showing; ids and our own names need no quoting.
fn attached(content_type: &'static str, name: &str, file: impl IntoResponse) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(CONTENT_TYPE, content_type.to_owned()), (CONTENT_DISPOSITION, disposition)];
    (headers, file).into_response()
}
