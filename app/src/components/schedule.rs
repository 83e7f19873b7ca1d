//! The times of an offer as text.

use super::language_label;
use crate::i18n::{I18n, use_i18n};
use jiff::civil::Time;
use leptos::prelude::*;
use shared::offer::schedule::{Schedule, SingleDate, WeeklySlot};

/// One line for every time.
#[component]
pub(crate) fn ScheduleList(
    schedule: Schedule,
    #[prop(optional)] limit: Option<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let lines = lines(i18n, &schedule);
    let limit = limit.unwrap_or(lines.len());
    let more = lines.len().saturating_sub(limit);
    let shown = lines.into_iter().take(limit).map(|line| view! { <li>{line}</li> });
    view! {
        <ul class="schedule">
            {shown.collect_view()}
            {(more > 0).then(|| view! { <li>{i18n.finder_more_times(more as u64)}</li> })}
        </ul>
    }
}

fn lines(i18n: I18n, schedule: &Schedule) -> Vec<String> {
    let mut lines: Vec<String> =
        schedule.weekly.iter().map(|slot| weekly_line(i18n, slot)).collect();
    lines.extend(schedule.dates.iter().map(|date| date_line(i18n, date)));
    let range = |range: &shared::offer::schedule::DateRange| {
        i18n.offer_range(&i18n.date(range.from), &i18n.date(range.to))
    };
    lines.extend(schedule.ranges.iter().map(range));
    if schedule.by_appointment {
        lines.push(i18n.offer_by_appointment().to_owned());
    }
    lines
}

fn weekly_line(i18n: I18n, slot: &WeeklySlot) -> String {
    let day = weekday(i18n, slot);
    let line = format!("{day} {}", time_or_span(i18n, slot.from, slot.to));
    if slot.languages.is_empty() {
        return line;
    }
    let languages =
        slot.languages.iter().map(|tag| language_label(i18n, tag.as_str(), tag.as_str()));
    i18n.offer_time_languages(&languages.collect::<Vec<_>>().join(i18n.list_separator()), &line)
}

fn weekday(i18n: I18n, slot: &WeeklySlot) -> &'static str {
    use shared::offer::schedule::Weekday::{Fr, Mo, Sa, Su, Th, Tu, We};
    match slot.weekday {
        Mo => i18n.taxonomy_weekday_mo(),
        Tu => i18n.taxonomy_weekday_tu(),
        We => i18n.taxonomy_weekday_we(),
        Th => i18n.taxonomy_weekday_th(),
        Fr => i18n.taxonomy_weekday_fr(),
        Sa => i18n.taxonomy_weekday_sa(),
        Su => i18n.taxonomy_weekday_su(),
    }
}

/// "14:30–16:00"; in words where the script runs the other way. Each time is left to right.
pub(super) fn time_span(i18n: I18n, from: Time, to: Time) -> String {
    let isolated = |time| format!("\u{2066}{}\u{2069}", i18n.time(time));
    i18n.date_span(&isolated(from), &isolated(to))
}

fn time_or_span(i18n: I18n, from: Time, to: Option<Time>) -> String {
    match to {
        Some(to) => time_span(i18n, from, to),
        None => i18n.time(from),
    }
}

fn date_line(i18n: I18n, date: &SingleDate) -> String {
    match date.from {
        Some(from) => format!("{} {}", i18n.date(date.on), time_or_span(i18n, from, date.to)),
        None => i18n.date(date.on),
    }
}
