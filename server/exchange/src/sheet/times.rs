//! Days and times in cells: "20.11.2026 14:30–16:00"; those that repeat are in `regular`.

mod regular;

pub(crate) use regular::{format_regular, parse_regular};

use super::lists::{GAP, is_same, parts};
use super::{CellError, shortened};
use jiff::civil::{Date, Time};
use shared::offer::schedule::{DateRange, SingleDate, Weekday};

const DATE_EXAMPLE: &str = "20.11.2026 14:30–16:00";
const RANGE_EXAMPLE: &str = "01.09.2026–31.01.2027";

/// Longest day or time; longer texts are rejected without being parsed.
const LONGEST: usize = 100;

/// A weekday's names in cells, short and long.
const fn names(weekday: Weekday) -> [&'static str; 2] {
    match weekday {
        Weekday::Mo => ["Mo", "Montag"],
        Weekday::Tu => ["Di", "Dienstag"],
        Weekday::We => ["Mi", "Mittwoch"],
        Weekday::Th => ["Do", "Donnerstag"],
        Weekday::Fr => ["Fr", "Freitag"],
        Weekday::Sa => ["Sa", "Samstag"],
        Weekday::Su => ["So", "Sonntag"],
    }
}

fn parse_weekday(word: &str) -> Option<Weekday> {
    Weekday::ALL.into_iter().find(|day| names(*day).iter().any(|name| is_same(name, word)))
}

/// Single days.
pub(crate) fn format_dates(dates: &[SingleDate]) -> String {
    let date = |date: &SingleDate| {
        let on = format_day(date.on);
        match (date.from, date.to) {
            (Some(from), to) => format!("{on} {}", format_times(from, to)),
            (None, Some(to)) => format!("{on} bis {}", format_time(to)),
            (None, None) => on,
        }
    };
    dates.iter().map(date).collect::<Vec<_>>().join(GAP)
}

/// Single days, with or without times; a leading weekday is ignored.
pub(crate) fn parse_dates(cell: &str) -> Result<Vec<SingleDate>, CellError> {
    parts(cell).map(|part| parse_date(part).ok_or_else(|| wrong(part, DATE_EXAMPLE))).collect()
}

fn parse_date(text: &str) -> Option<SingleDate> {
    let text = short(text)?;
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let date = if parse_weekday(first).is_some() { rest.trim() } else { text };
    let (day, times) = date.split_once(char::is_whitespace).unwrap_or((date, ""));
    let on = find_day(day)?;
    let times = times.trim();
    if times.is_empty() {
        return Some(SingleDate { on, from: None, to: None });
    }
    if let Some(end) = times.strip_prefix("bis ") {
        return Some(SingleDate { on, from: None, to: Some(parse_time(end)?) });
    }
    let (from, to) = parse_times(times)?;
    Some(SingleDate { on, from: Some(from), to })
}

/// Ranges of days.
pub(crate) fn format_ranges(ranges: &[DateRange]) -> String {
    let range = |range: &DateRange| format!("{}–{}", format_day(range.from), format_day(range.to));
    ranges.iter().map(range).collect::<Vec<_>>().join(GAP)
}

/// Ranges of days, both ends included.
pub(crate) fn parse_ranges(cell: &str) -> Result<Vec<DateRange>, CellError> {
    parts(cell)
        .map(|part| {
            let range = short(part).and_then(|text| ends(text, find_day));
            let (from, to) = range.ok_or_else(|| wrong(part, RANGE_EXAMPLE))?;
            Ok(DateRange { from, to })
        })
        .collect()
}

/// Days without times.
pub(crate) fn format_days(days: &[Date]) -> String {
    days.iter().map(|day| format_day(*day)).collect::<Vec<_>>().join(GAP)
}

/// Days without times.
pub(crate) fn parse_days(cell: &str) -> Result<Vec<Date>, CellError> {
    parts(cell).map(parse_day).collect()
}

/// A day as `20.11.2026`.
pub(crate) fn format_day(day: Date) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// A day as `2026-11-20` or `20.11.2026`; a time after it is ignored.
pub(crate) fn parse_day(cell: &str) -> Result<Date, CellError> {
    let day = cell.split_whitespace().next().and_then(short).and_then(find_day);
    day.ok_or_else(|| CellError::Date(cell.chars().take(40).collect()))
}

fn find_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let (year, month, day) = match *text.split('-').collect::<Vec<_>>() {
        [year, month, day] => (year, month, day),
        _ => match *text.split('.').collect::<Vec<_>>() {
            [day, month, year] => (year, month, day),
            _ => return None,
        },
    };
    let year: i16 = match year.len() {
        // "26" means 2026.
        2 => 2000 + number::<i16>(year)?,
        4 => number(year)?,
        _ => return None,
    };
    Date::new(year, number(month)?, number(day)?).ok()
}

/// An unsigned number consisting of digits only.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

fn format_times(from: Time, to: Option<Time>) -> String {
    let from = format_time(from);
    to.map_or_else(|| from.clone(), |to| format!("{from}–{}", format_time(to)))
}

fn format_time(time: Time) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

/// "14:30–16:00", "14.30 bis 16 Uhr", "ab 14:30", "14 Uhr".
fn parse_times(text: &str) -> Option<(Time, Option<Time>)> {
    let text = ["ab ", "von "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    match parse_time(text) {
        Some(from) => Some((from, None)),
        None => ends(text, parse_time).map(|(from, to)| (from, Some(to))),
    }
}

fn parse_time(text: &str) -> Option<Time> {
    let text = text.trim();
    let clock = text.strip_suffix("Uhr").unwrap_or(text).trim_end();
    let mut numbers = [0; 3];
    for (place, part) in clock.split([':', '.']).enumerate() {
        *numbers.get_mut(place)? = number(part)?;
    }
    let [hour, minute, second] = numbers;
    Time::new(hour, minute, second, 0).ok()
}

/// Both ends of a range, separated by a dash or "bis".
fn ends<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Option<(T, T)> {
    ["–", "—", " bis ", "-"].iter().find_map(|dash| {
        text.match_indices(dash).find_map(|(place, dash)| {
            Some((parse(&text[..place])?, parse(&text[place + dash.len()..])?))
        })
    })
}

fn short(text: &str) -> Option<&str> {
    (text.len() <= LONGEST).then_some(text)
}

fn wrong(value: &str, example: &'static str) -> CellError {
    CellError::Time { value: shortened(value), example: example.into() }
}

#[cfg(test)]
mod tests;
