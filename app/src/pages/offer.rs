//! One offer with everything that is known about it.

mod facts;

use super::{error_page, to_pairs, with_answer};
use crate::components::{
    ContactList, Frame, Icon, OfferActions, PickedText, TranslationNote, category_label,
    directions_link, join_labels, localised_path, postal_address, replaced_view,
};
use crate::i18n::{I18n, use_i18n};
use crate::query::{BACK_TO, first_value, localised_url, without_pair};
use facts::{facts, practice_facts};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{GermanText, OfferDetail, Pairs};
use shared::provider::Provider;

/// The offer in the address.
#[derive(Debug)]
pub(crate) struct OfferPage;

#[lazy_route]
impl LazyRoute for OfferPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let OfferPage = this;
        with_answer(OfferPage::request, |answer| match answer.parse() {
            Ok(detail) => replaced_view(view! { <OfferContent detail=detail/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn OfferContent(detail: OfferDetail) -> impl IntoView {
    let i18n = use_i18n();
    let (back, back_label) = back_link(i18n);
    let facts = facts(i18n, &detail);
    let actions = replaced_view(view! { <OfferActions detail=detail.clone()/> });
    let venue = detail.venue.as_ref().and_then(|venue| venue.position);
    let office = detail.provider.as_ref().and_then(|provider| provider.position);
    // Two ways only where they lead to two places.
    let office = office.filter(|office| venue != Some(*office));
    let nearby_map = nearby_query(&detail).map(|pairs| localised_url(i18n, "map", &pairs));
    let OfferDetail { card, provider, contact, verified, .. } = detail;
    let (name, description, good_practice) = (card.name, detail.description, detail.good_practice);
    let practice = detail.good_practice_parts;
    let categories = join_labels(i18n, &card.categories, category_label);
    // The name has a translation note already.
    let name_language = name.language.clone();
    let verified_text = verified.map(|verified| {
        let day = i18n.date(verified.on);
        match verified.by {
            Some(by) => i18n.offer_verified_by(by.as_str(), &day),
            None => i18n.finder_verified_on(&day),
        }
    });
    let verified_text = verified_text.unwrap_or_else(|| i18n.finder_unverified().to_owned());
    let is_stale = card.is_stale;
    view! {
        <Frame title=name.text.clone()>
            <p class="back">
                <a href=back>
                    <Icon name="back"/>
                    <span>{back_label}</span>
                </a>
            </p>
            <article class="offer">
                <header>
                    <p class="facts">{categories}</p>
                    <h1>
                        <PickedText text=name.clone()/>
                    </h1>
                    <TranslationNote text=name/>
                </header>
                {good_practice
                    .map(|text| {
                        view! {
                            <div class="good-practice">
                                <p>
                                    <Icon name="star"/>
                                    <strong>{i18n.offer_good_practice()}": "</strong>
                                    <PickedText text=text/>
                                </p>
                                {practice_facts(i18n, practice)}
                            </div>
                        }
                    })}
                {description
                    .map(|text| {
                        view! {
                            <p class="description">
                                <PickedText text=text.clone()/>
                            </p>
                            {(text.language != name_language).then(|| view! { <TranslationNote text=text/> })}
                        }
                    })}
                {detail.german.map(|german| german_text(i18n, german))}
                <section class="card">
                    <h2>{i18n.offer_contact()}</h2>
                    {provider.map(|provider| provider_block(i18n, provider))}
                    {replaced_view(view! { <ContactList contact=contact/> })}
                    <p class="ways">
                        {venue.map(|place| directions_link(i18n, i18n.offer_route(), place))}
                        {office.map(|place| directions_link(i18n, i18n.offer_route_provider(), place))}
                        {nearby_map
                            .map(|href| {
                                view! {
                                    <a class="button button-quiet" href=href>
                                        <Icon name="map"/>
                                        <span>{i18n.nav_map()}</span>
                                    </a>
                                }
                            })}
                    </p>
                </section>
                <section class="card">
                    <h2>{i18n.offer_details()}</h2>
                    <dl class="offer-facts">{replaced_view(facts)}</dl>
                </section>
                <p class="verified" class:mark-stale=is_stale>
                    <Icon name=if is_stale { "alert" } else { "check" }/>
                    <span>{verified_text}</span>
                    {is_stale.then(|| view! { <span>{i18n.offer_stale_hint()}</span> })}
                </p>
                {actions}
            </article>
        </Frame>
    }
}

/// Address and label of the way back: to the query that led here, if any.
fn back_link(i18n: I18n) -> (String, &'static str) {
    let pairs = to_pairs(use_query_map());
    let page = if first_value(&pairs, BACK_TO) == "map" { "map" } else { "offers" };
    let label = if pairs.is_empty() { i18n.offer_new_search() } else { i18n.offer_back() };
    (localised_url(i18n, page, &without_pair(&pairs, BACK_TO, "")), label)
}

/// The German text beside the reader's, for people who help; always open in print.
fn german_text(i18n: I18n, german: GermanText) -> impl IntoView {
    view! {
        <details class="german">
            <summary>{i18n.offer_german()}</summary>
            <div lang="de" dir="ltr">
                <p>
                    <strong>{german.name}</strong>
                </p>
                {german.description.map(|text| view! { <p class="description">{text}</p> })}
            </div>
        </details>
    }
}

/// The query for our map with what this provider offers in this city; `None` where the position or
/// the provider is unknown.
fn nearby_query(detail: &OfferDetail) -> Option<Pairs> {
    detail.venue.as_ref()?.position?;
    let provider = detail.provider.as_ref()?.id.to_string();
    let pair = |name: &str, value: String| (name.to_owned(), value);
    Some(vec![pair("city", detail.card.city.id.clone()), pair("provider", provider)])
}

fn provider_block(i18n: I18n, provider: Provider) -> impl IntoView {
    let address = postal_address(&provider.address, None);
    let href = localised_path(i18n, &format!("providers/{}", provider.id));
    view! {
        <p class="provider">
            <a href=href>
                <bdi lang="de">{provider.name.to_string()}</bdi>
            </a>
            {(!address.is_empty()).then(|| view! { <br/> <bdi>{address}</bdi> })}
        </p>
    }
}
