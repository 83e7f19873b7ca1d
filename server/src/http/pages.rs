//! Pages: what each request brings into the context, and the cookies of a visit.

use super::{Site, cookies, render};
use crate::error::ServiceError;
use crate::secret::Voter;
use crate::service::Service;
use app::backend::{Backend, RequestBackend};
use app::error::AppError;
use app::routes::{is_voting_page, language_of};
use async_trait::async_trait;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use leptos::prelude::{provide_context, use_context};
use shared::api::{BoardView, OfferDetail, OfferPage, PhoneView};
use shared::id::OfferId;
use shared::join_code::JoinCode;
use shared::language::UiLanguage;
use shared::search::OfferQuery;
use std::sync::Arc;

pub(super) fn routes(site: &Site) -> Router<Site> {
    render::routes(contexts(site.clone()))
        .layer(from_fn_with_state(site.clone(), set_cookies))
}

/// Puts the site's files and the request's backend into the context.
pub(super) fn contexts(site: Site) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(site.assets.clone());
        if let Some(request) = use_context::<Parts>() {
            let voter = cookies::voter(&site, &request.headers);
            let language = language_of(request.uri.path()).unwrap_or(UiLanguage::De);
            provide_backend(&site, voter, language);
        }
    }
}

/// The backend for a reader that is known already, such as one whose cookie is just being set.
pub(super) fn provide_backend(site: &Site, voter: Option<Voter>, language: UiLanguage) {
    let reader = Reader { service: site.service.clone(), voter, language };
    provide_context(RequestBackend(Arc::new(reader)));
}

/// Keeps the language, and makes whoever comes to vote a participant before the first ballot.
async fn set_cookies(State(site): State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let language = language_of(path)
        .and_then(|language| cookies::keep_language(&site, request.headers(), language));
    let participant = is_voting_page(path)
        .then(|| cookies::voter_or_new(&site, request.headers()).1)
        .flatten();
    let mut answer = next.run(request).await;
    cookies::add(answer.headers_mut(), language);
    cookies::add(answer.headers_mut(), participant);
    answer
}

/// The use cases as one reader may call them.
struct Reader {
    service: Service,
    voter: Option<Voter>,
    language: UiLanguage,
}

#[async_trait]
impl Backend for Reader {
    async fn find_offers(&self, query: &OfferQuery) -> Result<OfferPage, AppError> {
        let found = self.service.find_offers(query, self.language).await;
        found.map_err(ServiceError::into_app_error)
    }

    async fn show_offer(&self, id: &OfferId) -> Result<OfferDetail, AppError> {
        self.service.show_offer(id).await.map_err(ServiceError::into_app_error)
    }

    async fn show_phone(&self, code: &JoinCode) -> Result<PhoneView, AppError> {
        let shown = self.service.show_phone(code, self.voter.as_ref(), self.language).await;
        shown.map_err(ServiceError::into_app_error)
    }

    async fn show_board(&self, code: &JoinCode) -> Result<BoardView, AppError> {
        self.service.show_board(code, self.language).await.map_err(ServiceError::into_app_error)
    }
}
