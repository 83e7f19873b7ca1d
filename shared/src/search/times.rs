//! When offers take place, as numbers: today, right now, and next.
//!
//! A [`Schedule`] becomes [`Times`]; a [`Calendar`] evaluates them for one day. A weekly time
//! applies on its weekday, within the date ranges if there are any, except on exceptions and,
//! where the offer says so, on school-free days. Ranges without weekly times or single dates are
//! whole days. Times are wall-clock times of Europe/Berlin; a time without an end lasts an hour.
//! Building a calendar looks at each offer's times once, and in a long break at each day of it for
//! weekly times.

use super::postings::Doc;
use crate::offer::schedule::{Schedule, SingleDate, WeeklySlot};
use jiff::civil::{Date, Time, date};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

pub use crate::time::Minute;

/// Days since 1970-01-01.
pub type Day = i32;

/// A whole day.
const WHOLE_DAY: Span = Span { from: 0, to: 24 * 60 };
/// How far ahead the next occurrence is searched, in days.
const HORIZON: Day = 400;
/// How long a time without an end lasts, in minutes.
const UNKNOWN_LENGTH: Minute = 60;

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
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

/// The minute of the day.
pub fn minute_of_day(time: Time) -> Minute {
    u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or(0)
}

/// Time within one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First minute.
    pub from: Minute,
    /// The minute it ends.
    pub to: Minute,
}

impl Span {
    fn new(from: Option<Time>, to: Option<Time>) -> Self {
        let Some(from) = from.map(minute_of_day) else { return WHOLE_DAY };
        let to = to
            .map(minute_of_day)
            .filter(|to| *to > from)
            .unwrap_or((from + UNKNOWN_LENGTH).min(WHOLE_DAY.to));
        Self { from, to }
    }

    /// Whether it covers a whole day.
    pub fn is_whole_day(self) -> bool {
        self == WHOLE_DAY
    }
}

/// One occurrence of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Occurrence {
    /// The day.
    pub day: Day,
    /// When on that day.
    pub span: Span,
}

/// Days without school: public holidays and school holidays, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolFree(Vec<(Day, Day)>);

impl SchoolFree {
    /// From date ranges, both ends included.
    pub fn new(ranges: impl IntoIterator<Item = (Date, Date)>) -> Self {
        let numbers = ranges.into_iter().map(|(from, to)| (day_number(from), day_number(to)));
        let mut ranges: Vec<_> = numbers.collect();
        ranges.sort_unstable();
        Self(ranges)
    }

    /// Whether a day is school-free.
    pub fn includes(&self, day: Day) -> bool {
        self.0.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }

    /// Every school-free day in `from..to`, in order.
    pub fn days(&self, from: Day, to: Day) -> impl Iterator<Item = Day> + '_ {
        (from..=to).filter(|day| self.includes(*day))
    }
}

/// A schedule as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Weekday from 0 for Monday, and when.
    weekly: Vec<(u8, Span)>,
    dates: Vec<Occurrence>,
    ranges: Vec<(Day, Day)>,
    exceptions: Vec<Day>,
    school_days_only: bool,
}

impl From<&Schedule> for Times {
    fn from(schedule: &Schedule) -> Self {
        let weekly = |slot: &WeeklySlot| (slot.weekday as u8, Span::new(Some(slot.from), slot.to));
        let single = |one: &SingleDate| Occurrence {
            day: day_number(one.on),
            span: Span::new(one.from, one.to),
        };
        let ranges = schedule.ranges.iter();
        let mut times = Self {
            weekly: schedule.weekly.iter().map(weekly).collect(),
            dates: schedule.dates.iter().map(single).collect(),
            ranges: ranges.map(|range| (day_number(range.from), day_number(range.to))).collect(),
            exceptions: schedule.exceptions.iter().map(|day| day_number(*day)).collect(),
            school_days_only: schedule.school_days_only,
        };
        times.weekly.sort_unstable();
        times.dates.sort_unstable();
        times
    }
}

