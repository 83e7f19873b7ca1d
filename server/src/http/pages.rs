//! Pages: the answer each is made of, what comes into its context, and the cookies of a visit.

use super::extract::Pairs;
use super::{Site, cookies, render};
use app::data::{Answer, StructuredData};
use app::routes::{Question, is_voting_page, language_of, question_of};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use backend::Service;
use backend::error::ServiceError;
use backend::voting::Caller;
use i18n::I18n;
use leptos::prelude::{provide_context, use_context};
use serde::Serialize;
use shared::error::AppError;
use shared::language::UiLanguage;
use shared::search::{OfferQuery, QueryError};

pub(super) fn routes(site: &Site) -> Router<Site> {
    render::routes(contexts(site.clone()))
        .layer(from_fn_with_state(site.clone(), load_answer))
        .layer(from_fn_with_state(site.clone(), set_cookies))
}

/// Puts the site's files and the page's answer into the context.
pub(super) fn contexts(site: Site) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(site.assets.clone());
        let request = use_context::<Parts>();
        if let Some(answer) =
            request.and_then(|request| request.extensions.get::<Answer>().cloned())
        {
            provide_context(answer);
        }
        let request = use_context::<Parts>();
        if let Some(data) =
            request.and_then(|request| request.extensions.get::<StructuredData>().cloned())
        {
            provide_context(data);
        }
    }
}

/// Finds out what the page wants to know, before it is rendered.
async fn load_answer(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let caller = caller.unwrap_or_else(|| cookies::caller(&site, request.headers()));
    let pairs = Pairs::of_query(request.uri().query());
    let mut structured = None;
    let answer = match question_of(request.uri().path(), pairs.iter()) {
        Some(Ok(question)) => {
            let language = language_of(request.uri().path()).unwrap_or(UiLanguage::De);
            if let Question::Offer { id } | Question::Report { id } = &question {
                // A page without it is no worse for its readers.
                structured = site.service.export_json_ld(id, language).await.ok().flatten();
            }
            Some(ask(&site, &caller, language, question).await)
        }
        Some(Err(missing)) => {
            let language = language_of(request.uri().path()).unwrap_or(UiLanguage::De);
            Some(Answer::failed(AppError::NotFound(missing), I18n::for_server(language)))
        }
        None => None,
    };
    if let Some(answer) = answer {
        request.extensions_mut().insert(answer);
    }
    if let Some(data) = structured {
        request.extensions_mut().insert(StructuredData(data));
    }
    next.run(request).await
}

/// The answer to a page's question, in the words of the page's language where it failed.
pub(super) async fn ask(
    site: &Site,
    caller: &Caller,
    language: UiLanguage,
    question: Question,
) -> Answer {
    match find_answer(&site.service, caller, language, question).await {
        Ok(body) => Answer::new(200, body),
        Err(error) => Answer::failed(error.into_app_error(), I18n::for_server(language)),
    }
}

/// Asks the use case behind a page's question; the result is the JSON that the API would send.
async fn find_answer(
    service: &Service,
    caller: &Caller,
    language: UiLanguage,
    question: Question,
) -> Result<String, ServiceError> {
    match question {
        Question::Offers { pairs } => {
            json(&service.find_offers(&query_of(&pairs)?, language).await?)
        }
        Question::Offer { id } | Question::Report { id } => {
            json(&service.show_offer(&id, language).await?)
        }
        Question::Map { pairs } => json(&service.show_map(&query_of(&pairs)?, language).await?),
        Question::Providers { pairs } => json(&service.find_providers(&query_of(&pairs)?).await?),
        Question::Provider { id } => json(&service.show_provider(&id, language).await?),
        Question::Phone { code, texts } => {
            let texts = texts.unwrap_or_else(|| language.into());
            json(&service.show_phone(&code, caller, &texts).await?)
        }
        Question::Receipt { code, words } => {
            json(&service.find_receipt(&code, words.as_deref(), language).await?)
        }
        Question::Board { code } => json(&service.show_board(&code, language).await?),
        Question::Results { code } => {
            json(&service.show_documentation(&code, None, language).await?)
        }
        Question::Organise { key } | Question::Cards { key } => {
            let organiser = service.authorise_organiser(&key).await?;
            json(&service.show_organiser(&organiser, language).await?)
        }
        Question::About {} => json(&service.show_about()),
    }
}

fn json(answer: &impl Serialize) -> Result<String, ServiceError> {
    Ok(serde_json::to_string(answer)?)
}

fn query_of(pairs: &[(String, String)]) -> Result<OfferQuery, QueryError> {
    OfferQuery::from_pairs(pairs.iter().map(|(name, value)| (&**name, &**value)))
}

/// Keeps the language, and makes visitors of voting pages participants before their first ballot.
async fn set_cookies(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let path = path.as_str();
    let language = language_of(path)
        .and_then(|language| cookies::keep_language(&site, request.headers(), language));
    let mut participant = None;
    if is_voting_page(path) {
        let (caller, cookie) = cookies::caller_or_new(&site, request.headers());
        // The page already belongs to whom its cookie names.
        request.extensions_mut().insert(caller);
        participant = cookie;
    }
    let mut answer = next.run(request).await;
    cookies::add(answer.headers_mut(), language);
    cookies::add(answer.headers_mut(), participant);
    answer
}

#[cfg(test)]
mod tests {
    use crate::http::api;
    use app::routes::Page;
    use std::collections::BTreeSet;

    #[test]
    fn the_api_answers_every_question_of_the_table() {
        let answered: BTreeSet<_> = api::paths().into_iter().collect();
        for page in Page::ALL {
            let Some(path) = page.api_path() else { continue };
            let parts = path.split('/').map(|part| match part.strip_prefix(':') {
                Some(name) => format!("/{{{name}}}"),
                None => format!("/{part}"),
            });
            let path = format!("/api/v1{}", parts.collect::<String>());
            assert!(answered.contains(&path), "{page:?}: {path}");
        }
    }
}
