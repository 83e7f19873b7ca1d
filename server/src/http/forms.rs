//! Plain forms, for whoever has no JavaScript: post, then redirect, or the page again
//! with what was typed and what is wrong.

mod organising;
mod reports;
mod voting;

use super::body::read_body;
use super::errors::{ApiError, status};
use super::{Site, cookies, pages, render};
use app::data::Answer;
use app::forms::RefusedForm;
use app::routes::{language_of, question_of};
use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::post;
use i18n::I18n;
use leptos::prelude::provide_context;
use shared::error::AppError;
use shared::language::UiLanguage;

/// Names and values of a form.
type Fields = Vec<(String, String)>;

pub(super) fn routes() -> Router<Site> {
    UiLanguage::ALL.into_iter().fold(Router::new(), |router, language| {
        let tag = language.tag();
        router
            .route(&format!("/{tag}/join"), post(voting::join_conference))
            .route(&format!("/{tag}/offers/{{id}}/report"), post(reports::report_offer))
            .route(&format!("/{tag}/c/{{code}}"), post(voting::change_ballot))
            .route(&format!("/{tag}/c/{{code}}/card"), post(voting::show_card))
            .route(&format!("/{tag}/c/{{code}}/next"), post(voting::hand_on))
            .route(&format!("/{tag}/organise/{{key}}"), post(organising::steer))
            .route(&format!("/{tag}/organise/{{key}}/cards"), post(organising::make_cards))
    })
}

fn field<'a>(fields: &'a Fields, wanted: &str) -> &'a str {
    fields.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value)
}

async fn read_fields(body: Body) -> Result<Fields, AppError> {
    let body = read_body(body).await.map_err(|ApiError(error)| error)?;
    Ok(form_urlencoded::parse(&body).into_owned().collect())
}

/// The language of the page a form was sent from.
fn language(head: &Parts) -> UiLanguage {
    language_of(head.uri.path()).unwrap_or(UiLanguage::De)
}

/// The page again, with what was typed and what is wrong.
async fn refuse(site: Site, head: Parts, refused: RefusedForm) -> Response {
    let status = status(&refused.error);
    show(site, head, status, move || provide_context(refused.clone())).await
}

/// The page at the form's own address, with something in its context that only this answer has.
async fn show(
    site: Site,
    mut head: Parts,
    status: axum::http::StatusCode,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let path = head.uri.path();
    let language = language(&head);
    let caller = cookies::caller_or_new(&site, &head.headers).0;
    let answer = match question_of(path, []) {
        Some(Ok(question)) => Some(pages::ask(&site, (&caller, language), question).await),
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
