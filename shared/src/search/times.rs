//! When offers take place, as numbers: today, right now, and next.
//!
//! The one definition of occurrences: search, pages, calendars and exports ask it. A [`Schedule`]
//! becomes [`Times`]; a [`Calendar`] evaluates them for one day. A weekly or monthly time applies
//! within the date ranges if there are any, except on exceptions and on days off ([`DaysOff`]) as
//! far as the offer observes them. Ranges without weekly times, monthly times or single dates are
//! whole days. Times are wall-clock times of Europe/Berlin. One that ends at or before its start
//! ends on the next day; one without an end counts as running for an hour.
//!
//! [`Schedule`]: crate::offer::schedule::Schedule

mod calendar;
mod days_off;
mod rules;

pub use crate::time::Minute;
pub use calendar::Calendar;
pub use days_off::{DaysOff, SchoolFree};
pub use rules::Times;

use jiff::civil::{Date, Time, date};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Days since 1970-01-01.
pub type Day = i32;

/// Minutes of a day.
const DAY_LENGTH: Minute = 24 * 60;
/// A whole day.
const WHOLE_DAY: Span = Span { from: 0, to: Some(DAY_LENGTH) };
/// How far ahead the next occurrence is searched, in days.
const HORIZON: Day = 400;
/// How long a time without an end counts as running, in minutes.
const ASSUMED_LENGTH: Minute = 60;

/// The number of a day.
pub fn day_number(day: Date) -> Day {
    // Civil dates of all years fit.
    (day - date(1970, 1, 1)).get_days()
}

/// The date of a day number; the first representable one for a number out of range.
pub fn date_from_number(number: Day) -> Date {
    let span = jiff::Span::new().try_days(number);
    span.and_then(|span| date(1970, 1, 1).checked_add(span)).unwrap_or(date(1970, 1, 1))
}

/// The weekday of a day number, from 0 for Monday.
pub fn weekday_of(day: Day) -> usize {
    // 1970-01-01 was a Thursday.
    usize::try_from((i64::from(day) + 3).rem_euclid(7)).unwrap_or(0)
}

/// The minute of the day.
pub fn minute_of_day(time: Time) -> Minute {
    u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or(0)
}

/// From when to when, in minutes since the beginning of the day on which it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First minute.
    pub from: Minute,
    /// The minute it ends, past 1440 on the next day; `None` for an end that is not stated.
    pub to: Option<Minute>,
}

impl Span {
    fn new(from: Option<Time>, to: Option<Time>) -> Self {
        let Some(from) = from.map(minute_of_day) else { return WHOLE_DAY };
        let to = to.map(minute_of_day).map(|to| if to > from { to } else { to + DAY_LENGTH });
        Self { from, to }
    }

    /// Whether it covers a whole day.
    pub fn is_whole_day(self) -> bool {
        self == WHOLE_DAY
    }

    /// The minute until which it counts as running.
    pub fn end(self) -> Minute {
        self.to.unwrap_or(self.from + ASSUMED_LENGTH)
    }
}

/// One occurrence of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Occurrence {
    /// The day on which it starts.
    pub day: Day,
    /// When, from the beginning of that day on.
    pub span: Span,
}

impl Occurrence {
    /// Its minutes, counted from the beginning of another day.
    fn minutes_from(self, day: Day) -> Range<i64> {
        let days = i64::from(self.day) - i64::from(day);
        let from_day = |minute: Minute| days * i64::from(DAY_LENGTH) + i64::from(minute);
        from_day(self.span.from)..from_day(self.span.end())
    }

    /// Whether it is running at a minute of a day.
    pub fn is_running(self, day: Day, minute: Minute) -> bool {
        self.minutes_from(day).contains(&i64::from(minute))
    }

    /// Whether it has not ended at a minute of a day.
    pub fn is_ahead(self, day: Day, minute: Minute) -> bool {
        i64::from(minute) < self.minutes_from(day).end
    }
}

#[cfg(test)]
mod tests;
