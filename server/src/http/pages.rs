//! Pages: the answer to each page's question, its contexts, and the cookies of a visit.

use super::extract::Pairs;
use super::soft_hyphens::in_answer;
use super::state::AppState;
use super::{cookies, render};
use app::data::{Answer, StructuredData};
use app::routes::{Question, is_voting_page, language_of, question_of};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use backend::Service;
use backend::error::ServiceError;
use backend::secret::AccessToken;
use backend::voting::Caller;
use i18n::I18n;
use leptos::prelude::{provide_context, use_context};
use serde::Serialize;
use shared::error::{AppError, Missing};
use shared::language::UiLanguage;
use shared::search::{OfferQuery, QueryError};

pub(super) fn routes(state: &AppState) -> Router<AppState> {
    render::routes(context_provider(state.clone()))
        .layer(from_fn_with_state(state.clone(), load_answer))
        .layer(from_fn_with_state(state.clone(), set_cookies))
}

/// A function that provides a page's contexts: asset names, the page's answer, structured data.
pub(super) fn context_provider(state: AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(state.assets.clone());
        let Some(request) = use_context::<Parts>() else { return };
        // Every page sets the language cookie, so a browser without it has no style sheet yet.
        if cookies::read_language(&request.headers).is_none()
            && let Some(style) = &state.inline_style
        {
            provide_context(style.clone());
        }
        if let Some(answer) = request.extensions.get::<Answer>() {
            provide_context(answer.clone());
        }
        if let Some(data) = request.extensions.get::<StructuredData>() {
            provide_context(data.clone());
        }
    }
}

/// Middleware that answers the page's question before the page is rendered.
async fn load_answer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let pairs = Pairs::from_query(request.uri().query());
    let Some(question) = question_of(path, pairs.iter()) else { return next.run(request).await };
    let language = language_of(path).unwrap_or(UiLanguage::De);
    let caller = request
        .extensions()
        .get::<Caller>()
        .cloned()
        .unwrap_or_else(|| cookies::read_caller(&state, request.headers()));
    let asker = Asker { caller, session: cookies::read_session(&state, request.headers()) };
    let structured_data = match &question {
        // Readers lose nothing where it is missing, so failures are ignored.
        Ok(Question::Offer { id } | Question::Report { id }) => {
            state.service.export_json_ld(id, language).await.ok().flatten()
        }
        _ => None,
    };
    let answer = answer_question(&state, &asker, language, question).await;
    let extensions = request.extensions_mut();
    extensions.insert(answer);
    if let Some(data) = structured_data {
        extensions.insert(StructuredData(data));
    }
    next.run(request).await
}

/// Who asks: as a participant, and as somebody signed in to the desk.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    pub(super) caller: Caller,
    pub(super) session: Option<AccessToken>,
}

/// The answer to a page's question, or the failure in the page's language.
pub(super) async fn answer_question(
    state: &AppState,
    asker: &Asker,
    language: UiLanguage,
    question: Result<Question, Missing>,
) -> Answer {
    let body = match question {
        Ok(question) => load_json(&state.service, asker, language, question)
            .await
            .map_err(ServiceError::into_app_error),
        Err(missing) => Err(AppError::NotFound(missing)),
    };
    match body {
        Ok(body) => Answer::new(200, in_answer(&body).unwrap_or(body)),
        Err(error) => Answer::failed(error, I18n::for_server(language)),
    }
}

/// Calls the use case behind a page's question; returns the JSON that the API would send.
async fn load_json(
    service: &Service,
    asker: &Asker,
    language: UiLanguage,
    question: Question,
) -> Result<String, ServiceError> {
    let caller = &asker.caller;
    match question {
        Question::Offers { pairs } => {
            to_json(&service.find_offers(&parse_query(&pairs)?, language).await?)
        }
        Question::Offer { id } | Question::Report { id } => {
            to_json(&service.show_offer(&id, language).await?)
        }
        Question::Map { pairs } => {
            to_json(&service.show_map(&parse_query(&pairs)?, language).await?)
        }
        Question::Providers { pairs } => {
            to_json(&service.find_providers(&parse_query(&pairs)?, language).await?)
        }
        Question::Provider { id } => to_json(&service.show_provider(&id, language).await?),
        Question::Phone { code, texts } => {
            let texts = texts.unwrap_or_else(|| language.into());
            to_json(&service.show_phone(&code, caller, &texts).await?)
        }
        Question::Receipt { code, words } => {
            to_json(&service.find_receipt(&code, words.as_deref(), caller, language).await?)
        }
        Question::Board { code } => to_json(&service.show_board(&code, language).await?),
        Question::Results { code } => {
            to_json(&service.show_documentation(&code, None, language).await?)
        }
        Question::Organise { key } | Question::Cards { key } => {
            let organiser = service.authorise_organiser(&key, asker.session.as_ref()).await?;
            to_json(&service.show_organiser(&organiser, language).await?)
        }
        Question::About {} => to_json(&service.show_about()),
    }
}

fn to_json(answer: &impl Serialize) -> Result<String, ServiceError> {
    Ok(serde_json::to_string(answer)?)
}

fn parse_query(pairs: &[(String, String)]) -> Result<OfferQuery, QueryError> {
    OfferQuery::from_pairs(pairs.iter().map(|(name, value)| (&**name, &**value)))
}

/// Middleware that sets the cookie for the language, and on voting pages makes a new visitor a
/// participant before the first ballot.
async fn set_cookies(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let language_cookie = language_of(path)
        .and_then(|language| cookies::language_cookie(&state, request.headers(), language));
    // Programs that read the site for others neither keep cookies nor prefer a language.
    if let Some(language) = language_of(path).filter(|_| language_cookie.is_some())
        && request.headers().contains_key(ACCEPT_LANGUAGE)
    {
        state.service.count_visit(language);
    }
    let mut participant_cookie = None;
    if is_voting_page(path) {
        let (caller, cookie) = cookies::read_or_create_caller(&state, request.headers());
        // The page is rendered for this caller, whose cookie only comes with the response.
        request.extensions_mut().insert(caller);
        participant_cookie = cookie;
    }
    let mut response = next.run(request).await;
    cookies::append_cookie(response.headers_mut(), language_cookie);
    cookies::append_cookie(response.headers_mut(), participant_cookie);
    response
}

#[cfg(test)]
mod tests {
    use crate::http::api;
    use app::routes::Page;
    use std::collections::BTreeSet;

    #[test]
    fn the_api_answers_the_question_of_every_page() {
        let api_paths: BTreeSet<_> = api::paths().into_iter().collect();
        for page in Page::ALL {
            let Some(path) = page.api_path() else { continue };
            let segments = path.split('/').map(|segment| match segment.strip_prefix(':') {
                Some(name) => format!("/{{{name}}}"),
                None => format!("/{segment}"),
            });
            let path = format!("/api/v1{}", segments.collect::<String>());
            assert!(api_paths.contains(&path), "{page:?}: {path}");
        }
    }
}
