//! The times of an offer as text.

use super::language_label;
use crate::i18n::{I18n, use_i18n};
use jiff::civil::Time;
use leptos::prelude::*;
use shared::language::LanguageTag;
use shared::offer::schedule::{
    DateRange, MonthlySlot, Schedule, SingleDate, WeekOfMonth, Weekday, WeeklySlot,
};

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
    lines.extend(schedule.monthly.iter().map(|slot| monthly_line(i18n, slot)));
    lines.extend(schedule.dates.iter().map(|date| date_line(i18n, date)));
    let range = |range: &DateRange| i18n.offer_range(&i18n.date(range.from), &i18n.date(range.to));
    lines.extend(schedule.ranges.iter().map(range));
    if schedule.by_appointment {
        lines.push(i18n.offer_by_appointment().to_owned());
    }
    lines
}

/// "Donnerstag, alle 2 Wochen 18:00–20:00, ab 3. Dezember 2026 (Arabisch)".
fn weekly_line(i18n: I18n, slot: &WeeklySlot) -> String {
    let day = weekday(i18n, slot.weekday);
    let times = time_or_span(i18n, slot.from, slot.to);
    let mut line = if slot.every.is_every_week() {
        format!("{day} {times}")
    } else {
        format!("{} {times}", i18n.offer_every_weeks(u64::from(slot.every.weeks()), day))
    };
    if let Some(day) = slot.starting {
        line = i18n.offer_starting(&i18n.date(day), &line);
    } else if !slot.has_dates() {
        line = i18n.offer_ask_week(&line);
    }
    with_languages(i18n, line, &slot.languages)
}

/// "erster und dritter Mittwoch im Monat 15:00–17:00".
fn monthly_line(i18n: I18n, slot: &MonthlySlot) -> String {
    let weeks: Vec<_> = slot.weeks.iter().map(|week| week_of_month(i18n, *week)).collect();
    let weeks = match weeks.split_last() {
        Some((last, first)) if !first.is_empty() => {
            i18n.offer_and(&first.join(i18n.list_separator()), last)
        }
        _ => weeks.concat(),
    };
    let days = i18n.offer_monthly(weekday(i18n, slot.weekday), &weeks);
    let line = format!("{days} {}", time_or_span(i18n, slot.from, slot.to));
    with_languages(i18n, line, &slot.languages)
}

fn with_languages(i18n: I18n, line: String, languages: &[LanguageTag]) -> String {
    if languages.is_empty() {
        return line;
    }
    let languages = languages.iter().map(|tag| language_label(i18n, tag.as_str(), tag.as_str()));
    i18n.offer_time_languages(&languages.collect::<Vec<_>>().join(i18n.list_separator()), &line)
}

fn week_of_month(i18n: I18n, week: WeekOfMonth) -> &'static str {
    match week {
        WeekOfMonth::First => i18n.offer_week_of_month_first(),
        WeekOfMonth::Second => i18n.offer_week_of_month_second(),
        WeekOfMonth::Third => i18n.offer_week_of_month_third(),
        WeekOfMonth::Fourth => i18n.offer_week_of_month_fourth(),
        WeekOfMonth::Last => i18n.offer_week_of_month_last(),
    }
}

fn weekday(i18n: I18n, weekday: Weekday) -> &'static str {
    use Weekday::{Fr, Mo, Sa, Su, Th, Tu, We};
    match weekday {
        Mo => i18n.taxonomy_weekday_mo(),
        Tu => i18n.taxonomy_weekday_tu(),
        We => i18n.taxonomy_weekday_we(),
        Th => i18n.taxonomy_weekday_th(),
        Fr => i18n.taxonomy_weekday_fr(),
        Sa => i18n.taxonomy_weekday_sa(),
        Su => i18n.taxonomy_weekday_su(),
    }
}

