//! The facts about an offer: when, where, for whom, in which languages, on what terms.

use crate::components::{
    PickedText, ScheduleList, TranslationNote, join_labels, language_label, next_time_text,
    place_name, postal_address, replaced_view,
};
use crate::i18n::I18n;
use i18n::words::facet_value;
use leptos::prelude::*;
use shared::api::{GoodPracticeView, OfferDetail};
use shared::language::UiLanguage;
use shared::offer::audience::Audience;
use shared::offer::schedule::{HolidayRule, Schedule};
use shared::offer::{Cost, Terms, Venue};
use shared::text::Picked;

/// The known facts, each with its label; unknown ones are left out.
pub(super) fn facts(i18n: I18n, detail: &OfferDetail) -> impl IntoView + use<> {
    let card = &detail.card;
    let place = place_name(card);
    let schedule = &detail.schedule;
    let has_times = *schedule != Schedule::default();
    let next = card.next.map(|next| next_time_text(i18n, next));
    let pauses = pauses(i18n, schedule);
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
        {next.map(|next| view! {
            <dt class="of-the-moment">{i18n.finder_next_time()}</dt>
            <dd class="of-the-moment">{next}</dd>
        })}
        {provider_fact(i18n, i18n.offer_schedule_note().to_owned(), note)}
        {fact(i18n.offer_exceptions(), Some(exceptions))}
        {fact(i18n.offer_kind(), Some(kind))}
        {fact(i18n.offer_where(), Some(place))}
        {place_fact(i18n.offer_venue(), detail.venue.as_ref().map(|venue| venue_text(venue, &card.city.label)))}
        {fact(i18n.finder_language(), Some(languages_text(i18n, detail)))}
        {fact(i18n.offer_audience(), Some(audience_text(i18n, &detail.audience)))}
        {terms_facts(i18n, &detail.terms)}
    }
}

/// What is said of a good-practice example beside the reason; nothing where nothing is.
pub(super) fn practice_facts(i18n: I18n, parts: GoodPracticeView) -> Option<AnyView> {
    let is_empty = parts == GoodPracticeView::default();
    let GoodPracticeView { for_whom, since, partners, takeaway } = parts;
    (!is_empty).then(|| {
        replaced_view(view! {
            <dl class="offer-facts">
                {picked_fact(i18n.offer_practice_for_whom(), for_whom)}
                {fact(i18n.offer_practice_since(), since.map(|year| year.get().to_string()))}
                {provider_fact(
                    i18n,
                    i18n.offer_practice_partners().to_owned(),
                    partners.map(|partners| partners.to_string()),
                )}
                {picked_fact(i18n.offer_practice_takeaway(), takeaway)}
            </dl>
        })
    })
}

/// A text that may be in another language than the page, as its note says.
fn picked_fact(label: &'static str, text: Option<Picked>) -> impl IntoView {
    text.map(|text| {
        view! {
            <dt>{label}</dt>
            <dd>
                <PickedText text=text.clone()/>
                " "
                <TranslationNote text=text/>
            </dd>
        }
    })
}

/// On which days off the regular times are suspended; nothing for a schedule without such times.
fn pauses(i18n: I18n, schedule: &Schedule) -> Option<String> {
    let is_regular = !(schedule.weekly.is_empty() && schedule.monthly.is_empty());
    let text = match (schedule.school_days_only, schedule.public_holidays) {
        (true, _) => i18n.offer_school_days_only(),
        (false, HolidayRule::Pause) => i18n.offer_not_on_holidays(),
        (false, HolidayRule::TakesPlace) => i18n.offer_on_holidays(),
    };
    (is_regular || schedule.school_days_only).then(|| text.to_owned())
}

/// A fact in the provider's words, which are German, as readers of another language are told.
fn provider_fact(i18n: I18n, label: String, value: Option<String>) -> impl IntoView {
    let is_german = matches!(i18n.language(), UiLanguage::De | UiLanguage::DeSimple);
    let note = (!is_german).then(|| {
        let note = i18n.text_fallback(&language_label(i18n, "de", "de"));
        view! { <small class="origin">{note}</small> }
    });
    value
        .filter(|value| !value.is_empty())
        .map(|value| view! { <dt>{label}</dt> <dd><bdi lang="de">{value}</bdi> {note}</dd> })
}