impl Times {
    /// The times of a day, in order.
    pub fn on(&self, day: Day, school_free: &SchoolFree) -> Vec<Span> {
        let mut spans: Vec<Span> =
            self.dates.iter().filter(|date| date.day == day).map(|date| date.span).collect();
        if self.exceptions.contains(&day) {
            return Vec::new();
        }
        let in_range = self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&day));
        if self.weekly.is_empty() {
            if in_range && self.dates.is_empty() {
                spans.push(WHOLE_DAY);
            }
        } else if (in_range || self.ranges.is_empty())
            && !(self.school_days_only && school_free.includes(day))
        {
            let weekday = weekday_of(day);
            let today = self.weekly.iter().filter(|(day, _)| usize::from(*day) == weekday);
            spans.extend(today.map(|(_, span)| *span));
        }
        spans.sort_unstable();
        spans.dedup();
        spans
    }

    /// The first occurrence on or after a day.
    pub fn first_from(&self, day: Day, school_free: &SchoolFree) -> Option<Occurrence> {
        let single = self
            .dates
            .iter()
            .filter(|date| date.day >= day && !self.exceptions.contains(&date.day))
            .copied()
            .min();
        let is_regular = !self.weekly.is_empty() || self.dates.is_empty();
        let period = self.period(day).filter(|_| is_regular);
        let mut regular = period.into_iter().flatten().filter_map(|day| {
            let span = self.on(day, school_free).first().copied();
            span.map(|span| Occurrence { day, span })
        });
        match (single, regular.next()) {
            (Some(single), Some(regular)) => Some(single.min(regular)),
            (single, regular) => single.or(regular),
        }
    }

    /// The days on which weekly times or ranges can apply, from a day on.
    fn period(&self, day: Day) -> Option<RangeInclusive<Day>> {
        let horizon = day.saturating_add(HORIZON);
        let coming = self.ranges.iter().filter(|(_, to)| *to >= day);
        let begin = coming.clone().map(|(from, _)| *from).min();
        let end = coming.map(|(_, to)| *to).max();
        match (begin, end) {
            (Some(begin), Some(end)) => {
                let begin = begin.max(day);
                Some(begin..=end.min(begin.saturating_add(HORIZON)))
            }
            _ if self.ranges.is_empty() && !self.weekly.is_empty() => Some(day..=horizon),
            _ => None,
        }
    }
}

/// The times of every offer on one day.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The day it was built for.
    pub day: Day,
    /// Where each offer's times of today begin; one more than there are offers.
    starts: Vec<u32>,
    spans: Vec<Span>,
    /// The first occurrence after today.
    later: Vec<Option<Occurrence>>,
    school_free: SchoolFree,
}

