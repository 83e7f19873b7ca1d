//! Weekly and monthly times in one cell: "Do 14:30–16:00 (arabisch, russisch)",
//! "Mo 14-täglich ab 07.09.2026 18:00–20:00", "1. und 3. Mi im Monat 15:00–17:00".

use super::super::lists::{GAP, Labels, is_same, outer_parts};
use super::{
    CellError, find_day, format_day, format_times, names, number, parse_times, parse_weekday,
    short, wrong,
};
use jiff::civil::{Date, Time};
use shared::language::LanguageTag;
use shared::offer::schedule::{MonthlySlot, WeekInterval, WeekOfMonth, Weekday, WeeklySlot};

pub(super) const SLOT_EXAMPLE: &str = "Do 14:30–16:00 (arabisch, russisch)";
const FORTNIGHTLY: &str = "14-täglich";
/// Other words for an interval of two weeks.
const FORTNIGHTLY_WORDS: [&str; 3] = [FORTNIGHTLY, "14-tägig", "14-tägl."];
const OF_MONTH: &str = "im Monat";
const AND: &str = " und ";

/// Weekly and monthly times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RegularTimes {
    pub(crate) weekly: Vec<WeeklySlot>,
    pub(crate) monthly: Vec<MonthlySlot>,
}

/// Weekly times, then monthly ones, each with the languages spoken then, where they differ.
pub(crate) fn format_regular(
    weekly: &[WeeklySlot],
    monthly: &[MonthlySlot],
    languages: &Labels<LanguageTag>,
) -> String {
    let with_languages = |times: String, spoken: &[LanguageTag]| match spoken {
        [] => times,
        spoken => format!("{times} ({})", languages.format_inline(spoken)),
    };
    let weekly = weekly.iter().map(|slot| with_languages(format_weekly(slot), &slot.languages));
    let monthly = monthly.iter().map(|slot| with_languages(format_monthly(slot), &slot.languages));
    weekly.chain(monthly).collect::<Vec<_>>().join(GAP)
}

fn format_weekly(slot: &WeeklySlot) -> String {
    let [day, _] = names(slot.weekday);
    let interval = match slot.every.weeks() {
        1 => String::new(),
        2 => format!(" {FORTNIGHTLY}"),
        weeks => format!(" alle {weeks} Wochen"),
    };
    let start = slot.starting.map_or_else(String::new, |day| format!(" ab {}", format_day(day)));
    format!("{day}{interval}{start} {}", format_times(slot.from, slot.to))
}

fn format_monthly(slot: &MonthlySlot) -> String {
    let [day, _] = names(slot.weekday);
    let weeks: Vec<_> = slot.weeks.iter().map(|week| week_names(*week)[0]).collect();
    format!("{} {day} {OF_MONTH} {}", weeks.join(AND), format_times(slot.from, slot.to))
}

/// Its names in cells; the first one is written.
const fn week_names(week: WeekOfMonth) -> [&'static str; 3] {
    match week {
        WeekOfMonth::First => ["1.", "erster", "ersten"],
        WeekOfMonth::Second => ["2.", "zweiter", "zweiten"],
        WeekOfMonth::Third => ["3.", "dritter", "dritten"],
        WeekOfMonth::Fourth => ["4.", "vierter", "vierten"],
        WeekOfMonth::Last => ["letzter", "letzten", "letzte"],
    }
}

/// See [`format_regular`].
pub(crate) fn parse_regular(
    cell: &str,
    languages: &Labels<LanguageTag>,
) -> Result<RegularTimes, CellError> {
    let mut times = RegularTimes::default();
    for part in outer_parts(cell) {
        let (when, spoken) = match part.split_once('(') {
            Some((when, rest)) => (when, rest.strip_suffix(')')),
            None => (part, Some("")),
        };
        let wrong = || wrong(part, SLOT_EXAMPLE);
        let slot = parse_slot(when.trim()).ok_or_else(wrong)?;
        let spoken = languages.parse_all(spoken.ok_or_else(wrong)?)?;
        match slot {
            Slot::Weekly(slot) => times.weekly.push(WeeklySlot { languages: spoken, ..slot }),
            Slot::Monthly(slot) => times.monthly.push(MonthlySlot { languages: spoken, ..slot }),
        }
    }
    Ok(times)
}

enum Slot {
    Weekly(WeeklySlot),
    Monthly(MonthlySlot),
}

fn parse_slot(text: &str) -> Option<Slot> {
    let text = short(text)?;
    match text.split_once(OF_MONTH) {
        Some((days, times)) => parse_monthly(days, times.trim()).map(Slot::Monthly),
        None => parse_weekly(text).map(Slot::Weekly),
    }
}

fn parse_weekly(text: &str) -> Option<WeeklySlot> {
    let (weekday, rest) = text.split_once(char::is_whitespace)?;
    let weekday: Weekday = parse_weekday(weekday)?;
    let (every, rest) = parse_interval(rest.trim());
    let (starting, times) = parse_start(rest);
    let (from, to): (Time, _) = parse_times(times)?;
    Some(WeeklySlot { every: every?, starting, to, ..WeeklySlot::every_week(weekday, from) })
}

/// The interval at the beginning of a text, and the rest of it; `None` for one out of range.
fn parse_interval(text: &str) -> (Option<WeekInterval>, &str) {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if FORTNIGHTLY_WORDS.iter().any(|word| is_same(word, first)) {
        return (WeekInterval::of_weeks(2), rest.trim());
    }
    let counted = text.strip_prefix("alle ").and_then(|rest| rest.split_once("Wochen"));
    match counted {
        Some((weeks, rest)) => (number(weeks.trim()).and_then(WeekInterval::of_weeks), rest.trim()),
        None => (Some(WeekInterval::EVERY_WEEK), text),
    }
}

/// The day after "ab" at the beginning of a text, and the rest of it. A time after "ab" is no day.
fn parse_start(text: &str) -> (Option<Date>, &str) {
    let start =
        text.strip_prefix("ab ").and_then(|rest| rest.trim().split_once(char::is_whitespace));
    match start.and_then(|(day, rest)| Some((find_day(day)?, rest))) {
        Some((day, rest)) => (Some(day), rest.trim()),
        None => (None, text),
    }
}

fn parse_monthly(days: &str, times: &str) -> Option<MonthlySlot> {
    let (weeks, weekday) = days.trim().rsplit_once(char::is_whitespace)?;
    let weeks = weeks.split(AND).map(|week| parse_week(week.trim())).collect::<Option<_>>()?;
    let (from, to) = parse_times(times)?;
    let weekday = parse_weekday(weekday)?;
    Some(MonthlySlot { weeks, weekday, from, to, languages: Vec::new() })
}

fn parse_week(word: &str) -> Option<WeekOfMonth> {
    let names = |week: &WeekOfMonth| week_names(*week).iter().any(|name| is_same(name, word));
    WeekOfMonth::ALL.into_iter().find(names)
}
