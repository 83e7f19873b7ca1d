//! Providers: the list, and a single one.

use super::route::Route;
use crate::http::errors::ApiResult;
use crate::http::extract::{Id, Lang, SearchQuery};
use crate::http::openapi::parameters::{page, q};
use crate::http::openapi::{Operation, Tag};
use crate::http::state::AppState;
use axum::Json;
use axum::extract::State;
use shared::api::{ProviderDetail, ProviderPage};
use shared::id::ProviderId;
use shared::search::Facet;

pub(super) fn routes() -> Vec<Route> {
    vec![find_providers_route(), show_provider_route()]
}

async fn find_providers(
    State(state): State<AppState>,
    SearchQuery(query): SearchQuery,
    Lang(language): Lang,
) -> ApiResult<Json<ProviderPage>> {
    Ok(Json(state.service.find_providers(&query, language).await?))
}

fn find_providers_route() -> Route {
    Operation::get("/providers", "find_providers", "Find providers")
        .tag(Tag::Offers)
        .parameters([q("Prefixes of words in the name, or in name and topic of a contact person.")])
        .shared_parameters([Facet::City, Facet::Category].map(Facet::name))
        .parameters([page()])
        .response::<ProviderPage>("A page of providers, by name.")
        .lang_parameter()
        .error_responses(&[422, 500])
        .handled_by(find_providers)
}

async fn show_provider(
    State(state): State<AppState>,
    Id(id): Id<ProviderId>,
    Lang(language): Lang,
) -> ApiResult<Json<ProviderDetail>> {
    Ok(Json(state.service.show_provider(&id, language).await?))
}

fn show_provider_route() -> Route {
    Operation::get("/providers/{id}", "show_provider", "One provider with its next offers")
        .tag(Tag::Offers)
        .path_parameter::<ProviderId>("id", "The provider.")
        .lang_parameter()
        .response::<ProviderDetail>("The provider.")
        .error_responses(&[404, 422, 500])
        .handled_by(show_provider)
}
