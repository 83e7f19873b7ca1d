//! The list of offers with its filters; the whole query is in the address.

use super::{error_page, with_answer};
use crate::components::{
    FinderFrame, NothingFound, OfferList, Pagination, SearchSummary, patched_view, replaced_view,
};
use crate::i18n::{I18n, use_i18n};
use crate::query::with_page;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api;

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
        is_wordless,
        loosen,
        nearby,
    } = page;
    let summary = SearchSummary { pairs: pairs.clone(), total, facets, cities };
    let is_empty = total == 0;
    let nothing = is_empty.then(|| {
        view! {
            <NothingFound
                page="offers"
                pairs=pairs.clone()
                is_wordless=is_wordless
                hint=i18n.finder_nothing_hint()
                reset=i18n.finder_reset()
                loosen=loosen
            />
        }
    });
    let results = replaced_view(view! {
        {(!is_empty && !unknown.is_empty()).then(|| ignored_words(i18n, &unknown))}
        {nothing}
        {(!nearby.is_empty()).then(|| view! { <h2>{i18n.finder_nearby()}</h2> })}
        <OfferList cards=if is_empty { nearby } else { offers } pairs=with_page(&pairs, page)/>
        <Pagination target="offers" pairs=pairs page=page pages=pages/>
    });
    view! { <FinderFrame page="offers" title=i18n.finder_title() summary=summary results=results/> }
}

fn ignored_words(i18n: I18n, words: &[String]) -> impl IntoView + use<> {
    view! { <p class="hint">{i18n.finder_unknown(&words.join(i18n.list_separator()))}</p> }
}
