//! The list of offers with its filters; the address holds the whole query.

use super::{answered, error_page};
use crate::components::{Asked, FinderFrame, Icon, OfferList, Pagination, kept, settled};
use crate::i18n::{I18n, use_i18n};
use crate::query::address;
use i18n::words::facet_value;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{self, LoosenView};

/// The offers that answer the address.
#[derive(Debug)]
pub(crate) struct OffersPage;

#[lazy_route]
impl LazyRoute for OffersPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let OffersPage = this;
        answered(OffersPage::request, |answer| match answer.read() {
            Ok(page) => kept(view! { <Found page=page/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Found(page: api::OfferPage) -> impl IntoView {
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
    let asked = Asked { pairs: pairs.clone(), total, facets, cities };
    let is_nothing = total == 0;
    let results = settled(view! {
        {(!unknown.is_empty()).then(|| left_out(i18n, &unknown))}
        {is_nothing.then(|| nothing(i18n, loosen))}
        {(!nearby.is_empty()).then(|| view! { <h2>{i18n.finder_nearby()}</h2> })}
        <OfferList cards=if is_nothing { nearby } else { offers }/>
        <Pagination target="offers" pairs=pairs page=page pages=pages/>
    });
    view! { <FinderFrame page="offers" title=i18n.finder_title() asked=asked results=results/> }
}

fn left_out(i18n: I18n, words: &[String]) -> impl IntoView + use<> {
    view! { <p class="hint">{i18n.finder_unknown(&words.join(i18n.list_separator()))}</p> }
}

/// Where nothing is found: what to leave out, and the way to everything.
fn nothing(i18n: I18n, loosen: Vec<LoosenView>) -> impl IntoView {
    let is_any = !loosen.is_empty();
    let links = loosen.into_iter().map(|loosen| {
        let values = loosen.values.iter();
        let values = values.map(|one| facet_value(i18n, &loosen.name, &one.id, &one.label));
        let values = values.collect::<Vec<_>>().join(i18n.list_separator());
        view! {
            <li>
                <a class="chip" href=address(i18n, "offers", &loosen.pairs)>
                    <span>{i18n.finder_loosen(&values)}</span>
                    <strong>{i18n.finder_found(loosen.count)}</strong>
                </a>
            </li>
        }
    });
    let hint = if is_any { i18n.finder_loosen_hint() } else { i18n.finder_nothing_hint() };
    view! {
        <div class="notice">
            <Icon name="search"/>
            <p>{hint}</p>
            <ul class="chips">{links.collect_view()}</ul>
            <a class="button button-quiet" href=address(i18n, "offers", &[])>
                {i18n.finder_reset()}
            </a>
        </div>
    }
}
