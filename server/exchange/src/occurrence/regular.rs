//! Weekly and monthly times with what they have in common.

use crate::hsds::vocabulary::word;
use jiff::civil::Time;
use shared::language::LanguageTag;
use shared::offer::schedule::{MonthlySlot, Schedule, WeekOfMonth, Weekday, WeeklySlot};

/// A weekly or monthly time.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Regular<'a> {
    Weekly(&'a WeeklySlot),
    Monthly(&'a MonthlySlot),
}

impl<'a> Regular<'a> {
    /// All regular times of a schedule, weekly ones first.
    pub(crate) fn all(schedule: &'a Schedule) -> impl Iterator<Item = Self> {
        let monthly = schedule.monthly.iter().map(Self::Monthly);
        schedule.weekly.iter().map(Self::Weekly).chain(monthly)
    }

    pub(crate) fn from(self) -> Time {
        match self {
            Self::Weekly(slot) => slot.from,
            Self::Monthly(slot) => slot.from,
        }
    }

    pub(crate) fn to(self) -> Option<Time> {
        match self {
            Self::Weekly(slot) => slot.to,
            Self::Monthly(slot) => slot.to,
        }
    }

    pub(crate) fn weekday(self) -> Weekday {
        match self {
            Self::Weekly(slot) => slot.weekday,
            Self::Monthly(slot) => slot.weekday,
        }
    }

    pub(crate) fn languages(self) -> &'a [LanguageTag] {
        match self {
            Self::Weekly(slot) => &slot.languages,
            Self::Monthly(slot) => &slot.languages,
        }
    }

    /// A schedule with this time only.
    pub(crate) fn alone(self) -> Schedule {
        match self {
            Self::Weekly(slot) => Schedule { weekly: vec![slot.clone()], ..Schedule::default() },
            Self::Monthly(slot) => Schedule { monthly: vec![slot.clone()], ..Schedule::default() },
        }
    }

    /// Its days in RFC 5545: `TH`, or `1WE,3WE`, with `-1` for the last one of a month.
    pub(crate) fn by_day(self) -> String {
        let weekday = word(&self.weekday()).to_ascii_uppercase();
        match self {
            Self::Weekly(_) => weekday,
            Self::Monthly(slot) => {
                let days = slot.weeks.iter().map(|week| format!("{}{weekday}", ordinal(*week)));
                days.collect::<Vec<_>>().join(",")
            }
        }
    }

    /// Its rule in RFC 5545, without an end.
    pub(crate) fn rule(self) -> String {
        let (frequency, interval) = match self {
            Self::Weekly(slot) => ("WEEKLY", slot.every.weeks()),
            Self::Monthly(_) => ("MONTHLY", 1),
        };
        let interval = if interval == 1 { String::new() } else { format!(";INTERVAL={interval}") };
        format!("FREQ={frequency}{interval};BYDAY={}", self.by_day())
    }
}

/// The number of a weekday within its month, counted from the end if negative.
pub(crate) const fn ordinal(week: WeekOfMonth) -> i8 {
    match week {
        WeekOfMonth::First => 1,
        WeekOfMonth::Second => 2,
        WeekOfMonth::Third => 3,
        WeekOfMonth::Fourth => 4,
        WeekOfMonth::Last => -1,
    }
}