/// A name or address, which is not translated.
fn place_fact(label: &'static str, value: Option<String>) -> impl IntoView {
    value
        .filter(|value| !value.is_empty())
        .map(|value| view! { <dt>{label}</dt> <dd><bdi lang="de">{value}</bdi></dd> })
}

fn fact(label: &'static str, value: Option<String>) -> impl IntoView {
    value.filter(|value| !value.is_empty()).map(|value| view! { <dt>{label}</dt> <dd>{value}</dd> })
}

fn venue_text(venue: &Venue, city: &str) -> String {
    let name = venue.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let parts = [name, postal_address(&venue.address, Some(city))];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn languages_text(i18n: I18n, detail: &OfferDetail) -> String {
    let spoken = join_labels(i18n, &detail.card.languages, language_label);
    let interpreter = detail.interpreter_on_request.then(|| i18n.offer_interpreter().to_owned());
    let all = [Some(spoken).filter(|spoken| !spoken.is_empty()), interpreter];
    all.into_iter().flatten().collect::<Vec<_>>().join(i18n.list_separator())
}

/// The label of an enum's variant, by its name in JSON.
fn enum_label(i18n: I18n, table: &str, name: &str) -> String {
    facet_value(i18n, table, name, "")
}

fn audience_text(i18n: I18n, audience: &Audience) -> String {
    let mut parts = vec![enum_label(i18n, "background", audience.background.name())];
    parts.extend(audience.genders.iter().map(|gender| enum_label(i18n, "gender", gender.name())));
    parts.extend(audience.ages.iter().map(|age| enum_label(i18n, "age", age.name())));
    parts.extend(audience.groups.iter().map(|group| enum_label(i18n, "group", group.name())));
    parts.join(i18n.list_separator())
}

fn terms_facts(i18n: I18n, terms: &Terms) -> impl IntoView + use<> {
    let is_free = terms.cost == Some(Cost::Free);
    let cost = match &terms.cost {
        Some(Cost::Text(text)) => Some(text.to_string()),
        Some(Cost::Free) | None => None,
    };
    let yes_no = |value: bool| if value { i18n.offer_yes() } else { i18n.offer_no() }.to_owned();
    let instructions = terms.registration.as_ref().map(ToString::to_string);
    let registration =
        terms.registration_needed.filter(|_| instructions.is_none()).map(|is_needed| {
            if is_needed {
                i18n.offer_registration_needed()
            } else {
                i18n.offer_registration_free()
            }
            .to_owned()
        });
    let held = terms.availability.as_ref();
    let day = held.map(|held| i18n.date(held.as_of)).unwrap_or_default();
    let places = held.and_then(|held| held.places_free);
    let places = places.map(|count| i18n.offer_places_free(u64::from(count.get()), &day));
    let waiting = held.and_then(|held| held.waiting.as_ref()).map(ToString::to_string);
    view! {
        {fact(i18n.offer_cost(), is_free.then(|| i18n.finder_free().to_owned()))}
        {provider_fact(i18n, i18n.offer_cost().to_owned(), cost)}
        {fact(i18n.finder_childcare(), terms.childcare.map(yes_no))}
        {fact(i18n.offer_step_free(), terms.step_free.map(yes_no))}
        {provider_fact(i18n, i18n.offer_registration().to_owned(), instructions)}
        {fact(i18n.offer_registration(), registration)}
        {fact(i18n.offer_places(), places)}
        {waiting.map(|waiting| provider_fact(i18n, i18n.offer_waiting(&day), Some(waiting)))}
        {fact(i18n.offer_format(), terms.format.map(|format| enum_label(i18n, "format", format.name())))}
        {fact(i18n.offer_level(), terms.level.map(|level| enum_label(i18n, "level", level.name())))}
    }
}
