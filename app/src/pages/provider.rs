//! One institution with its offers.

use super::{error_page, to_pairs, with_answer};
use crate::components::{
    ContactList, Frame, Icon, OfferList, category_label, directions_link, join_labels,
    postal_address, replaced_view, town_label,
};
use crate::i18n::{I18n, use_i18n};
use crate::query::localised_url;
use i18n::words::institution_kind;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{PersonCard, ProviderDetail};
use shared::contact::Contact;

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
    let ProviderDetail { provider, persons, city, categories, total, offers } = detail;
    let back = localised_url(i18n, "providers", &to_pairs(use_query_map()));
    let name = provider.name.to_string();
    let topics = join_labels(i18n, &categories, category_label);
    let kind =
        provider.kind.map(|kind| view! { <p class="facts">{institution_kind(i18n, kind)}</p> });
    let persons = (!persons.is_empty()).then(|| {
        let persons = persons.into_iter().map(|card| person_item(i18n, card)).collect_view();
        view! {
            <section class="card">
                <h2>{i18n.providers_persons()}</h2>
                {persons}
            </section>
        }
    });
    let place = postal_address(&provider.address, city.as_ref().map(|city| city.label.as_str()));
    let query = vec![("provider".to_owned(), provider.id.to_string())];
    let all_offers = localised_url(i18n, "offers", &query);
    let has_more = total > offers.len();
    let map = localised_url(i18n, "map", &query);
    let directions = provider.position.map(|place| {
        view! {
            <p class="ways">
                {directions_link(i18n, i18n.offer_route(), place)}
                <a class="button button-quiet" href=map>
                    <Icon name="map"/>
                    <span>{i18n.offer_map_provider()}</span>
                </a>
            </p>
        }
    });
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
                    {kind}
                </header>
                {provider
                    .about
                    .map(|about| {
                        view! { <p class="description" lang="de" dir="ltr">{about.to_string()}</p> }
                    })}
                <section class="card">
                    <h2>{i18n.offer_contact()}</h2>
                    {(!place.is_empty()).then(|| view! { <p><bdi>{place}</bdi></p> })}
                    {directions}
                    {replaced_view(view! { <ContactList contact=provider.contact/> })}
                </section>
                {persons}
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

/// A contact person: who it is, for what and where, and how to reach it.
fn person_item(i18n: I18n, card: PersonCard) -> AnyView {
    let PersonCard { person, cities, categories } = card;
    let parts =
        [join_labels(i18n, &categories, category_label), join_labels(i18n, &cities, town_label)];
    let facts = parts.into_iter().filter(|part| !part.is_empty()).map(|part| {
        view! { <p class="facts">{part}</p> }
    });
    let topic = person.topic.map(|topic| view! { <p><bdi lang="de">{topic.to_string()}</bdi></p> });
    let contact = Contact { phone: person.phone, mail: person.mail, ..Contact::default() };
    let contact = (contact != Contact::default()).then(|| view! { <ContactList contact=contact/> });
    replaced_view(view! {
        <h3>
            <bdi>{person.name.to_string()}</bdi>
        </h3>
        {topic}
        {facts.collect_view()}
        {contact}
    })
}
