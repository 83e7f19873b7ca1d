//! Parts of a schedule.

use jiff::civil::Date;
use shared::offer::schedule::{
    DateRange, HolidayRule, MonthlySlot, Schedule, SingleDate, WeeklySlot,
};

/// A part of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeItem {
    /// Every week or every n-th week.
    Weekly(WeeklySlot),
    /// On some weeks of a month.
    Monthly(MonthlySlot),
    /// On a day.
    Date(SingleDate),
    /// Weekly times apply within these days only.
    Range(DateRange),
    /// Not on this day.
    Except(Date),
    /// By appointment.
    Appointment,
    /// Not during school holidays.
    SchoolDaysOnly,
    /// Whether also on public holidays.
    Holidays(HolidayRule),
}

impl TimeItem {
    /// Adds it to a schedule.
    pub fn add_to(self, schedule: &mut Schedule) {
        match self {
            Self::Weekly(slot) => schedule.weekly.push(slot),
            Self::Monthly(slot) => schedule.monthly.push(slot),
            Self::Date(date) => schedule.dates.push(date),
            Self::Range(range) => schedule.ranges.push(range),
            Self::Except(day) => schedule.exceptions.push(day),
            Self::Appointment => schedule.by_appointment = true,
            Self::SchoolDaysOnly => schedule.school_days_only = true,
            Self::Holidays(rule) => schedule.public_holidays = rule,
        }
    }
}
