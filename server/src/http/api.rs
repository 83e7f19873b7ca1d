//! The public JSON interface under `/api/v1`.

use super::body::read_body;
use super::errors::ApiError;
use super::{Site, cookies, errors, exports, live, openapi};
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use backend::voting::Caller;
use serde::de::DeserializeOwned;
use shared::api::{
    BallotAnswer, BallotRequest, BoardView, ConferenceView, Documentation, Joined, MapView,
    OfferDetail, OfferPage, OrganiserView, PhoneView, ProviderDetail, ProviderPage, ReceiptView,
    Reported, RoundResult,
};
use shared::error::{AppError, Missing};
use shared::id::{OfferId, ProviderId, RoundId};
use shared::language::{LanguageTag, UiLanguage};
use shared::search::{OfferQuery, QueryError, ui_language};
use shared::taxonomy::Taxonomy;
use shared::voting::ballot::Ballot;
use shared::voting::join_code::JoinCode;
use shared::voting::receipt::Receipt;

/// Answers that may be another one the next moment.
const NO_STORE: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];

type Answer<T> = Result<Json<T>, ApiError>;

pub(super) fn routes() -> Router<Site> {
    let routes = table().into_iter();
    let v1 = routes.fold(Router::new(), |router, (path, methods)| router.route(path, methods));
    Router::new()
        .nest("/v1", v1)
        .fallback(|| async { missing(Missing::Page) })
        .layer(from_fn(errors::tell))
}

/// Every route under `/api/v1`. The router is made of it, and a test holds the interface's
/// description against it, so a new route needs its operation in [`openapi`].
fn table() -> Vec<(&'static str, MethodRouter<Site>)> {
    let mut table = vec![
        ("/openapi.json", get(openapi::show_document)),
        ("/offers", get(find_offers)),
        ("/offers/{id}", get(show_offer)),
        ("/offers/{id}/reports", post(report_offer)),
        ("/map", get(show_map)),
        ("/providers", get(find_providers)),
        ("/providers/{id}", get(show_provider)),
        ("/taxonomy", get(show_taxonomy)),
        ("/conferences/{code}", get(show_conference)),
        ("/conferences/{code}/phone", get(show_phone)),
        ("/conferences/{code}/board", get(show_board)),
        ("/conferences/{code}/state", get(live::show_state)),
        ("/conferences/{code}/join", post(join_conference)),
        ("/conferences/{code}/documentation", get(show_documentation)),
        ("/conferences/{code}/receipts", get(find_receipt)),
        ("/organisers/{key}", get(show_organiser)),
        ("/rounds/{id}/ballot", get(show_ballot).put(cast_ballot)),
        ("/rounds/{id}/result", get(show_result)),
        ("/rounds/{id}/recount.jsonl", get(show_recount)),
        ("/live/{code}", get(live::follow)),
    ];
    table.extend(exports::routes());
    table
}

/// The paths of every route under `/api/v1`, parameters in braces.
pub fn paths() -> Vec<String> {
    table().into_iter().map(|(path, _)| format!("/api/v1{path}")).collect()
}

fn missing(what: Missing) -> ApiError {
    ApiError(AppError::NotFound(what))
}

/// The pairs of an address's query.
pub(super) fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect()
}

/// The value of `lang`, German where it is missing.
pub(super) fn language(query: Option<&str>) -> Result<UiLanguage, ApiError> {
    let pairs = pairs(query);
    let tag = pairs.iter().find(|(name, _)| name == "lang").map(|(_, value)| value.as_str());
    Ok(ui_language(tag)?)
}

/// The language texts of a conference are read in: `texts`, else that of the interface.
pub(super) fn text_language(
    pairs: &[(String, String)],
    language: UiLanguage,
) -> Result<LanguageTag, ApiError> {
    match pairs.iter().find(|(name, value)| name == "texts" && !value.is_empty()) {
        Some((_, tag)) => {
            LanguageTag::parse(tag).map_err(|_| ApiError(QueryError::Language.into()))
        }
        None => Ok(language.into()),
    }
}

/// The query of an address.
pub(super) fn offer_query(query: Option<&str>) -> Result<OfferQuery, ApiError> {
    let pairs = pairs(query);
    Ok(OfferQuery::from_pairs(pairs.iter().map(|(name, value)| (&**name, &**value)))?)
}

async fn find_offers(State(site): State<Site>, RawQuery(query): RawQuery) -> Answer<OfferPage> {
    let language = language(query.as_deref())?;
    let query = offer_query(query.as_deref())?;
    Ok(Json(site.service.find_offers(&query, language).await?))
}

async fn show_map(State(site): State<Site>, RawQuery(query): RawQuery) -> Answer<MapView> {
    let language = language(query.as_deref())?;
    let query = offer_query(query.as_deref())?;
    Ok(Json(site.service.show_map(&query, language).await?))
}

async fn find_providers(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
) -> Answer<ProviderPage> {
    let query = offer_query(query.as_deref())?;
    Ok(Json(site.service.find_providers(&query).await?))
}

