//! Parts of a schedule.

use jiff::civil::Date;
use shared::offer::schedule::{DateRange, HolidayRule, MonthlySlot, SingleDate, WeeklySlot};

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
