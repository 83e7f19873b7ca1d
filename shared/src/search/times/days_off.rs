//! Days on which regular times may be suspended.

use super::{Day, date_from_number, day_number};
use crate::time::holidays::Land;
use jiff::civil::Date;

/// Days without school, as the operator lists them, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchoolFree(Vec<(Day, Day)>);

impl SchoolFree {
    /// From date ranges, both ends included.
    pub fn new(ranges: impl IntoIterator<Item = (Date, Date)>) -> Self {
        let numbers = ranges.into_iter().map(|(from, to)| (day_number(from), day_number(to)));
        let mut ranges: Vec<_> = numbers.collect();
        ranges.sort_unstable();
        Self(ranges)
    }

    /// Whether a day is listed.
    pub fn includes(&self, day: Day) -> bool {
        self.0.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }
}

/// Days without school, and public holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysOff {
    /// Days without school.
    pub school_free: SchoolFree,
    /// The Land whose public holidays are observed.
    pub land: Land,
}

impl DaysOff {
    /// Whether a day is a public holiday.
    pub fn is_holiday(&self, day: Day) -> bool {
        self.land.is_holiday(date_from_number(day))
    }

    /// Whether a day is without school; public holidays are, listed or not.
    pub fn is_school_free(&self, day: Day) -> bool {
        self.school_free.includes(day) || self.is_holiday(day)
    }
}