async fn show_provider(
    State(site): State<Site>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer<ProviderDetail> {
    let id = ProviderId::parse(&id).map_err(|_| missing(Missing::Provider))?;
    Ok(Json(site.service.show_provider(&id, language(query.as_deref())?).await?))
}

async fn report_offer(
    State(site): State<Site>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Reported> {
    let id = OfferId::parse(&id).map_err(|_| missing(Missing::Offer))?;
    let request = read_json(&headers, body).await?;
    site.service.report_offer(&id, request).await?;
    Ok(Json(Reported {}))
}

async fn show_offer(
    State(site): State<Site>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer<OfferDetail> {
    let id = OfferId::parse(&id).map_err(|_| missing(Missing::Offer))?;
    Ok(Json(site.service.show_offer(&id, language(query.as_deref())?).await?))
}

async fn show_taxonomy(State(site): State<Site>) -> Answer<Taxonomy> {
    Ok(Json(site.service.show_taxonomy().await?))
}

async fn show_conference(
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<([(HeaderName, &'static str); 1], Json<ConferenceView>), ApiError> {
    let code = JoinCode::parse(&code)?;
    let texts = text_language(&pairs(query.as_deref()), language(query.as_deref())?)?;
    let conference = site.service.show_conference(&code, &texts).await?;
    Ok((NO_STORE, Json(conference)))
}

/// Gives a new device its number, with which it can join.
async fn show_phone(
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let code = JoinCode::parse(&code)?;
    let (caller, cookie) = cookies::caller_or_new(&site, &headers);
    let texts = text_language(&pairs(query.as_deref()), language(query.as_deref())?)?;
    let phone: PhoneView = site.service.show_phone(&code, &caller, &texts).await?;
    let mut answer = (NO_STORE, Json(phone)).into_response();
    cookies::add(answer.headers_mut(), cookie);
    Ok(answer)
}

async fn show_board(
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<([(HeaderName, &'static str); 1], Json<BoardView>), ApiError> {
    let code = JoinCode::parse(&code)?;
    let board = site.service.show_board(&code, language(query.as_deref())?).await?;
    Ok((NO_STORE, Json(board)))
}

/// Makes the caller a participant, by the number that a page or [`show_phone`] gave.
async fn join_conference(
    State(site): State<Site>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<([(HeaderName, &'static str); 1], Json<Joined>), ApiError> {
    let token = cookies::participant(&site, &headers);
    site.service.join_conference(&JoinCode::parse(&code)?, token.as_ref()).await?;
    Ok((NO_STORE, Json(Joined {})))
}

fn round_id(id: &str) -> Result<RoundId, ApiError> {
    RoundId::parse(id).map_err(|_| missing(Missing::Round))
}

async fn show_ballot(
    State(site): State<Site>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let caller = cookies::caller(&site, &headers);
    let held = site.service.show_ballot(&round_id(&id)?, &caller).await?;
    let receipt = held.as_ref().map(|held| Receipt::of(&held.id));
    let ballot = held.map(|held| held.ballot).unwrap_or_default();
    Ok((NO_STORE, Json(BallotAnswer { ballot, receipt })).into_response())
}

async fn cast_ballot(
    State(site): State<Site>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let request: BallotRequest = read_json(&headers, body).await?;
    let cookies = cookies::caller(&site, &headers);
    let caller = Caller { card: request.code.clone().or(cookies.card), ..cookies };
    let ballot = Ballot::try_from(request)?;
    let held = site.service.cast_ballot(round_id(&id)?, caller, ballot).await?;
    let receipt = Some(Receipt::of(&held.id));
    Ok((NO_STORE, Json(BallotAnswer { ballot: held.ballot, receipt })).into_response())
}

async fn show_result(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<([(HeaderName, &'static str); 1], Json<RoundResult>), ApiError> {
    Ok((NO_STORE, Json(site.service.show_result(&round_id(&id)?).await?)))
}

/// Everything one needs to count a closed round again.
async fn show_recount(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let file = site.service.recount_file(&round_id(&id)?).await?;
    let headers = [(CONTENT_TYPE, "application/jsonl"), (CACHE_CONTROL, "no-store")];
    Ok((headers, file.text.clone()).into_response())
}

async fn show_documentation(
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<([(HeaderName, &'static str); 1], Json<Documentation>), ApiError> {
    let (code, language) = (JoinCode::parse(&code)?, language(query.as_deref())?);
    Ok((NO_STORE, Json(site.service.document(&code, None, language).await?)))
}

async fn find_receipt(
    State(site): State<Site>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<([(HeaderName, &'static str); 1], Json<ReceiptView>), ApiError> {
    let (code, language) = (JoinCode::parse(&code)?, language(query.as_deref())?);
    let pairs = pairs(query.as_deref());
    let words = pairs.iter().find(|(name, _)| name == "words").map(|(_, value)| value.as_str());
    Ok((NO_STORE, Json(site.service.find_receipt(&code, words, language).await?)))
}

async fn show_organiser(
    State(site): State<Site>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<([(HeaderName, &'static str); 1], Json<OrganiserView>), ApiError> {
    let organiser = site.service.organiser(&key).await?;
    let shown = site.service.show_organiser(&organiser, language(query.as_deref())?).await?;
    Ok((NO_STORE, Json(shown)))
}

async fn read_json<T: DeserializeOwned>(headers: &HeaderMap, body: Body) -> Result<T, ApiError> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("application/json")) {
        return Err(ApiError(AppError::Malformed));
    }
    let body = read_body(body).await?;
    serde_json::from_slice(&body).map_err(|_| ApiError(AppError::Malformed))
}
