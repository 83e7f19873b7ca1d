//! A schedule as numbers, and the days that its rules mean.

use super::{
    Day, DaysOff, HORIZON, Occurrence, Span, WHOLE_DAY, date_from_number, day_number, weekday_of,
};
use crate::offer::schedule::{
    HolidayRule, MonthlySlot, Schedule, SingleDate, WeekOfMonth, WeeklySlot,
};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// A schedule as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    regular: Vec<Regular>,
    /// Whether there are regular times; also those of which nobody said in which weeks.
    is_regular: bool,
    dates: Vec<Occurrence>,
    ranges: Vec<(Day, Day)>,
    exceptions: Vec<Day>,
    pause: Pause,
}

/// A time that repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Regular {
    /// From 0 for Monday.
    weekday: u8,
    span: Span,
    rule: Rule,
}

/// On which of its weekdays a regular time takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Rule {
    EveryWeek,
    /// Every so many weeks, from a day on.
    EveryWeeks {
        every: u8,
        starting: Day,
    },
    /// A bit for each [`WeekOfMonth`].
    WeeksOfMonth(u8),
}

/// On which days off regular times are suspended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Pause {
    #[default]
    Never,
    Holidays,
    SchoolFree,
}

impl From<&Schedule> for Times {
    fn from(schedule: &Schedule) -> Self {
        let weekly = schedule.weekly.iter().filter_map(Regular::weekly);
        let mut regular: Vec<_> =
            weekly.chain(schedule.monthly.iter().map(Regular::monthly)).collect();
        regular.sort_unstable();
        let single = |one: &SingleDate| Occurrence {
            day: day_number(one.on),
            span: Span::new(one.from, one.to),
        };
        let mut dates: Vec<_> = schedule.dates.iter().map(single).collect();
        dates.sort_unstable();
        let ranges = schedule.ranges.iter();
        Self {
            regular,
            is_regular: !(schedule.weekly.is_empty() && schedule.monthly.is_empty()),
            dates,
            ranges: ranges.map(|range| (day_number(range.from), day_number(range.to))).collect(),
            exceptions: schedule.exceptions.iter().map(|day| day_number(*day)).collect(),
            pause: Pause::of(schedule),
        }
    }
}

impl Regular {
    /// `None` where nobody said in which weeks.
    fn weekly(slot: &WeeklySlot) -> Option<Self> {
        let rule = match (slot.every.weeks(), slot.starting) {
            (1, None) => Rule::EveryWeek,
            (_, None) => return None,
            (every, Some(day)) => Rule::EveryWeeks { every, starting: day_number(day) },
        };
        Some(Self { weekday: slot.weekday as u8, span: Span::new(Some(slot.from), slot.to), rule })
    }

    fn monthly(slot: &MonthlySlot) -> Self {
        let weeks = slot.weeks.iter().fold(0, |weeks, week| weeks | 1 << *week as u8);
        let span = Span::new(Some(slot.from), slot.to);
        Self { weekday: slot.weekday as u8, span, rule: Rule::WeeksOfMonth(weeks) }
    }

    fn is_on(&self, day: Day) -> bool {
        usize::from(self.weekday) == weekday_of(day) && self.rule.means(day)
    }

    /// The day from which it can apply.
    fn starting(&self) -> Day {
        match self.rule {
            Rule::EveryWeeks { starting, .. } => starting,
            Rule::EveryWeek | Rule::WeeksOfMonth(_) => Day::MIN,
        }
    }
}

impl Rule {
    /// Whether it takes place on a day that has its weekday.
    fn means(self, day: Day) -> bool {
        match self {
            Self::EveryWeek => true,
            Self::EveryWeeks { every, starting } => {
                let weeks = week_of(day) - week_of(starting);
                day >= starting && weeks % i64::from(every.max(1)) == 0
            }
            Self::WeeksOfMonth(weeks) => {
                let date = date_from_number(day);
                let week = (date.day() - 1) / 7;
                let is_last = date.day() > date.days_in_month() - 7;
                let bit = |week: WeekOfMonth| 1 << week as u8;
                weeks & 1 << week != 0 && week < WeekOfMonth::Last as i8
                    || is_last && weeks & bit(WeekOfMonth::Last) != 0
            }
        }
    }
}

