//! The calendar as feeds that are subscribed to: iCalendar and Atom, with the filters of the search.

use super::route::Route;
use crate::http::calendar::page_path;
use crate::http::errors::{ApiError, ApiResult};
use crate::http::extract::{Lang, Pairs};
use crate::http::openapi::parameters::{in_query, one_of, text};
use crate::http::openapi::{Media, Operation, Tag};
use crate::http::state::AppState;
use axum::extract::{FromRequestParts, OriginalUri, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LAST_MODIFIED};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use backend::finder::{DateFeed, FeedFormat, FeedRequest};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use shared::digest::digest_id;
use shared::finder::{DateQuery, DateScope};
use shared::language::UiLanguage;
use shared::time::Millis;
use utoipa::openapi::Content;
use utoipa::openapi::path::Parameter;

pub(super) fn routes() -> Vec<Route> {
    vec![export_calendar_feed_route(), export_atom_feed_route()]
}

async fn export_calendar_feed(
    state: State<AppState>,
    request: RequestedFeed,
) -> ApiResult<FeedResponse> {
    export_dates(state, request, FeedFormat::Calendar).await
}

fn export_calendar_feed_route() -> Route {
    let media = Media { media_type: "text/calendar", content: Content::new(Some(text())) };
    let summary = "Dates of the matching offers as iCalendar, to subscribe to";
    Operation::get("/calendar.ics", "export_calendar_feed", summary)
        .tag(Tag::Files)
        .description(DESCRIPTION)
        .parameters([times()])
        .search_parameters()
        .response_with("A calendar (RFC 5545) of everything to come.", media)
        .lang_parameter()
        .error_responses(&[400, 422, 500])
        .handled_by(export_calendar_feed)
}

async fn export_atom_feed(
    state: State<AppState>,
    request: RequestedFeed,
) -> ApiResult<FeedResponse> {
    export_dates(state, request, FeedFormat::Atom).await
}

fn export_atom_feed_route() -> Route {
    let media = Media { media_type: "application/atom+xml", content: Content::new(Some(text())) };
    let summary = "Matching offers with dates as Atom";
    Operation::get("/calendar.atom", "export_atom_feed", summary)
        .tag(Tag::Files)
        .description(DESCRIPTION)
        .parameters([times()])
        .search_parameters()
        .response_with("A feed (RFC 4287) of the hundred offers that were changed last.", media)
        .lang_parameter()
        .error_responses(&[400, 422, 500])
        .handled_by(export_atom_feed)
}

const DESCRIPTION: &str = "Identifiers and times of change stay the same until an offer changes. \
    The response has an `ETag`; with `If-None-Match` an unchanged feed is not sent again (304).";

fn times() -> Parameter {
    let about = "`dated`: all dates of events, and single dates of other offers; `all`: regular \
                 times as well. Empty as if left out.";
    in_query("times", about, one_of(DateScope::ALL.map(DateScope::name).into_iter().chain([""])))
}

/// What a request for a feed says.
struct RequestedFeed {
    language: UiLanguage,
    query: DateQuery,
    /// Its path with its query.
    path: String,
    /// The tags of what the client has already.
    known: Vec<String>,
}

impl FromRequestParts<AppState> for RequestedFeed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Lang(language) = Lang::from_request_parts(parts, state).await?;
        let pairs = Pairs::from_query(parts.uri.query());
        let query = DateQuery::from_pairs(pairs.iter().collect::<Vec<_>>()).map_err(ApiError)?;
        let known = parts.headers.get_all(IF_NONE_MATCH).iter();
        let known = known.filter_map(|value| value.to_str().ok());
        let known = known.flat_map(|value| value.split(',')).map(|tag| tag.trim().to_owned());
        let known = known.collect();
        // Within the API the path lacks its beginning.
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
        let path = uri.path_and_query().map_or_else(String::new, ToString::to_string);
        Ok(Self { language, query, path, known })
    }
}

async fn export_dates(
    State(state): State<AppState>,
    requested: RequestedFeed,
    format: FeedFormat,
) -> ApiResult<FeedResponse> {
    let RequestedFeed { language, query, path, known } = requested;
    let page_path = page_path(language, &query.feed_pairs());
    let request = FeedRequest { query, language, format, path, page_path };
    let feed = state.service.export_dates(request).await?;
    // Weak, since the same feed may be sent in several encodings.
    let tag = format!("W/\"{:032x}\"", digest_id(&feed.text));
    Ok(FeedResponse { is_known: known.contains(&tag), tag, feed, format })
}

/// A feed, or only that it is the same as before.
struct FeedResponse {
    feed: DateFeed,
    format: FeedFormat,
    tag: String,
    is_known: bool,
}

impl IntoResponse for FeedResponse {
    fn into_response(self) -> Response {
        let modified = self.feed.changed.map(|changed| (LAST_MODIFIED, http_date(changed)));
        let content_type = match self.format {
            FeedFormat::Calendar => "text/calendar; charset=utf-8",
            FeedFormat::Atom => "application/atom+xml; charset=utf-8",
        };
        let common = [
            (ETAG, self.tag),
            (CACHE_CONTROL, "public, max-age=900".to_owned()),
            (CONTENT_TYPE, content_type.to_owned()),
        ];
        let headers = common.into_iter().chain(modified);
        let headers: HeaderMap =
            headers.filter_map(|(name, value)| Some((name, value.parse().ok()?))).collect();
        if self.is_known {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, self.feed.text).into_response()
    }
}

/// A moment as HTTP writes it.
fn http_date(moment: Millis) -> String {
    let moment = Timestamp::from_millisecond(moment.0).unwrap_or_default();
    DateTimePrinter::new().timestamp_to_rfc9110_string(&moment).unwrap_or_default()
}
