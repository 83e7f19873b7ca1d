//! Pages: the answer each is made of, what comes into its context, and the cookies of a visit.

use super::extract::Pairs;
use super::{Site, cookies, render};
use app::data::{Answer, Question, StructuredData};
use app::routes::{is_voting_page, language_of, question_of};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use backend::error::ServiceError;
use backend::voting::Caller;
use i18n::I18n;
use leptos::prelude::{provide_context, use_context};
use serde::Serialize;
use shared::error::AppError;
use shared::language::UiLanguage;
use shared::search::OfferQuery;

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
            if let Question::Offer(id) = &question {
                // A page without it is no worse for its readers.
                structured = site.service.structured_data(id, language).await.ok().flatten();
            }
            Some(ask(&site, (&caller, language), question).await)
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

/// Asks the use case behind a page's question.
pub(super) async fn ask(
    site: &Site,
    (caller, language): (&Caller, UiLanguage),
    question: Question,
) -> Answer {
    let i18n = I18n::for_server(language);
    let service = &site.service;
    match question {
        Question::Offers(pairs) => match query_of(&pairs) {
            Ok(query) => answer(i18n, service.find_offers(&query, language).await),
            Err(error) => Answer::failed(error, i18n),
        },
        Question::Offer(id) => answer(i18n, service.show_offer(&id, language).await),
        Question::Map(pairs) => match query_of(&pairs) {
            Ok(query) => answer(i18n, service.show_map(&query, language).await),
            Err(error) => Answer::failed(error, i18n),
        },
        Question::Providers(pairs) => match query_of(&pairs) {
            Ok(query) => answer(i18n, service.find_providers(&query).await),
            Err(error) => Answer::failed(error, i18n),
        },
        Question::Provider(id) => answer(i18n, service.show_provider(&id, language).await),
        Question::Phone(code, texts) => {
            let texts = texts.unwrap_or_else(|| language.into());
            answer(i18n, service.show_phone(&code, caller, &texts).await)
        }
        Question::Board(code) => answer(i18n, service.show_board(&code, language).await),
        Question::Results(code) => answer(i18n, service.document(&code, None, language).await),
        Question::Receipt(code, words) => {
            answer(i18n, service.find_receipt(&code, words.as_deref(), language).await)
        }
        Question::Organiser(key) => match service.organiser(&key).await {
            Ok(organiser) => answer(i18n, service.show_organiser(&organiser, language).await),
            Err(error) => Answer::failed(error.into_app_error(), i18n),
        },
    }
}

fn answer<T: Serialize>(i18n: I18n, result: Result<T, ServiceError>) -> Answer {
    Answer::of(result.map_err(ServiceError::into_app_error), i18n)
}

fn query_of(pairs: &[(String, String)]) -> Result<OfferQuery, AppError> {
    let pairs = pairs.iter().map(|(name, value)| (&**name, &**value));
    OfferQuery::from_pairs(pairs).map_err(AppError::Query)
}

/// Keeps the language, and makes whoever comes to vote a participant before the first ballot.
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
