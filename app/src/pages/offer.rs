//! One offer with everything that is known of it.

use super::{answered, error_page, in_path};
use crate::components::{
    ContactList, Frame, Icon, Origin, PickedText, ScheduleList, category_label, labels,
    language_label, localised, place, settled,
};
use crate::data::Question;
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::OfferDetail;
use shared::contact::Address;
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
        let id = in_path("id");
        answered(Memo::new(move |_| Question::offer(&id())), |answer| match answer.read() {
            Ok(detail) => settled(view! { <Shown detail=detail/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Shown(detail: OfferDetail) -> impl IntoView {
    let i18n = use_i18n();
    let facts = facts(i18n, &detail);
    let OfferDetail { card, provider, contact, verified, .. } = detail;
    let (name, description, good_practice) = (card.name, detail.description, detail.good_practice);
    let categories = labels(i18n, &card.categories, category_label);
    // The name says already where its text is from.
    let own_language = name.language.clone();
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
                <section class="card">
                    <h2>{i18n.offer_contact()}</h2>
                    {provider.map(provider_block)}
                    {settled(view! { <ContactList contact=contact/> })}
                </section>
                <section class="card">
                    <h2>{i18n.offer_details()}</h2>
                    <dl class="offer-facts">{settled(facts)}</dl>
                </section>
                {verified
                    .map(|verified| {
                        let day = i18n.date(verified.on);
                        let text = match verified.by {
                            Some(by) => i18n.offer_verified_by(by.as_str(), &day),
                            None => i18n.finder_verified_on(&day),
                        };
                        view! { <p class="verified"><Icon name="check"/><span>{text}</span></p> }
                    })}
            </article>
        </Frame>
    }
}

fn provider_block(provider: Provider) -> impl IntoView {
    let address = address(&provider.address);
    view! {
        <p class="provider">
            <strong><bdi>{provider.name.to_string()}</bdi></strong>
            {(!address.is_empty()).then(|| view! { <br/> <bdi>{address}</bdi> })}
        </p>
    }
}

fn address(address: &Address) -> String {
    let town = [
        &address.postal_code.as_ref().map(ToString::to_string),
        &address.place.as_ref().map(ToString::to_string),
    ];
    let town = town.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let street = address.street.as_ref().map(ToString::to_string).unwrap_or_default();
    [street, town].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The facts that are known, each with its name; those nobody has stated are left out.
fn facts(i18n: I18n, detail: &OfferDetail) -> impl IntoView + use<> {
    let card = &detail.card;
    let place = place(card);
    let has_times = card.schedule != Schedule::default();
    let note = card.schedule.note.as_ref().map(ToString::to_string);
    let exceptions = card.schedule.exceptions.iter().map(|day| i18n.date(*day));
    let exceptions = exceptions.collect::<Vec<_>>().join(i18n.list_separator());
    view! {
        {has_times
            .then(|| {
                view! {
                    <dt>{i18n.offer_when()}</dt>
                    <dd>
                        <ScheduleList schedule=card.schedule.clone()/>
                    </dd>
                }
            })}
        {provider_words(i18n.offer_schedule_note(), note)}
        {fact(i18n.offer_exceptions(), Some(exceptions))}
        {fact(i18n.offer_where(), Some(place))}
        {provider_words(i18n.offer_venue(), detail.venue.as_ref().map(venue))}
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

fn venue(venue: &Venue) -> String {
    let name = venue.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let parts = [name, address(&venue.address)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn languages(i18n: I18n, detail: &OfferDetail) -> String {
    let spoken = labels(i18n, &detail.card.languages, language_label);
    let interpreter = detail.interpreter_on_request.then(|| i18n.offer_interpreter().to_owned());
    let all = [Some(spoken).filter(|spoken| !spoken.is_empty()), interpreter];
    all.into_iter().flatten().collect::<Vec<_>>().join(i18n.list_separator())
}

/// The label of an enum's value, by its name on the wire.
fn enum_label<T: serde::Serialize>(i18n: I18n, table: &str, value: &T) -> String {
    let quoted = serde_json::to_string(value).unwrap_or_default();
    let word = quoted.trim_matches('"');
    i18n.lookup_taxonomy(&format!("{table}.{word}")).unwrap_or(word).to_owned()
}

fn audience(i18n: I18n, audience: &Audience) -> String {
    let mut parts = vec![enum_label(i18n, "background", &audience.background)];
    parts.extend(audience.genders.iter().map(|gender| enum_label(i18n, "gender", gender)));
    parts.extend(audience.ages.iter().map(|age| enum_label(i18n, "age", age)));
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
        {fact(i18n.offer_format(), terms.format.map(|format| enum_label(i18n, "format", &format)))}
        {fact(i18n.offer_level(), terms.level.map(|level| enum_label(i18n, "level", &level)))}
    }
}
