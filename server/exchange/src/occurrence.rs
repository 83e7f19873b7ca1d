//! Days on which an offer takes place.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use shared::offer::schedule::{DateRange, Schedule, Weekday, WeeklySlot};

/// A time in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) on: Date,
    /// Begin; `None` for the whole day.
    pub(crate) from: Option<Time>,
    pub(crate) to: Option<Time>,
}

/// The first time from a day on; `None` where there is none or nobody knows.
pub(crate) fn next(schedule: &Schedule, today: Date) -> Option<Occurrence> {
    let weekly = schedule.weekly.iter().filter_map(|slot| {
        let windows = windows(schedule, today);
        let days = windows.into_iter().filter_map(|(first, last)| {
            slot_days(slot, first, last).find(|day| *day >= today && takes_place(schedule, *day))
        });
        let on = days.min()?;
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

/// The spans of days in which weekly times hold, without those that are over: their first day
/// and, where there is one, their last.
pub(crate) fn windows(schedule: &Schedule, today: Date) -> Vec<(Date, Option<Date>)> {
    if schedule.ranges.is_empty() {
        return vec![(today, None)];
    }
    let open = schedule.ranges.iter().filter(|range| is_right(**range) && range.to >= today);
    open.map(|range| (range.from, Some(range.to))).collect()
}

pub(crate) fn is_right(range: DateRange) -> bool {
    range.from <= range.to
}

/// The days of a slot from a first day on; at most until the last one, or for ten years.
pub(crate) fn slot_days(
    slot: &WeeklySlot,
    first: Date,
    last: Option<Date>,
) -> impl Iterator<Item = Date> {
    let start = first_on_or_after(slot.weekday, first);
    let weeks = start.into_iter().flat_map(|day| day.series(1.week()).take(520));
    weeks.take_while(move |day| last.is_none_or(|last| *day <= last))
}

fn first_on_or_after(weekday: Weekday, day: Date) -> Option<Date> {
    let wanted = Weekday::ALL.iter().position(|other| *other == weekday)?;
    let given = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
    let days = i64::try_from((wanted + 7 - given) % 7).ok()?;
    day.checked_add(days.days()).ok()
}

/// Whether a day is none of the exceptions.
pub(crate) fn takes_place(schedule: &Schedule, day: Date) -> bool {
    !schedule.exceptions.contains(&day)
}

/// A local time in Europe/Berlin as a point in time.
pub(crate) fn instant(day: Date, time: Time) -> Option<Timestamp> {
    let berlin = TimeZone::get("Europe/Berlin").ok()?;
    day.to_datetime(time).to_zoned(berlin).ok().map(|zoned| zoned.timestamp())
}