/// "14:30–16:00", "22:00–02:00 (am nächsten Tag)"; in words where the script runs the other way.
/// Each time is left to right.
pub(crate) fn time_span(i18n: I18n, from: Time, to: Time) -> String {
    let isolated = |time| format!("\u{2066}{}\u{2069}", i18n.time(time));
    let span = i18n.date_span(&isolated(from), &isolated(to));
    if to > from { span } else { i18n.offer_next_day(&span) }
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

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use super::*;
    use rstest::rstest;
    use shared::language::UiLanguage;

    fn shown(language: UiLanguage, schedule: &str) -> Vec<String> {
        let schedule: Schedule = serde_json::from_str(schedule).unwrap();
        let lines = lines(I18n::for_server(language), &schedule);
        // Isolates and joiners are not what this is about.
        let is_visible = |letter: &char| !('\u{2060}'..='\u{2069}').contains(letter);
        lines.iter().map(|line| line.chars().filter(is_visible).collect()).collect()
    }

    #[rstest]
    #[case(UiLanguage::De, "Donnerstag, alle 2 Wochen 18:00, ab 3. Dezember 2026")]
    #[case(UiLanguage::DeSimple, "Donnerstag, alle 2 Wochen 18:00, ab 3. Dezember 2026")]
    #[case(UiLanguage::En, "Thursday, every 2 weeks 18:00, from 3 December 2026")]
    #[case(UiLanguage::Ar, "الخميس، كل أسبوعين 18:00، ابتداءً من 3 ديسمبر 2026")]
    #[case(UiLanguage::Tr, "Perşembe, 2 haftada bir 18:00, başlangıç 3 Aralık 2026")]
    #[case(UiLanguage::Uk, "четвер, кожні 2 тижні 18:00, з 3 грудня 2026 р.")]
    fn every_second_week_is_said_in_every_language(
        #[case] language: UiLanguage,
        #[case] line: &str,
    ) {
        let schedule = r#"{"weekly": [
            {"weekday": "th", "every": 2, "starting": "2026-12-03", "from": "18:00:00"}
        ]}"#;
        assert_eq!(shown(language, schedule), [line]);
    }

    #[rstest]
    #[case(UiLanguage::De, "erster und dritter Mittwoch im Monat 15:00–17:00")]
    #[case(UiLanguage::DeSimple, "1. und 3. Mittwoch im Monat 15:00–17:00")]
    #[case(UiLanguage::En, "first and third Wednesday of the month 15:00–17:00")]
    #[case(UiLanguage::Ar, "يوم الأربعاء الأول والثالث من كل شهر من 15:00 إلى 17:00")]
    #[case(UiLanguage::Tr, "her ayın birinci ve üçüncü Çarşamba günü 15:00–17:00")]
    #[case(UiLanguage::Uk, "середа, перший і третій раз у місяці 15:00–17:00")]
    fn weeks_of_a_month_are_said_in_every_language(
        #[case] language: UiLanguage,
        #[case] line: &str,
    ) {
        let schedule = r#"{"monthly": [{
            "weeks": ["first", "third"], "weekday": "we", "from": "15:00:00", "to": "17:00:00"
        }]}"#;
        assert_eq!(shown(language, schedule), [line]);
    }

    #[rstest]
    #[case(
        r#"{"weekly": [{"weekday": "fr", "from": "22:00:00", "to": "02:00:00"}]}"#,
        "Friday 22:00–02:00 (the next day)"
    )]
    #[case(
        r#"{"weekly": [{"weekday": "fr", "every": 2, "from": "20:00:00"}]}"#,
        "Friday, every 2 weeks 20:00 (please ask in which week)"
    )]
    #[case(
        r#"{"weekly": [{"weekday": "fr", "starting": "2027-01-08", "from": "20:00:00"}]}"#,
        "Friday 20:00, from 8 January 2027"
    )]
    #[case(
        r#"{"monthly": [{"weeks": ["first", "third", "last"], "weekday": "fr",
        "from": "20:00:00", "languages": ["ar"]}]}"#,
        "first, third and last Friday of the month 20:00 (Arabic)"
    )]
    fn nights_open_weeks_and_later_starts_are_said(#[case] schedule: &str, #[case] line: &str) {
        assert_eq!(shown(UiLanguage::En, schedule), [line]);
    }
}
