//! Pages in response to a posted form: the page again, with what was typed and what is wrong, or
//! with a result that cannot be requested a second time.

use super::errors::status_code;
use super::pages::Asker;
use super::rejection::FormRejection;
use super::state::AppState;
use super::{cookies, pages, render};
use app::routes::language_of;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use leptos::prelude::provide_context;
use shared::language::UiLanguage;

/// Middleware that renders the page of a rejected form again.
pub(super) async fn rerender_rejected_form(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut response = next.run(Request::from_parts(parts.clone(), body)).await;
    let Some(FormRejection { form, page }) = response.extensions_mut().remove() else {
        return response;
    };
    if let Some(page) = page.and_then(|page| page.parse().ok()) {
        parts.uri = page;
    }
    let status = status_code(&form.error);
    render_with_context(state, parts, status, move || provide_context(form.clone())).await
}

/// Renders the page at the request's address, with context that only this response has.
pub(super) async fn render_with_context(
    state: AppState,
    mut parts: Parts,
    status: StatusCode,
    provide_more: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let path = parts.uri.path();
    let language = language_of(path).unwrap_or(UiLanguage::De);
    let caller = cookies::read_or_create_caller(&state, &parts.headers).0;
    if let Some(question) = app::routes::question_of(path, []) {
        let asker = Asker { caller, session: cookies::read_session(&state, &parts.headers) };
        let answer = pages::answer_question(&state, &asker, language, question).await;
        parts.extensions.insert(answer);
    }
    let provide_page_contexts = pages::context_provider(state);
    let provide_all = move || {
        provide_page_contexts();
        provide_more();
    };
    render::render_page(parts, status, provide_all).await
}
