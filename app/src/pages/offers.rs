//! The list of offers with its filters; the whole query is in the address.

use super::{error_page, with_answer};
use crate::components::{
    FinderFrame, Icon, OfferList, Pagination, SearchSummary, patched_view, replaced_view,
};
use crate::i18n::{I18n, use_i18n};
use crate::query::localised_url;
use i18n::words::facet_value;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{self, LoosenView};

/// The offers found by the query in the address.
#[derive(Debug)]
pub(crate) struct OffersPage;

#[lazy_route]
impl LazyRoute for OffersPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let OffersPage = this;
        with_answer(OffersPage::request, |answer| match answer.parse() {
            Ok(page) => patched_view(view! { <OfferResults page=page/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn OfferResults(page: api::OfferPage) -> impl IntoView {
    let i18n = use_i18n();
    let api::OfferPage {
        pairs,
        page,
        pages,
        total,
        offers,
        facets,
        cities,
        unknown,
        loosen,
        nearby,
    } = page;
    let summary = SearchSummary { pairs: pairs.clone(), total, facets, cities };
    let is_empty = total == 0;
    let results = replaced_view(view! {
        {(!unknown.is_empty()).then(|| ignored_words(i18n, &unknown))}
        {is_empty.then(|| no_results(i18n, loosen))}
        {(!nearby.is_empty()).then(|| view! { <h2>{i18n.finder_nearby()}</h2> })}
        <OfferList cards=if is_empty { nearby } else { offers }/>
        <Pagination target="offers" pairs=pairs page=page pages=pages/>
    });
    view! { <FinderFrame page="offers" title=i18n.finder_title() summary=summary results=results/> }
}

fn ignored_words(i18n: I18n, words: &[String]) -> impl IntoView + use<> {
    view! { <p class="hint">{i18n.finder_unknown(&words.join(i18n.list_separator()))}</p> }
}

/// Shown where nothing is found: filters to remove, and a link to all offers.
fn no_results(i18n: I18n, loosen: Vec<LoosenView>) -> impl IntoView {
    let has_suggestions = !loosen.is_empty();
    let links = loosen.into_iter().map(|loosen| {
        let values =
            loosen.values.iter().map(|one| facet_value(i18n, &loosen.name, &one.id, &one.label));
        let values = values.collect::<Vec<_>>().join(i18n.list_separator());
        view! {
            <li>
                <a class="chip" href=localised_url(i18n, "offers", &loosen.pairs)>
                    <span>{i18n.finder_loosen(&values)}</span>
                    <strong>{i18n.finder_found(loosen.count)}</strong>
                </a>
            </li>
        }
    });
    let hint = if has_suggestions { i18n.finder_loosen_hint() } else { i18n.finder_nothing_hint() };
    view! {
        <div class="notice">
            <Icon name="search"/>
            <p>{hint}</p>
            <ul class="chips">{links.collect_view()}</ul>
            <a class="button button-quiet" href=localised_url(i18n, "offers", &[])>
                {i18n.finder_reset()}
            </a>
        </div>
    }
}
