//! Single days as people and spreadsheet programs write them.

use super::lists::{Labels, folded};
use super::pieces::states_nothing;
use super::reading::{Assumption, CellReading, Doubt, DoubtReason};
use super::schedule::{self, TimeItem};
use super::times::parse_day;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use shared::language::LanguageTag;

/// Day numbers of spreadsheets that are taken for dates: 1980 to 2119.
const NUMBERS: std::ops::Range<i64> = 29_221..80_355;

/// A day; one without a year is the one closest to `today`.
pub(crate) fn read(cell: &str, today: Date) -> CellReading<Option<Date>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    if let Ok(day) = parse_day(cell)
        && cell.split_whitespace().skip(1).all(|time| time.contains(':'))
    {
        return CellReading::sure(Some(day));
    }
    let with_points = cell.trim().replace(['/', '-', ','], ".");
    let reversed = with_points.split('.').rev().collect::<Vec<_>>().join(".");
    let found = [with_points, reversed].iter().find_map(|text| parse_day(text).ok());
    let is_plain = cell.trim().matches(['/', '-', ',']).count() == 2
        && cell.split_whitespace().skip(1).all(|time| time.contains(':'));
    if let Some(day) = found.filter(|_| is_plain) {
        // "5/10/26" is in May where the spreadsheet program speaks English.
        let is_either = cell.contains('/') && day.day() <= 12 && day.day() != day.month();
        let reading = CellReading::sure(Some(day));
        return if is_either && !starts_with_year(cell) {
            reading.doubted(cell, DoubtReason::Ambiguous)
        } else {
            reading
        };
    }
    if let Some(day) = numbered(cell) {
        return CellReading::sure(Some(day));
    }
    let plain = without_label(cell);
    if let Some(reading) = part_of_month(cell, today).or_else(|| part_of_month(plain, today)) {
        return reading;
    }
    let cell = plain;
    let reading = schedule::read(cell, &Labels::default(), today);
    let days: Vec<Date> = reading
        .value
        .items
        .iter()
        .filter_map(|item| match item {
            TimeItem::Date(single) => Some(single.on),
            TimeItem::Range(range) => Some(range.from),
            _ => None,
        })
        .collect();
    let has_time =
        |item: &TimeItem| matches!(item, TimeItem::Date(single) if single.from.is_some());
    // A day has no time; the words are kept.
    let time = reading.value.items.iter().any(has_time).then(|| Doubt::beside(cell));
    let is_assumed = |doubt: &Doubt| doubt.reason == DoubtReason::Assumed(Assumption::Year);
    let is_without_year = reading.doubts.iter().any(is_assumed);
    match days[..] {
        [day] => {
            let day = if is_without_year { closest(day, today) } else { day };
            CellReading { value: Some(day), doubts: reading.doubts }.with(time)
        }
        [day, ..] => CellReading { value: Some(day), doubts: reading.doubts }
            .doubted(cell, DoubtReason::Ambiguous),
        [] => month_and_year(cell).map_or_else(
            || CellReading::unreadable(cell),
            |day| CellReading::sure(Some(day)).doubted(cell, DoubtReason::Assumed(Assumption::Day)),
        ),
    }
}

fn starts_with_year(cell: &str) -> bool {
    cell.trim().chars().take_while(char::is_ascii_digit).count() == 4
}

/// "Anfang Dezember 2026", "Mitte Januar": a day of that part of the month, with a doubt.
fn part_of_month(cell: &str, today: Date) -> Option<CellReading<Option<Date>>> {
    let (part, month) = cell.trim().split_once(char::is_whitespace)?;
    let day_of = |month: Date| match folded(part).as_str() {
        "anfang" | "beginn" => Some(month.first_of_month()),
        "mitte" => month.with().day(15).build().ok(),
        "ende" => Some(month.last_of_month()),
        _ => None,
    };
    day_of(today)?;
    let first = read(&format!("1. {}", month.trim()), today);
    let is_month = !first.doubts.iter().any(|doubt| doubt.reason == DoubtReason::Partly);
    let day = first.value.filter(|_| is_month).and_then(day_of)?;
    Some(CellReading::sure(Some(day)).doubted(cell, DoubtReason::Assumed(Assumption::Day)))
}

/// The next such day, or that of the year before where it is closer: a cell with one day may say
/// when something was checked.
fn closest(day: Date, today: Date) -> Date {
    let before = day.checked_sub(1.year()).unwrap_or(day);
    let is_closer = today.duration_since(before) < day.duration_since(today);
    if is_closer { before } else { day }
}

/// Without "Stand:" and other words that only say what day it is.
fn without_label(cell: &str) -> &str {
    const LABELS: [&str; 22] = [
        "zum",
        "beginn",
        "stand",
        "vom",
        "am",
        "gepruft",
        "aktualisiert",
        "datum",
        "zuletzt",
        "letzter",
        "den",
        "ab",
        "start",
        "startet",
        "letzte",
        "anderung",
        "aktualisierung",
        "prufung",
        "update",
        "updated",
        "erstellt",
        "seit",
    ];
    let is_gap = |letter: char| letter.is_whitespace() || letter == ':';
    let label = cell.trim_start().split(is_gap).next().unwrap_or_default();
    let is_label = |word: &str| LABELS.contains(&folded(word).as_str());
    if label.is_empty() || !is_label(label) {
        // "02.12.2026 geprüft".
        let last = cell.trim_end().rsplit_once(char::is_whitespace);
        return last.filter(|(_, word)| is_label(word)).map_or(cell, |(day, _)| day);
    }
    without_label(cell.trim_start()[label.len()..].trim_start_matches(is_gap))
}

/// The day number of a spreadsheet, counted from 1899-12-30.
fn numbered(cell: &str) -> Option<Date> {
    let whole = cell.split_once(['.', ',']).map_or(cell, |(whole, _)| whole);
    let number: i64 = whole.trim().parse().ok().filter(|number| NUMBERS.contains(number))?;
    let is_number = cell.chars().all(|letter| letter.is_ascii_digit() || ".,".contains(letter));
    is_number.then(|| date(1899, 12, 30).checked_add(number.days()).ok()).flatten()
}

/// "11/2026".
fn month_and_year(cell: &str) -> Option<Date> {
    let (month, year) = cell.trim().split_once(['/', '.'])?;
    let year: i16 = year.trim().parse().ok().filter(|year| (1990..2100).contains(year))?;
    Date::new(year, month.trim().parse().ok()?, 1).ok()
}

/// Without a list, so that no word of a date is taken for a language.
impl Default for Labels<LanguageTag> {
    fn default() -> Self {
        Self::new(&[])
    }
}
