//! One institution with its offers.

use super::{error_page, to_pairs, with_answer};
use crate::components::{
    ContactList, Frame, Icon, OfferList, category_label, join_labels, postal_address, replaced_view,
};
use crate::i18n::use_i18n;
use crate::query::localised_url;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::ProviderDetail;

/// The institution in the address.
#[derive(Debug)]
pub(crate) struct ProviderPage;

#[lazy_route]
impl LazyRoute for ProviderPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ProviderPage = this;
        with_answer(ProviderPage::request, |answer| match answer.parse() {
            Ok(detail) => replaced_view(view! { <ProviderContent detail=detail/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn ProviderContent(detail: ProviderDetail) -> impl IntoView {
    let i18n = use_i18n();
    let ProviderDetail { provider, city, categories, total, offers } = detail;
    let back = localised_url(i18n, "providers", &to_pairs(use_query_map()));
    let name = provider.name.to_string();
    let topics = join_labels(i18n, &categories, category_label);
    let place = postal_address(&provider.address, city.as_ref().map(|city| city.label.as_str()));
    let query = vec![("provider".to_owned(), provider.id.to_string())];
    let all_offers = localised_url(i18n, "offers", &query);
    let has_more = total > offers.len();
    view! {
        <Frame title=name.clone()>
            <p class="back">
                <a href=back>
                    <Icon name="back"/>
                    <span>{i18n.providers_back()}</span>
                </a>
            </p>
            <article class="offer">
                <header>
                    <p class="facts">{topics}</p>
                    <h1 lang="de" dir="ltr">{name}</h1>
                </header>
                {provider
                    .about
                    .map(|about| {
                        view! { <p class="description" lang="de" dir="ltr">{about.to_string()}</p> }
                    })}
                <section class="card">
                    <h2>{i18n.offer_contact()}</h2>
                    {(!place.is_empty()).then(|| view! { <p><bdi>{place}</bdi></p> })}
                    {replaced_view(view! { <ContactList contact=provider.contact/> })}
                </section>
                <section>
                    <h2>{i18n.providers_offers()}</h2>
                    <OfferList cards=offers/>
                    {has_more
                        .then(|| {
                            view! {
                                <a class="button button-quiet" href=all_offers>
                                    {i18n.providers_all_offers(total as u64)}
                                </a>
                            }
                        })}
                </section>
            </article>
        </Frame>
    }
}
