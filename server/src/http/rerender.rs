//! Refused forms as answers: the page again, with what was typed and what is wrong.
//!
//! A handler only says what was refused; [`show_again`] renders the page, as [`super::errors`]
//! puts failures of the API into words.

use super::errors::status;
use super::{Site, cookies, pages, render};
use app::data::Answer;
use app::forms::{RefusedForm, Typed};
use app::routes::{language_of, question_of};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use backend::error::ServiceError;
use i18n::I18n;
use leptos::prelude::provide_context;
use shared::error::AppError;
use shared::language::UiLanguage;

/// A form that was refused. As an answer it has a status and no body; see [`show_again`].
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    form: RefusedForm,
    /// The page the form stands on, where it is sent to another address.
    page: Option<String>,
}

impl Refused {
    /// A form refused for this reason, with what had been typed.
    pub(crate) fn new(error: impl Into<ServiceError>, typed: Typed) -> Self {
        let error = error.into().into_app_error();
        Self { form: RefusedForm { error, typed }, page: None }
    }

    /// The same, where the form stands on the page at `path`.
    pub(crate) fn on_page(self, path: String) -> Self {
        Self { page: Some(path), ..self }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut answer = status(&self.form.error).into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// Renders the page of a form that was refused.
pub(super) async fn show_again(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut head, body) = request.into_parts();
    let mut answer = next.run(Request::from_parts(head.clone(), body)).await;
    let Some(Refused { form, page }) = answer.extensions_mut().remove() else { return answer };
    if let Some(page) = page.and_then(|page| page.parse().ok()) {
        head.uri = page;
    }
    let status = status(&form.error);
    show_page(site, head, status, move || provide_context(form.clone())).await
}

/// The page at the request's address, with something in its context that only this answer has.
pub(super) async fn show_page(
    site: Site,
    mut head: Parts,
    status: StatusCode,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let path = head.uri.path();
    let language = language_of(path).unwrap_or(UiLanguage::De);
    let caller = cookies::caller_or_new(&site, &head.headers).0;
    let answer = match question_of(path, []) {
        Some(Ok(question)) => Some(pages::ask(&site, &caller, language, question).await),
        Some(Err(missing)) => {
            Some(Answer::failed(AppError::NotFound(missing), I18n::for_server(language)))
        }
        None => None,
    };
    if let Some(answer) = answer {
        head.extensions.insert(answer);
    }
    let base = pages::contexts(site);
    let contexts = move || {
        base();
        context();
    };
    render::render_page(head, status, contexts).await
}
