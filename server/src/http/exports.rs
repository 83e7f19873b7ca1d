//! Offers for other programs: `/api/v1/offers.csv` and its like take the query of
//! `/api/v1/offers`.

use super::Site;
use super::api::{language, offer_query};
use super::errors::ApiError;
use crate::config::ResultsFormat;
use crate::documentation;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use exchange::offers::OfferFormat;
use shared::api::Documentation;
use shared::error::{AppError, Missing};
use shared::id::{OfferId, RoundId};
use shared::voting::join_code::JoinCode;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The routes of all files.
pub(super) fn routes() -> Vec<(&'static str, MethodRouter<Site>)> {
    let offers = [
        ("/offers.csv", get(csv)),
        ("/offers.xlsx", get(xlsx)),
        ("/offers.hsds.json", get(hsds)),
        ("/offers.geojson", get(positions)),
        ("/offers/{id}/calendar.ics", get(calendar)),
    ];
    let results = KINDS.into_iter().flat_map(|kind| {
        [
            (kind.round_path, get(move |site, id, query| result(kind, site, id, query))),
            (kind.path, get(move |site, code, query| whole_documentation(kind, site, code, query))),
        ]
    });
    offers.into_iter().chain(results).collect()
}

/// A kind of file a documentation comes in.
#[derive(Clone, Copy)]
struct Kind {
    format: ResultsFormat,
    ending: &'static str,
    content_type: &'static str,
    /// Of one closed round.
    round_path: &'static str,
    /// Of all closed rounds.
    path: &'static str,
}

const KINDS: [Kind; 4] = [
    Kind {
        format: ResultsFormat::Csv,
        ending: "csv",
        content_type: "text/csv; charset=utf-8",
        round_path: "/rounds/{id}/result.csv",
        path: "/conferences/{code}/documentation.csv",
    },
    Kind {
        format: ResultsFormat::Xlsx,
        ending: "xlsx",
        content_type: XLSX,
        round_path: "/rounds/{id}/result.xlsx",
        path: "/conferences/{code}/documentation.xlsx",
    },
    Kind {
        format: ResultsFormat::Json,
        ending: "json",
        content_type: "application/json",
        round_path: "/rounds/{id}/result.json",
        path: "/conferences/{code}/documentation.json",
    },
    Kind {
        format: ResultsFormat::Html,
        ending: "html",
        content_type: "text/html; charset=utf-8",
        round_path: "/rounds/{id}/result.html",
        path: "/conferences/{code}/documentation.html",
    },
];

/// `GET /api/v1/rounds/{id}/result.csv|xlsx|json|html`: one closed round.
async fn result(
    kind: Kind,
    State(site): State<Site>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let id = RoundId::parse(&id).map_err(|_| ApiError(AppError::NotFound(Missing::Round)))?;
    let language = language(query.as_deref())?;
    // An open one is told apart from one that is not there.
    site.service.recount_file(&id).await?;
    let code = site.service.code_of_round(&id).await?;
    let document = site.service.document(&code, Some(&id), language).await?;
    let file = documentation::write(&site.service, &document, kind.format, language)?;
    let name = format!("{code}-{}.{}", document_number(&document), kind.ending);
    Ok(attached(kind.content_type, &name, file))
}

fn document_number(document: &Documentation) -> u32 {
    document.rounds.first().map_or(0, |round| round.status.number)
}

/// `GET /api/v1/conferences/{code}/documentation.csv|xlsx|json|html`: all closed rounds.
async fn whole_documentation(
    kind: Kind,
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let code = JoinCode::parse(&code)?;
    let language = language(query.as_deref())?;
    let document = site.service.document(&code, None, language).await?;
    let file = documentation::write(&site.service, &document, kind.format, language)?;
    Ok(attached(kind.content_type, &format!("{code}.{}", kind.ending), file))
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
