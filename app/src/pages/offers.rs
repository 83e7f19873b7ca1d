//! The list of offers with its filters; the address holds the whole query.

use super::{answered, error_page};
use crate::components::{Filters, Frame, Icon, OfferCard, localised, settled};
use crate::data::Question;
use crate::error::AppError;
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use leptos_router::{LazyRoute, lazy_route};
use shared::api;
use shared::search::OfferQuery;

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
        let map = use_query_map();
        answered(Memo::new(move |_| question(&map.read())), |answer| match answer.read() {
            Ok(page) => settled(view! { <Found page=page/> }),
            Err(error) => error_page(error),
        })
    }
}

fn question(map: &ParamsMap) -> Result<Question, AppError> {
    // All values of a name, not only its last.
    let pairs: Vec<_> = map.clone().into_iter().collect();
    Question::offers(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_str())))
}

#[component]
fn Found(page: api::OfferPage) -> impl IntoView {
    let i18n = use_i18n();
    let filters = view! { <Filters page=page.clone()/> };
    let api::OfferPage { query, total, pages, offers, .. } = page;
    let pagination = (pages > 1).then(|| pagination(i18n, &query, pages));
    let is_empty = offers.is_empty();
    let is_unfiltered = query.is_unfiltered();
    view! {
        <Frame title=i18n.finder_title()>
            <h1>{i18n.finder_title()}</h1>
            <div class="finder">
                {filters}
                <section class="results" aria-labelledby="found">
                    <h2 id="found">
                        <span role="status">{i18n.finder_found(total as u64)}</span>
                    </h2>
                    {is_empty.then(|| nothing(i18n, is_unfiltered))}
                    <ul class="offer-list">
                        {offers
                            .into_iter()
                            .map(|card| view! { <li><OfferCard card=card/></li> })
                            .collect_view()}
                    </ul>
                    {pagination}
                </section>
            </div>
        </Frame>
    }
}

fn nothing(i18n: I18n, is_unfiltered: bool) -> impl IntoView {
    let hint = if is_unfiltered { i18n.finder_no_offers() } else { i18n.finder_nothing_hint() };
    view! {
        <div class="notice">
            <Icon name="search"/>
            <p>{hint}</p>
            <a class="button button-quiet" href=localised(i18n, "offers")>
                {i18n.finder_reset()}
            </a>
        </div>
    }
}

fn pagination(i18n: I18n, query: &OfferQuery, pages: u32) -> impl IntoView + use<> {
    let page = query.page.0;
    let link = |page: u32| localised(i18n, &format!("offers{}", address(&query.on_page(page))));
    let previous = (page > 1).then(|| link(page - 1));
    let next = (page < pages).then(|| link(page + 1));
    view! {
        <nav class="pagination" aria-label=i18n.finder_pages()>
            {previous
                .map(|href| {
                    view! { <a class="button button-quiet" rel="prev" href=href>{i18n.finder_previous()}</a> }
                })}
            <span>{i18n.finder_page(&page.to_string(), &pages.to_string())}</span>
            {next
                .map(|href| {
                    view! { <a class="button button-quiet" rel="next" href=href>{i18n.finder_next()}</a> }
                })}
        </nav>
    }
}

/// The query as the end of an address.
fn address(query: &OfferQuery) -> String {
    let pairs = query.to_pairs();
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", escape(value)));
    let joined = pairs.collect::<Vec<_>>().join("&");
    if joined.is_empty() { joined } else { format!("?{joined}") }
}

/// Percent-encodes everything but letters, digits and `-._~`.
fn escape(value: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    value.bytes().fold(String::new(), |text, byte| {
        if keep(byte) {
            text + &char::from(byte).to_string()
        } else {
            text + &format!("%{byte:02X}")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_any_text() {
        let query = OfferQuery::from_pairs([("q", "Kurs & Café"), ("city", "marl")]).unwrap();
        assert_eq!(address(&query), "?q=Kurs%20%26%20Caf%C3%A9&city=marl");
        assert_eq!(address(&OfferQuery::default()), "");
    }
}
