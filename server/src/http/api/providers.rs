//! Providers: the list, and one of them.

use super::Answer;
use super::route::Route;
use crate::http::Site;
use crate::http::extract::{Id, Lang, OfferChoice};
use crate::http::openapi::parameters::{page, q};
use crate::http::openapi::{Operation, Tag};
use axum::Json;
use axum::extract::State;
use shared::api::{ProviderDetail, ProviderPage};
use shared::id::ProviderId;
use shared::search::Facet;

pub(super) fn routes() -> Vec<Route> {
    vec![find_providers_route(), show_provider_route()]
}

async fn find_providers(
    State(site): State<Site>,
    OfferChoice(query): OfferChoice,
) -> Answer<Json<ProviderPage>> {
    Ok(Json(site.service.find_providers(&query).await?))
}

fn find_providers_route() -> Route {
    Operation::get("/providers", "find_providers", "Find providers")
        .under(Tag::Offers)
        .takes([q("Beginnings of words of the name.")])
        .takes_shared([Facet::City, Facet::Category].map(Facet::name))
        .takes([page()])
        .answers::<ProviderPage>("A page of providers, by name.")
        .takes_language()
        .fails(&[422, 500])
        .handled_by(find_providers)
}

async fn show_provider(
    State(site): State<Site>,
    Id(id): Id<ProviderId>,
    Lang(language): Lang,
) -> Answer<Json<ProviderDetail>> {
    Ok(Json(site.service.show_provider(&id, language).await?))
}

fn show_provider_route() -> Route {
    Operation::get("/providers/{id}", "show_provider", "One provider with its next offers")
        .under(Tag::Offers)
        .takes_in_path::<ProviderId>("id", "The provider.")
        .takes_language()
        .answers::<ProviderDetail>("The provider.")
        .fails(&[404, 422, 500])
        .handled_by(show_provider)
}