/// The number of a day's week, Monday to Sunday.
fn week_of(day: Day) -> i64 {
    (i64::from(day) + 3).div_euclid(7)
}

impl Pause {
    fn of(schedule: &Schedule) -> Self {
        match (schedule.school_days_only, schedule.public_holidays) {
            (true, _) => Self::SchoolFree,
            (false, HolidayRule::Pause) => Self::Holidays,
            (false, HolidayRule::TakesPlace) => Self::Never,
        }
    }

    fn is_on(self, day: Day, days_off: &DaysOff) -> bool {
        match self {
            Self::Never => false,
            Self::Holidays => days_off.is_holiday(day),
            Self::SchoolFree => days_off.is_school_free(day),
        }
    }
}

impl Times {
    /// The times that start on a day, in order.
    pub fn on(&self, day: Day, days_off: &DaysOff) -> Vec<Span> {
        if self.exceptions.contains(&day) {
            return Vec::new();
        }
        let single = self.dates.iter().filter(|date| date.day == day).map(|date| date.span);
        let mut spans: Vec<Span> = single.collect();
        let is_in_range = self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&day));
        if !self.is_regular {
            spans.extend((is_in_range && self.dates.is_empty()).then_some(WHOLE_DAY));
        } else if is_in_range || self.ranges.is_empty() {
            let mut regular = self.regular.iter().filter(|one| one.is_on(day)).peekable();
            if regular.peek().is_some() && !self.pause.is_on(day, days_off) {
                spans.extend(regular.map(|one| one.span));
            }
        }
        spans.sort_unstable();
        spans.dedup();
        spans
    }

    /// The single dates alone. Days off and date ranges concern regular times only, so single dates
    /// stay what they are without them.
    #[must_use]
    pub fn single_dates(&self) -> Self {
        Self { dates: self.dates.clone(), exceptions: self.exceptions.clone(), ..Self::default() }
    }

    /// Whether there are single dates.
    pub fn has_single_dates(&self) -> bool {
        !self.dates.is_empty()
    }

    /// Whether any of its times may be a whole day.
    pub fn has_whole_days(&self) -> bool {
        !self.ranges.is_empty() && !self.is_regular && self.dates.is_empty()
            || self.dates.iter().any(|date| date.span.is_whole_day())
    }

    /// Whether its regular times are suspended on a day; single dates and ranges never are.
    pub fn is_suspended(&self, day: Day, days_off: &DaysOff) -> bool {
        self.is_regular && self.pause.is_on(day, days_off)
    }

    /// The first occurrence that starts on or after a day.
    pub fn first_from(&self, day: Day, days_off: &DaysOff) -> Option<Occurrence> {
        let dates = self.dates.iter();
        let single = dates
            .filter(|date| date.day >= day && !self.exceptions.contains(&date.day))
            .copied()
            .min();
        let can_repeat = !self.regular.is_empty() || !self.is_regular && self.dates.is_empty();
        let period = self.period(day).filter(|_| can_repeat);
        let mut repeated = period.into_iter().flatten().filter_map(|day| {
            let span = self.on(day, days_off).first().copied();
            span.map(|span| Occurrence { day, span })
        });
        match (single, repeated.next()) {
            (Some(single), Some(repeated)) => Some(single.min(repeated)),
            (single, repeated) => single.or(repeated),
        }
    }

    /// The days on which regular times or ranges can apply, from a day on.
    fn period(&self, day: Day) -> Option<RangeInclusive<Day>> {
        let starting = self.regular.iter().map(Regular::starting).min();
        let day = day.max(starting.unwrap_or(day));
        let coming = self.ranges.iter().filter(|(_, to)| *to >= day);
        let begin = coming.clone().map(|(from, _)| *from).min();
        let end = coming.map(|(_, to)| *to).max();
        match (begin, end) {
            (Some(begin), Some(end)) => {
                let begin = begin.max(day);
                Some(begin..=end.min(begin.saturating_add(HORIZON)))
            }
            _ if self.ranges.is_empty() && self.is_regular => {
                Some(day..=day.saturating_add(HORIZON))
            }
            _ => None,
        }
    }
}
