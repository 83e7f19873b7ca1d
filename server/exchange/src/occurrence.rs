//! Occurrences of an offer.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use shared::offer::schedule::{DateRange, Schedule, Weekday, WeeklySlot};

/// An occurrence in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) on: Date,
    /// Start; `None` for the whole day.
    pub(crate) from: Option<Time>,
    pub(crate) to: Option<Time>,
}

/// Days on which weekly times apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) first: Date,
    /// `None` for a window without an end.
    pub(crate) last: Option<Date>,
}

/// The first occurrence on or after a day; `None` where there is none or it is not stated.
pub(crate) fn next(schedule: &Schedule, today: Date) -> Option<Occurrence> {
    let weekly = schedule.weekly.iter().filter_map(|slot| {
        let on = windows(schedule, today)
            .into_iter()
            .filter_map(|window| {
                slot_days(slot, window).find(|day| *day >= today && takes_place(schedule, *day))
            })
            .min()?;
        Some(Occurrence { on, from: Some(slot.from), to: slot.to })
    });
    let dates = schedule
        .dates
        .iter()
        .filter(|date| date.on >= today && takes_place(schedule, date.on))
        .map(|date| Occurrence { on: date.on, from: date.from, to: date.to });
    let has_weekly = !schedule.weekly.is_empty();
    let ranges = schedule
        .ranges
        .iter()
        .filter(|range| !has_weekly && range.to >= today)
        .map(|range| Occurrence { on: range.from.max(today), from: None, to: None });
    weekly.chain(dates).chain(ranges).min()
}

/// The date windows in which weekly times apply, without past ones.
pub(crate) fn windows(schedule: &Schedule, today: Date) -> Vec<Window> {
    if schedule.ranges.is_empty() {
        return vec![Window { first: today, last: None }];
    }
    schedule
        .ranges
        .iter()
        .filter(|range| is_valid(**range) && range.to >= today)
        .map(|range| Window { first: range.from, last: Some(range.to) })
        .collect()
}

pub(crate) fn is_valid(range: DateRange) -> bool {
    range.from <= range.to
}

/// The days of a slot within a window, for at most ten years.
pub(crate) fn slot_days(slot: &WeeklySlot, window: Window) -> impl Iterator<Item = Date> {
    first_on_or_after(slot.weekday, window.first)
        .into_iter()
        .flat_map(|day| day.series(1.week()).take(520))
        .take_while(move |day| window.last.is_none_or(|last| *day <= last))
}

fn first_on_or_after(weekday: Weekday, day: Date) -> Option<Date> {
    let wanted = Weekday::ALL.iter().position(|other| *other == weekday)?;
    let given = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
    let days = i64::try_from((wanted + 7 - given) % 7).ok()?;
    day.checked_add(days.days()).ok()
}

/// Whether a day is not an exception.
pub(crate) fn takes_place(schedule: &Schedule, day: Date) -> bool {
    !schedule.exceptions.contains(&day)
}

/// A local time in Europe/Berlin as a point in time.
pub(crate) fn instant(day: Date, time: Time) -> Option<Timestamp> {
    let berlin = TimeZone::get("Europe/Berlin").ok()?;
    day.to_datetime(time).to_zoned(berlin).ok().map(|zoned| zoned.timestamp())
}
