//! An offer in a list: name, topics, place, next time, languages, and the most important marks.

use super::schedule::time_span;
use super::{
    Icon, PickedText, TranslationNote, category_icon, category_label, join_labels, language_label,
};
use crate::i18n::{I18n, use_i18n};
use i18n::words::facet_value;
use leptos::prelude::*;
use shared::api::{self, NextTime, Why};
use shared::offer::OfferKind;
use shared::search::postings::Place;

/// A card with a link to the offer's page.
#[component]
pub(crate) fn OfferCard(card: api::OfferCard, href: String) -> impl IntoView {
    let i18n = use_i18n();
    let icon = card.categories.first().map_or("offer", |category| category_icon(&category.id));
    let topics = topics(i18n, &card);
    let languages = join_labels(i18n, &card.languages, language_label);
    let facts = [
        ("place", "", Some(place_with_distance(i18n, &card))),
        ("time", i18n.finder_next_time(), next_time_or_appointment(i18n, &card)),
        ("languages", i18n.offer_languages(), Some(languages)),
    ];
    // "Today" is wrong on the paper of tomorrow.
    let is_relative = card.next.is_some_and(|next| next.in_days <= 1);
    let facts = facts
        .map(|(icon, label, text)| fact(icon, label, text, icon == "time" && is_relative))
        .collect_view();
    let marks = marks(i18n, &card);
    let why = card.why.iter().map(|why| why_line(i18n, why)).collect_view();
    let name = card.name.clone();
    view! {
        <article class="card offer-card">
            <div class="offer-card-icon">
                <Icon name=icon/>
            </div>
            <div class="offer-card-text">
                <h3>
                    <a href=href>
                        <PickedText text=name.clone()/>
                    </a>
                </h3>
                <TranslationNote text=name/>
                <p class="facts">{topics}</p>
                <ul class="facts-list">{facts}</ul>
                {marks}
                {why}
            </div>
        </article>
    }
}

fn fact(
    icon: &'static str,
    label: &'static str,
    text: Option<String>,
    is_of_the_moment: bool,
) -> impl IntoView {
    text.filter(|text| !text.is_empty()).map(|text| {
        view! {
            <li class:of-the-moment=is_of_the_moment>
                <Icon name=icon/>
                {(!label.is_empty())
                    .then(|| view! { <span class="visually-hidden">{label}": "</span> })}
                <span>{text}</span>
            </li>
        }
    })
}

/// The categories, after the kind of offer where it is not a course.
fn topics(i18n: I18n, card: &api::OfferCard) -> String {
    let categories = join_labels(i18n, &card.categories, category_label);
    if card.kind == OfferKind::Course {
        return categories;
    }
    let kind = facet_value(i18n, "kind", card.kind.name(), "");
    format!("{kind} · {categories}")
}

/// City and district; their names are not translated.
pub(crate) fn place_name(card: &api::OfferCard) -> String {
    match &card.district {
        Some(district) => format!("{}, {district}", card.city.label),
        None => card.city.label.clone(),
    }
}

fn place_with_distance(i18n: I18n, card: &api::OfferCard) -> String {
    let place = place_name(card);
    // Zero means the point from which the town is measured, not that the reader is there.
    match card.metres.filter(|metres| *metres > 0) {
        // Isolates keep the direction of each part.
        Some(metres) => {
            format!("\u{2068}{place}\u{2069} · \u{2068}{}\u{2069}", distance(i18n, metres))
        }
        None => place,
    }
}

/// "850 m", "3,4 km", "11 km": rounded up to 50 m, from one kilometre on to 100 m, and from ten on
/// to whole kilometres.
fn distance(i18n: I18n, metres: u32) -> String {
    if metres < 1_000 {
        return i18n.finder_metres(&(metres.div_ceil(50) * 50).to_string());
    }
    let tenths = metres.div_ceil(100);
    if tenths >= 100 {
        return i18n.finder_kilometres(&i18n.number(u64::from(metres.div_ceil(1_000))));
    }
    let whole = i18n.number(u64::from(tenths / 10));
    i18n.finder_kilometres(&format!("{whole}{}{}", i18n.number_decimal(), tenths % 10))
}

fn next_time_or_appointment(i18n: I18n, card: &api::OfferCard) -> Option<String> {
    let appointment = card.by_appointment.then(|| i18n.offer_by_appointment().to_owned());
    card.next.map(|next| next_time_text(i18n, next)).or(appointment)
}

/// When it takes place next: "today", "tomorrow" or a date, with the time or "now".
pub(crate) fn next_time_text(i18n: I18n, next: NextTime) -> String {
    let day = match next.in_days {
        0 => i18n.date_today().to_owned(),
        1 => i18n.date_tomorrow().to_owned(),
        _ => i18n.date_weekday(&i18n.date(next.day), i18n.weekday(next.day)),
    };
    if next.is_now {
        return i18n.date_at(&day, i18n.finder_now());
    }
    match (next.from, next.to) {
        (Some(from), Some(to)) => i18n.date_at(&day, &time_span(i18n, from, to)),
        (Some(from), None) => i18n.date_from(&day, &i18n.time(from)),
        (None, _) => day,
    }
}

fn marks(i18n: I18n, card: &api::OfferCard) -> impl IntoView + use<> {
    let verified = match card.verified_on {
        _ if card.is_stale && card.verified_on.is_some() => i18n.finder_stale().to_owned(),
        Some(day) => i18n.finder_verified_on(&i18n.date(day)),
        None => i18n.finder_unverified().to_owned(),
    };
    let marks = [
        (card.is_free, "free", i18n.finder_free().to_owned(), "mark"),
        (card.childcare == Some(true), "childcare", i18n.finder_childcare().to_owned(), "mark"),
        (!card.is_stale, "check", verified.clone(), "mark mark-quiet"),
        (card.is_stale, "alert", verified, "mark mark-stale"),
    ];
    let marks = marks.into_iter().filter(|(is_shown, ..)| *is_shown);
    let marks = marks.map(|(_, icon, text, class)| {
        view! { <li class=class><Icon name=icon/><span>{text}</span></li> }
    });
    view! { <ul class="marks">{marks.collect_view()}</ul> }
}

fn why_line(i18n: I18n, why: &Why) -> impl IntoView + use<> {
    let typed = &why.typed;
    let text = match (&why.found, why.place) {
        (Some(found), _) => Some(i18n.finder_why(found, typed)),
        (None, Place::Description) => Some(i18n.finder_why_description(typed)),
        (None, Place::Provider) => Some(i18n.finder_why_provider(typed)),
        (None, Place::Where) => Some(i18n.finder_why_where(typed)),
        (None, Place::Name | Place::NamePart | Place::Value) => None,
    };
    text.map(|text| view! { <p class="why">{text}</p> })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use rstest::rstest;
    use shared::language::UiLanguage;

    #[rstest]
    #[case(1, "50 m")]
    #[case(950, "950 m")]
    #[case(1_000, "1,0 km")]
    #[case(3_410, "3,5 km")]
    #[case(9_900, "9,9 km")]
    #[case(9_950, "10 km")]
    #[case(10_001, "11 km")]
    #[case(10_900, "11 km")]
    #[case(11_000, "11 km")]
    fn a_distance_is_always_rounded_up(#[case] metres: u32, #[case] shown: &str) {
        assert_eq!(distance(I18n::for_server(UiLanguage::De), metres), shown);
    }
}
