//! Occurrences of an offer as dates and times; which ones there are, `shared` decides.

mod regular;

pub(crate) use regular::{Regular, ordinal};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use shared::offer::schedule::{DateRange, HolidayRule, Schedule};
use shared::search::times::{
    Day, DaysOff, Minute, Occurrence as Found, Times, date_from_number, day_number,
};
use shared::time::Millis;

/// How far days off are looked for, in days.
const HORIZON: Day = 2 * 366;

/// The moment a file is made at, and the days off around it.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The first day that is included.
    pub today: Date,
    /// The time of creation.
    pub now: Millis,
    /// Days without school, and public holidays, on which regular times are suspended.
    pub days_off: &'a DaysOff,
}

/// An occurrence in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The day on which it starts.
    pub on: Date,
    /// Start; `None` for the whole day.
    pub from: Option<Time>,
    /// Day and time of the end, where it is stated.
    pub to: Option<End>,
}

/// Day and time of an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The day.
    pub on: Date,
    /// The time.
    pub at: Time,
}

impl From<Found> for Occurrence {
    fn from(found: Found) -> Self {
        let on = date_from_number(found.day);
        if found.span.is_whole_day() {
            return Self { on, from: None, to: None };
        }
        let end = |minute: Minute| End {
            on: date_from_number(found.day.saturating_add(i32::from(minute / 1440))),
            at: time(minute),
        };
        Self { on, from: Some(time(found.span.from)), to: found.span.to.map(end) }
    }
}

/// The time on the clock, also of a minute of the next day.
fn time(minute: Minute) -> Time {
    Time::midnight().wrapping_add(i64::from(minute).minutes())
}

/// The first occurrence on or after today; `None` where there is none or it is not stated.
pub(crate) fn next(schedule: &Schedule, moment: Moment<'_>) -> Option<Occurrence> {
    let times = Times::from(schedule);
    times.first_from(day_number(moment.today), moment.days_off).map(Occurrence::from)
}

/// The next occurrences from today on, at most this many.
pub fn upcoming(schedule: &Schedule, moment: Moment<'_>, most: usize) -> Vec<Occurrence> {
    let times = Times::from(schedule);
    let mut from = day_number(moment.today);
    let mut found = Vec::new();
    while found.len() < most
        && let Some(next) = times.first_from(from, moment.days_off)
    {
        let spans = times.on(next.day, moment.days_off).into_iter();
        found.extend(spans.map(|span| Occurrence::from(Found { day: next.day, span })));
        from = next.day.saturating_add(1);
    }
    found.truncate(most);
    found
}

/// Days on which regular times apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) first: Date,
    /// `None` for a window without an end.
    pub(crate) last: Option<Date>,
}

/// The date windows in which regular times apply, without past ones.
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

/// The days of one regular time within a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SlotDays {
    /// The first day on which it takes place; the days of its rule can be counted from there.
    pub(crate) first: Date,
    /// Days after it that its rule means but on which it does not take place.
    pub(crate) left_out: Vec<Date>,
}

/// The days of one regular time of a schedule within a window; `None` where there are none within
/// the horizon, or nobody said in which weeks it takes place.
pub(crate) fn slot_days(
    slot: Regular<'_>,
    schedule: &Schedule,
    window: Window,
    moment: Moment<'_>,
) -> Option<SlotDays> {
    let rule = Schedule { public_holidays: HolidayRule::TakesPlace, ..slot.alone() };
    let observed = Schedule {
        exceptions: schedule.exceptions.clone(),
        school_days_only: schedule.school_days_only,
        public_holidays: schedule.public_holidays,
        ..rule.clone()
    };
    let (rule, observed) = (Times::from(&rule), Times::from(&observed));
    let first = observed.first_from(day_number(window.first), moment.days_off)?.day;
    let last = day_number(moment.today.max(window.first)).saturating_add(HORIZON);
    let exceptions = schedule.exceptions.iter().map(|day| day_number(*day)).max();
    let last = window.last.map_or(last.max(exceptions.unwrap_or(last)), day_number);
    let last = last.min(first.saturating_add(10 * 366));
    let is_within = window.last.is_none_or(|last| first <= day_number(last));
    let left_out = (first.saturating_add(1)..=last).filter(|day| {
        !rule.on(*day, moment.days_off).is_empty() && observed.on(*day, moment.days_off).is_empty()
    });
    is_within.then(|| SlotDays {
        first: date_from_number(first),
        left_out: left_out.map(date_from_number).collect(),
    })
}

/// A local time in Europe/Berlin as a point in time.
pub(crate) fn instant(day: Date, time: Time) -> Option<Timestamp> {
    let berlin = TimeZone::get("Europe/Berlin").ok()?;
    day.to_datetime(time).to_zoned(berlin).ok().map(|zoned| zoned.timestamp())
}
