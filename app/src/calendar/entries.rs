//! A day of the calendar: its towns, and what takes place there.

use crate::components::{PickedText, TranslationNote, join_labels, language_label, time_span};
use crate::i18n::I18n;
use crate::query::localised_url;
use i18n::soft_hyphens::with_soft_hyphens;
use leptos::prelude::*;
use shared::api::{OfferCard, Pairs};
use shared::finder::{DateDay, DateEntry, DateTown};
use shared::text::Picked;

/// Institutions have one name, which is German.
const GERMAN: &str = "de";

/// The day with everything that takes place on it. `pairs` are the search that the offers' pages
/// lead back to.
pub(super) fn day_section(i18n: I18n, day: DateDay, pairs: &Pairs) -> impl IntoView + use<> {
    let DateDay { day, towns } = day;
    let title = i18n.date_weekday(&i18n.date(day), i18n.weekday(day));
    let towns = towns.into_iter().map(|town| town_list(i18n, town, pairs)).collect_view();
    view! {
        <section class="card" data-day=day.to_string()>
            <h3>{title}</h3>
            {towns}
        </section>
    }
}

fn town_list(i18n: I18n, town: DateTown, pairs: &Pairs) -> impl IntoView + use<> {
    let DateTown { city, entries } = town;
    let entries = entries.into_iter().map(|one| entry(i18n, one, pairs)).collect_view();
    view! {
        <h4>{city.label}</h4>
        <ul class="facts-list">{entries}</ul>
    }
}

fn entry(i18n: I18n, entry: DateEntry, pairs: &Pairs) -> impl IntoView + use<> {
    let time = time_text(i18n, &entry);
    let card = entry.card;
    let href = localised_url(i18n, &format!("offers/{}", card.id), pairs);
    let facts = facts(i18n, &card);
    let name = softened(card.name);
    view! {
        <li>
            <span>
                <strong>{time}</strong>
                " "
                <a href=href>
                    <PickedText text=name.clone()/>
                </a>
                " "
                <TranslationNote text=name/>
                <br/>
                <span class="facts">{facts}</span>
            </span>
        </li>
    }
}

/// "18:00–20:00", "until 30 November 2026", "all day".
fn time_text(i18n: I18n, entry: &DateEntry) -> String {
    if let Some(last) = entry.until {
        return i18n.calendar_until(&i18n.date(last));
    }
    let Some((next, from)) = entry.card.next.and_then(|next| Some((next, next.from?))) else {
        return i18n.calendar_whole_day().to_owned();
    };
    let time = next.to.map_or_else(|| i18n.time(from), |to| time_span(i18n, from, to));
    if next.is_now { i18n.date_at(&time, i18n.finder_now()) } else { time }
}

/// District, institution, languages.
fn facts(i18n: I18n, card: &OfferCard) -> String {
    let provider = card.provider.as_ref().map(|name| with_soft_hyphens(name.as_str(), GERMAN));
    let languages = join_labels(i18n, &card.languages, language_label);
    let languages = (!languages.is_empty()).then_some(languages);
    let district = card.district.as_ref().map(ToString::to_string);
    // Isolates keep the direction of each part.
    let parts = [district, provider, languages].into_iter().flatten();
    parts.map(|part| format!("\u{2068}{part}\u{2069}")).collect::<Vec<_>>().join(" · ")
}

fn softened(name: Picked) -> Picked {
    Picked { text: with_soft_hyphens(&name.text, name.language.as_str()), ..name }
}
