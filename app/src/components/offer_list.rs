//! A list of offers, and the links between its pages.

use super::OfferCard;
use crate::i18n::use_i18n;
use crate::query::{localised_url, with_page};
use leptos::prelude::*;
use shared::api::{self, Pairs};

/// Cards in the given order. Offers found by a query carry it in their links, so that their pages
/// lead back to it.
#[component]
pub(crate) fn OfferList(
    cards: Vec<api::OfferCard>,
    #[prop(optional)] pairs: Pairs,
) -> impl IntoView {
    let i18n = use_i18n();
    let cards = cards.into_iter().map(|card| {
        let href = localised_url(i18n, &format!("offers/{}", card.id), &pairs);
        view! { <li><OfferCard card=card href=href/></li> }
    });
    view! { <ul class="offer-list">{cards.collect_view()}</ul> }
}

/// Links to the previous and the next page; nothing where there is only one.
#[component]
pub(crate) fn Pagination(
    /// The page of the site that is paginated.
    target: &'static str,
    pairs: Pairs,
    page: u32,
    pages: u32,
) -> impl IntoView {
    let i18n = use_i18n();
    let link = |page: u32, rel: &'static str, label: &'static str| {
        let href = localised_url(i18n, target, &with_page(&pairs, page));
        view! { <a class="button button-quiet" rel=rel href=href>{label}</a> }
    };
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label=i18n.finder_pages()>
                {(page > 1).then(|| link(page - 1, "prev", i18n.finder_previous()))}
                <span>{i18n.finder_page(&page.to_string(), &pages.to_string())}</span>
                {(page < pages).then(|| link(page + 1, "next", i18n.finder_next()))}
            </nav>
        }
    })
}
