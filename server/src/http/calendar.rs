//! The calendar as a page: a page of the server alone, as the legal texts are.

use super::errors::status_code;
use super::extract::Pairs;
use super::rerender::render_with_context;
use super::state::AppState;
use app::calendar::{CalendarPage, Dates, Feeds};
use app::error::PageError;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use backend::error::ServiceError;
use i18n::I18n;
use i18n::words::app_error;
use leptos::prelude::provide_context;
use shared::api;
use shared::finder::{DateList, DateQuery};
use shared::language::UiLanguage;

/// Its path, after the language.
pub(super) const PAGE: &str = "calendar";

pub(super) fn routes() -> Router<AppState> {
    UiLanguage::ALL.into_iter().fold(Router::new(), |router, language| {
        let show = move |state, pairs, request| show_calendar(state, pairs, request, language);
        router.route(&format!("/{}/{PAGE}", language.tag()), get(show))
    })
}

/// The path of the page with these pairs as its query.
pub(super) fn page_path(language: UiLanguage, pairs: &api::Pairs) -> String {
    format!("/{}/{PAGE}{}", language.tag(), query_string(pairs))
}

fn query_string(pairs: &api::Pairs) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { query } else { format!("?{query}") }
}

async fn show_calendar(
    State(state): State<AppState>,
    pairs: Pairs,
    request: Request,
    language: UiLanguage,
) -> Response {
    let (status, page) = match list_dates(&state, &pairs, language).await {
        Ok(list) => {
            let feeds = feeds(&list.query, language);
            (StatusCode::OK, CalendarPage(Ok(Dates { list, feeds })))
        }
        Err(error) => {
            let error = error.into_app_error();
            let status = status_code(&error);
            let message = app_error(I18n::for_page(language), &error);
            let error = PageError::Failed { status: status.as_u16(), message };
            (status, CalendarPage(Err(error)))
        }
    };
    let (parts, _) = request.into_parts();
    render_with_context(state, parts, status, move || provide_context(page.clone())).await
}

async fn list_dates(
    state: &AppState,
    pairs: &Pairs,
    language: UiLanguage,
) -> Result<DateList, ServiceError> {
    let query = DateQuery::from_pairs(pairs.iter().collect::<Vec<_>>())?;
    state.service.list_dates(query, language).await
}

/// The addresses of the feeds of the same dates.
fn feeds(query: &DateQuery, language: UiLanguage) -> Feeds {
    let language = ("lang".to_owned(), language.tag().to_owned());
    let pairs = query.feed_pairs().into_iter().chain([language]).collect();
    let path = |ending: &str| format!("/api/v1/calendar.{ending}{}", query_string(&pairs));
    Feeds { calendar: path("ics"), atom: path("atom") }
}