impl Calendar {
    /// Builds the calendar of a day.
    pub fn new<'a>(
        times: impl IntoIterator<Item = &'a Times>,
        day: Day,
        school_free: &SchoolFree,
    ) -> Self {
        let school_free_days = school_free.clone();
        let mut calendar =
            Self { day, starts: vec![0], school_free: school_free_days, ..Self::default() };
        for times in times {
            calendar.spans.extend(times.on(day, school_free));
            calendar.starts.push(u32::try_from(calendar.spans.len()).unwrap_or(u32::MAX));
            calendar.later.push(times.first_from(day.saturating_add(1), school_free));
        }
        calendar
    }

    fn today(&self, doc: Doc) -> &[Span] {
        let doc = doc as usize;
        let range = self.starts.get(doc).zip(self.starts.get(doc + 1));
        let spans = range.and_then(|(from, to)| self.spans.get(*from as usize..*to as usize));
        spans.unwrap_or_default()
    }

    /// Whether it takes place today and has not ended.
    pub fn is_today(&self, doc: Doc, minute: Minute) -> bool {
        self.today(doc).iter().any(|span| minute < span.to)
    }

    /// Whether it is taking place right now.
    pub fn is_now(&self, doc: Doc, minute: Minute) -> bool {
        self.today(doc).iter().any(|span| (span.from..span.to).contains(&minute))
    }

    /// The current occurrence, or the next one.
    pub fn next(&self, doc: Doc, minute: Minute) -> Option<Occurrence> {
        self.today(doc)
            .iter()
            .find(|span| minute < span.to)
            .map(|span| Occurrence { day: self.day, span: *span })
            .or_else(|| self.later.get(doc as usize).copied().flatten())
    }

    /// The first occurrence on one of the meant days, from the next one on. `times` are those of
    /// the offer.
    pub(super) fn first_meant(
        &self,
        mut next: Option<Occurrence>,
        times: &Times,
        is_meant: impl Fn(Day) -> bool,
    ) -> Option<Occurrence> {
        // Each step leads to a later day, and none beyond the horizon.
        while let Some(found) = next.filter(|found| !is_meant(found.day)) {
            next = times.first_from(found.day.saturating_add(1), &self.school_free);
            next = next.filter(|next| next.day <= self.day.saturating_add(HORIZON));
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// A Friday.
    const TODAY: Date = date(2026, 11, 20);

    fn times(json: serde_json::Value) -> Times {
        Times::from(&serde_json::from_value::<Schedule>(json).unwrap())
    }

    fn school_free() -> SchoolFree {
        SchoolFree::new([(date(2026, 12, 23), date(2027, 1, 6))])
    }

    fn thursdays(school_days_only: bool) -> Times {
        times(serde_json::json!({
            "weekly": [{"weekday": "th", "from": "15:00:00", "to": "16:30:00"}],
            "exceptions": ["2026-11-26"], "school_days_only": school_days_only,
        }))
    }

    #[rstest]
    #[case(date(2026, 11, 20), false, date(2026, 12, 3))]
    #[case(date(2026, 12, 18), false, date(2026, 12, 24))]
    #[case(date(2026, 12, 18), true, date(2027, 1, 7))]
    fn the_next_time_respects_exceptions_and_holidays(
        #[case] from: Date,
        #[case] school_days_only: bool,
        #[case] next: Date,
    ) {
        let found = thursdays(school_days_only).first_from(day_number(from), &school_free());
        assert_eq!(found.map(|found| date_from_number(found.day)), Some(next));
    }

    #[rstest]
    #[case(serde_json::json!({}), None)]
    #[case(serde_json::json!({"by_appointment": true}), None)]
    #[case(serde_json::json!({"dates": [{"on": "2026-11-19"}]}), None)]
    #[case(serde_json::json!({"dates": [{"on": "2026-11-19"}, {"on": "2026-12-01"}]}),
        Some(date(2026, 12, 1)))]
    #[case(serde_json::json!({"ranges": [{"from": "2026-12-05", "to": "2026-12-06"}]}),
        Some(date(2026, 12, 5)))]
    #[case(serde_json::json!({"ranges": [{"from": "2026-10-01", "to": "2026-11-19"}],
        "weekly": [{"weekday": "mo", "from": "10:00:00"}]}), None)]
    #[case(serde_json::json!({"ranges": [{"from": "2027-03-06", "to": "2028-10-30"}],
        "weekly": [{"weekday": "we", "from": "10:00:00"}]}), Some(date(2027, 3, 10)))]
    fn every_kind_of_time_has_its_next(
        #[case] schedule: serde_json::Value,
        #[case] next: Option<Date>,
    ) {
        let found = times(schedule).first_from(day_number(TODAY), &school_free());
        assert_eq!(found.map(|found| date_from_number(found.day)), next);
    }

    #[rstest]
    #[case(9 * 60, true, false, date(2026, 11, 20))]
    #[case(15 * 60, true, true, date(2026, 11, 20))]
    #[case(16 * 60 + 30, false, false, date(2026, 11, 27))]
    fn today_ends_when_it_is_over(
        #[case] minute: Minute,
        #[case] is_today: bool,
        #[case] is_now: bool,
        #[case] next: Date,
    ) {
        let fridays = times(serde_json::json!({
            "weekly": [{"weekday": "fr", "from": "15:00:00", "to": "16:30:00"}],
        }));
        let calendar = Calendar::new([&fridays], day_number(TODAY), &school_free());
        assert_eq!(calendar.is_today(0, minute), is_today);
        assert_eq!(calendar.is_now(0, minute), is_now);
        assert_eq!(calendar.next(0, minute).map(|next| date_from_number(next.day)), Some(next));
        assert_eq!(calendar.next(7, minute), None);
    }

    proptest! {
        #[test]
        fn days_have_their_numbers(number in -100_000..100_000) {
            prop_assert_eq!(day_number(date_from_number(number)), number);
        }

        #[test]
        fn the_next_time_is_the_first_day_with_one(
            weekday in 0..7_u8,
            (from, length) in (0..100, 0..60),
            exceptions in proptest::collection::vec(0..100_i32, 0..5),
        ) {
            let times = Times {
                weekly: vec![(weekday, Span { from: 600, to: 660 })],
                ranges: vec![(from, from + length)],
                exceptions,
                ..Times::default()
            };
            let none = SchoolFree::default();
            let naive = (0..=200).find(|day| !times.on(*day, &none).is_empty());
            prop_assert_eq!(times.first_from(0, &none).map(|next| next.day), naive);
        }
    }
}
