//! What a missing year or month of a date means.

use super::dates::WrittenDate;
use jiff::civil::Date;
use shared::offer::schedule::Weekday;

/// A date whose year may have been assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) date: Date,
    pub(super) is_assumed: bool,
}

/// Dates of one list: a missing month or year is that of the next date that has one; a year that
/// is nowhere is the one in which the date is next after `today`, or falls on `weekday`.
pub(super) fn resolve(
    dates: &[WrittenDate],
    today: Date,
    weekday: Option<Weekday>,
) -> Vec<Resolved> {
    let mut resolved: Vec<Resolved> = Vec::new();
    let (mut year, mut month) = (None, None);
    for date in dates.iter().rev() {
        month = date.month.or(month);
        let given = date.year.or(year);
        year = given;
        let day = date.day.unwrap_or(1);
        let Some(month) = month else { continue };
        let found = match given {
            Some(year) => Date::new(year, month, day).ok(),
            None => nearest(month, day, today, weekday),
        };
        resolved.extend(found.map(|date| Resolved { date, is_assumed: given.is_none() }));
    }
    resolved.reverse();
    resolved
}

fn nearest(month: i8, day: i8, today: Date, weekday: Option<Weekday>) -> Option<Date> {
    let year = today.year();
    let in_year = |year: i16| Date::new(year, month, day).ok();
    let fits = |date: &Date| weekday.is_none_or(|weekday| weekday_of(*date) == weekday);
    let future = || (year..=year + 4).filter_map(in_year).filter(|date| *date >= today);
    future()
        .take(2)
        .find(fits)
        .or_else(|| in_year(year).filter(fits))
        .or_else(|| in_year(year - 1).filter(|date| weekday.is_some() && fits(date)))
        .or_else(|| future().next())
}

/// The day of the week of a date.
pub(super) fn weekday_of(date: Date) -> Weekday {
    let offset = date.weekday().to_monday_zero_offset();
    Weekday::ALL[usize::from(offset.unsigned_abs()).min(6)]
}

/// The last day of a month.
pub(super) fn last_of_month(date: Date) -> Date {
    date.last_of_month()
}

/// The start of a series: without a year the date closest to today that falls on the weekday.
pub(super) fn resolve_start(date: WrittenDate, today: Date, weekday: Weekday) -> Option<Resolved> {
    let next = resolve(&[date], today, None).first().copied()?;
    if !next.is_assumed {
        return Some(next);
    }
    let years = [-1, 0, 1].into_iter().filter_map(|years| {
        Date::new(today.year() + years, next.date.month(), next.date.day()).ok()
    });
    let fitting = years.filter(|date| weekday_of(*date) == weekday);
    let closest = fitting.min_by_key(|date| date.duration_since(today).abs());
    Some(Resolved { date: closest.unwrap_or(next.date), is_assumed: true })
}
