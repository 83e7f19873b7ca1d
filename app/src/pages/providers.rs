//! The directory of institutions, by city and topic.

use super::{error_page, with_answer};
use crate::components::{
    Facet, Icon, NothingFound, Pagination, PatchedFrame, SearchForm, ViewSwitch, category_label,
    join_labels, patched_view, replaced_view, town_label,
};
use crate::i18n::{I18n, use_i18n};
use crate::query::{first_value, localised_url, with_page};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{FoundPerson, Pairs, ProviderCard, ProviderPage as DirectoryPage};

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
    let DirectoryPage { pairs, page, pages, total, providers, facets, is_wordless } = page;
    let text = first_value(&pairs, "q").to_owned();
    let facets = facets.into_iter().map(|facet| patched_view(view! { <Facet facet=facet/> }));
    let facets = patched_view(view! {
        {facets.collect_view()}
        <div class="filter-actions">
            <button type="submit" class="button">{i18n.providers_apply()}</button>
        </div>
    });
    let label = i18n.providers_text_label();
    let here = with_page(&pairs, page);
    let cards = providers.into_iter().map(|one| provider_item(i18n, one, &here)).collect_view();
    let switch = replaced_view(view! { <ViewSwitch page="providers" pairs=pairs.clone()/> });
    let nothing = (total == 0).then(|| {
        view! {
            <NothingFound
                page="providers"
                pairs=pairs.clone()
                is_wordless=is_wordless
                hint=i18n.providers_nothing()
                reset=i18n.providers_reset()
            />
        }
    });
    let results = replaced_view(view! {
        {nothing}
        <ul class="offer-list">{cards}</ul>
        <Pagination target="providers" pairs=pairs page=page pages=pages/>
    });
    view! {
        <PatchedFrame title=i18n.providers_title()>
            <h1>{i18n.providers_title()}</h1>
            {switch}
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

/// A card; its link carries the query, so that the institution's page leads back to it.
fn provider_item(i18n: I18n, provider: ProviderCard, pairs: &Pairs) -> impl IntoView + use<> {
    let href = localised_url(i18n, &format!("providers/{}", provider.id), pairs);
    let place = provider.city.map_or(i18n.providers_county().to_owned(), |city| city.label);
    let topics = join_labels(i18n, &provider.categories, category_label);
    let persons =
        provider.persons.into_iter().map(|person| person_item(i18n, person)).collect_view();
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
                        {persons}
                    </ul>
                </div>
            </article>
        </li>
    }
}

/// A contact person because of whom the institution was found.
fn person_item(i18n: I18n, person: FoundPerson) -> impl IntoView + use<> {
    let towns = join_labels(i18n, &person.cities, town_label);
    let facts = person.topic.map(|topic| topic.to_string()).into_iter();
    let facts = facts.chain((!towns.is_empty()).then_some(towns)).map(|fact| {
        view! {
            {i18n.list_separator()}
            <bdi>{fact}</bdi>
        }
    });
    view! {
        <li>
            <Icon name="person"/>
            <span>
                <span class="visually-hidden">{i18n.offer_person()}": "</span>
                <bdi>{person.name.to_string()}</bdi>
                {facts.collect_view()}
            </span>
        </li>
    }
}
