//! One offer with everything that is known of it.

use super::{answered, error_page};
use crate::components::{
    ContactList, Frame, Icon, Origin, PickedText, ScheduleList, TakeAlong, category_label, labels,
    language_label, localised, next_time, place, postal_address, settled,
};
use crate::i18n::{I18n, use_i18n};
use crate::query::address;
use i18n::words::facet_value;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{GermanText, OfferDetail, Pairs};
use shared::offer::audience::Audience;
use shared::offer::schedule::Schedule;
use shared::offer::{Cost, Terms, Venue};
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
        answered(OfferPage::request, |answer| match answer.read() {
            Ok(detail) => settled(view! { <Shown detail=detail/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Shown(detail: OfferDetail) -> impl IntoView {
    let i18n = use_i18n();
    let facts = facts(i18n, &detail);
    let take_along = settled(view! { <TakeAlong detail=detail.clone()/> });
    let route = detail.venue.as_ref().and_then(route);
    let around = around(&detail).map(|pairs| address(i18n, "map", &pairs));
    let OfferDetail { card, provider, contact, verified, .. } = detail;
    let (name, description, good_practice) = (card.name, detail.description, detail.good_practice);
    let categories = labels(i18n, &card.categories, category_label);
    // The name says already where its text is from.
    let own_language = name.language.clone();
    let checked = verified.map(|verified| {
        let day = i18n.date(verified.on);
        match verified.by {
            Some(by) => i18n.offer_verified_by(by.as_str(), &day),
            None => i18n.finder_verified_on(&day),
        }
    });
    let checked = checked.unwrap_or_else(|| i18n.finder_unverified().to_owned());
    let is_stale = card.is_stale;
    view! {
        <Frame title=name.text.clone()>
            <p class="back">
                <a href=localised(i18n, "offers")>
                    <Icon name="back"/>
                    <span>{i18n.offer_new_search()}</span>
                </a>
            </p>
            <article class="offer">
                <header>
                    <p class="facts">{categories}</p>
                    <h1>
                        <PickedText text=name.clone()/>
                    </h1>
                    <Origin text=name/>
                </header>
                {good_practice
                    .map(|text| {
                        view! {
                            <p class="good-practice">
                                <Icon name="star"/>
                                <strong>{i18n.offer_good_practice()}": "</strong>
                                <PickedText text=text/>
                            </p>
                        }
                    })}
                {description
                    .map(|text| {
                        view! {
                            <p class="description">
                                <PickedText text=text.clone()/>
                            </p>
                            {(text.language != own_language).then(|| view! { <Origin text=text/> })}
                        }
                    })}
                {detail.german.map(|german| german_text(i18n, german))}
                <section class="card">
                    <h2>{i18n.offer_contact()}</h2>
                    {provider.map(|provider| provider_block(i18n, provider))}
                    {settled(view! { <ContactList contact=contact/> })}
                    <p class="ways">
                        {route.map(|href| route_link(i18n, href))}
                        {around
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
                    <dl class="offer-facts">{settled(facts)}</dl>
                </section>
                <p class="verified" class:mark-stale=is_stale>
                    <Icon name=if is_stale { "alert" } else { "check" }/>
                    <span>{checked}</span>
                    {is_stale.then(|| view! { <span>{i18n.offer_stale_hint()}</span> })}
                </p>
                {take_along}
            </article>
        </Frame>
    }
}

/// The German text beside the reader's, for helpers; on paper it is always there.
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

fn route_link(i18n: I18n, href: String) -> impl IntoView {
    view! {
        <a class="button button-quiet" href=href rel="external noopener">
            <Icon name="place"/>
            <span>{i18n.offer_route()}</span>
            <small>{i18n.offer_route_hint()}</small>
        </a>
    }
}

/// Our own map with what this provider offers in this town; nothing for what has no place.
fn around(detail: &OfferDetail) -> Option<Pairs> {
    detail.venue.as_ref()?.position?;
    let provider = detail.provider.as_ref()?.id.to_string();
    let pair = |name: &str, value: String| (name.to_owned(), value);
    Some(vec![pair("city", detail.card.city.id.clone()), pair("provider", provider)])
}

/// A way there on a public map, opened on request only.
fn route(venue: &Venue) -> Option<String> {
    let position = venue.position?;
    let degrees = |millionths: i32| {
        let sign = if millionths < 0 { "-" } else { "" };
        let millionths = millionths.unsigned_abs();
        format!("{sign}{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
    };
    let (latitude, longitude) = (degrees(position.latitude), degrees(position.longitude));
    Some(format!("https://www.openstreetmap.org/directions?to={latitude}%2C{longitude}"))
}

fn provider_block(i18n: I18n, provider: Provider) -> impl IntoView {
    let address = postal_address(&provider.address, None);
    let href = localised(i18n, &format!("providers/{}", provider.id));
    view! {
        <p class="provider">
            <a href=href>
                <bdi lang="de">{provider.name.to_string()}</bdi>
            </a>
            {(!address.is_empty()).then(|| view! { <br/> <bdi>{address}</bdi> })}
        </p>
    }
}

/// The facts that are known, each with its name; those nobody has stated are left out.
fn facts(i18n: I18n, detail: &OfferDetail) -> impl IntoView + use<> {
    let card = &detail.card;
    let place = place(card);
    let schedule = &detail.schedule;
    let has_times = *schedule != Schedule::default();
    let next = card.next.map(|next| next_time(i18n, next));
    let pauses = schedule.school_days_only.then(|| i18n.offer_school_days_only().to_owned());
    let note = schedule.note.as_ref().map(ToString::to_string);
    let kind = facet_value(i18n, "kind", card.kind.name(), "");
    let exceptions = schedule.exceptions.iter().map(|day| i18n.date(*day));
    let exceptions = exceptions.collect::<Vec<_>>().join(i18n.list_separator());
    view! {
        {has_times
            .then(|| {
                view! {
                    <dt>{i18n.offer_when()}</dt>
                    <dd>
                        <ScheduleList schedule=schedule.clone()/>
                        {pauses}
                    </dd>
                }
            })}
        {fact(i18n.finder_next_time(), next)}
        {provider_words(i18n.offer_schedule_note(), note)}
        {fact(i18n.offer_exceptions(), Some(exceptions))}
        {fact(i18n.offer_kind(), Some(kind))}
        {fact(i18n.offer_where(), Some(place))}
        {provider_words(i18n.offer_venue(), detail.venue.as_ref().map(|own| venue(own, &card.city.label)))}
        {fact(i18n.finder_language(), Some(languages(i18n, detail)))}
        {fact(i18n.offer_audience(), Some(audience(i18n, &detail.audience)))}
        {terms(i18n, &detail.terms)}
    }
}

/// A fact in the provider's own words, which are German.
fn provider_words(name: &'static str, value: Option<String>) -> impl IntoView {
    value
        .filter(|value| !value.is_empty())
        .map(|value| view! { <dt>{name}</dt> <dd><bdi lang="de">{value}</bdi></dd> })
}

fn fact(name: &'static str, value: Option<String>) -> impl IntoView {
    value.filter(|value| !value.is_empty()).map(|value| view! { <dt>{name}</dt> <dd>{value}</dd> })
}

fn venue(venue: &Venue, city: &str) -> String {
    let name = venue.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let parts = [name, postal_address(&venue.address, Some(city))];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn languages(i18n: I18n, detail: &OfferDetail) -> String {
    let spoken = labels(i18n, &detail.card.languages, language_label);
    let interpreter = detail.interpreter_on_request.then(|| i18n.offer_interpreter().to_owned());
    let all = [Some(spoken).filter(|spoken| !spoken.is_empty()), interpreter];
    all.into_iter().flatten().collect::<Vec<_>>().join(i18n.list_separator())
}

/// The label of an enum's value, by its name on the wire.
fn enum_label(i18n: I18n, table: &str, name: &str) -> String {
    facet_value(i18n, table, name, "")
}

fn audience(i18n: I18n, audience: &Audience) -> String {
    let mut parts = vec![enum_label(i18n, "background", audience.background.name())];
    parts.extend(audience.genders.iter().map(|gender| enum_label(i18n, "gender", gender.name())));
    parts.extend(audience.ages.iter().map(|age| enum_label(i18n, "age", age.name())));
    parts.join(i18n.list_separator())
}

fn terms(i18n: I18n, terms: &Terms) -> impl IntoView + use<> {
    let is_free = terms.cost == Some(Cost::Free);
    let cost = match &terms.cost {
        Some(Cost::Text(text)) => Some(text.to_string()),
        Some(Cost::Free) | None => None,
    };
    let yes_no = |value: bool| if value { i18n.offer_yes() } else { i18n.offer_no() }.to_owned();
    let how = terms.registration.as_ref().map(ToString::to_string);
    let needed = terms.registration_needed.filter(|_| how.is_none()).map(|needed| {
        if needed { i18n.offer_registration_needed() } else { i18n.offer_registration_free() }
            .to_owned()
    });
    view! {
        {fact(i18n.offer_cost(), is_free.then(|| i18n.finder_free().to_owned()))}
        {provider_words(i18n.offer_cost(), cost)}
        {fact(i18n.finder_childcare(), terms.childcare.map(yes_no))}
        {fact(i18n.offer_step_free(), terms.step_free.map(yes_no))}
        {provider_words(i18n.offer_registration(), how)}
        {fact(i18n.offer_registration(), needed)}
        {fact(i18n.offer_format(), terms.format.map(|format| enum_label(i18n, "format", format.name())))}
        {fact(i18n.offer_level(), terms.level.map(|level| enum_label(i18n, "level", level.name())))}
    }
}
