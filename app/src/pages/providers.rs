//! The directory of institutions, by city and topic.

use super::{error_page, with_answer};
use crate::components::{
    Facet, Icon, Pagination, PatchedFrame, SearchForm, category_label, join_labels, localised_path,
    patched_view, replaced_view,
};
use crate::i18n::{I18n, use_i18n};
use crate::query::first_value;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{ProviderCard, ProviderPage as DirectoryPage};

/// The institutions found by the query in the address.
#[derive(Debug)]
pub(crate) struct ProvidersPage;

#[lazy_route]
impl LazyRoute for ProvidersPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ProvidersPage = this;
        with_answer(ProvidersPage::request, |answer| match answer.parse() {
            Ok(page) => patched_view(view! { <Directory page=page/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Directory(page: DirectoryPage) -> impl IntoView {
    let i18n = use_i18n();
    let DirectoryPage { pairs, page, pages, total, providers, facets } = page;
    let text = first_value(&pairs, "q").to_owned();
    let facets = facets.into_iter().map(|facet| patched_view(view! { <Facet facet=facet/> }));
    let facets = patched_view(view! {
        {facets.collect_view()}
        <div class="filter-actions">
            <button type="submit" class="button">{i18n.providers_apply()}</button>
        </div>
    });
    let label = i18n.providers_text_label();
    let cards = providers.into_iter().map(|one| provider_item(i18n, one)).collect_view();
    let results = replaced_view(view! {
        {(total == 0).then(|| no_results(i18n))}
        <ul class="offer-list">{cards}</ul>
        <Pagination target="providers" pairs=pairs page=page pages=pages/>
    });
    view! {
        <PatchedFrame title=i18n.providers_title()>
            <h1>{i18n.providers_title()}</h1>
            <p class="lead">{i18n.providers_intro()}</p>
            <div class="finder">
                <SearchForm class="filters" page="providers" text=text label=label more=facets/>
                <section class="results" aria-labelledby="found">
                    <h2 id="found">
                        <span role="status">{i18n.providers_found(total as u64)}</span>
                    </h2>
                    {results}
                </section>
            </div>
        </PatchedFrame>
    }
}

fn no_results(i18n: I18n) -> impl IntoView {
    view! {
        <div class="notice">
            <Icon name="search"/>
            <p>{i18n.providers_nothing()}</p>
            <a class="button button-quiet" href=localised_path(i18n, "providers")>
                {i18n.providers_reset()}
            </a>
        </div>
    }
}

fn provider_item(i18n: I18n, provider: ProviderCard) -> impl IntoView {
    let href = localised_path(i18n, &format!("providers/{}", provider.id));
    let place = provider.city.map_or(i18n.providers_county().to_owned(), |city| city.label);
    let topics = join_labels(i18n, &provider.categories, category_label);
    view! {
        <li>
            <article class="card offer-card">
                <div class="offer-card-icon">
                    <Icon name="provider"/>
                </div>
                <div class="offer-card-text">
                    <h3>
                        <a href=href lang="de" dir="ltr">{provider.name.to_string()}</a>
                    </h3>
                    <p class="facts">{topics}</p>
                    <ul class="facts-list">
                        <li>
                            <Icon name="place"/>
                            <span>{place}</span>
                        </li>
                        <li>
                            <Icon name="offer"/>
                            <span>{i18n.finder_found(provider.offers)}</span>
                        </li>
                    </ul>
                </div>
            </article>
        </li>
    }
}
