//! Ranges of days, and weeks of the calendar.

use super::dates::WrittenDate;
use super::years::{last_of_month, resolve, weekday_of};
use jiff::ToSpan;
use jiff::civil::Date;
use shared::offer::schedule::{DateRange, Weekday};

/// Longest range whose daily times are dates, in days.
const SHORT: usize = 14;

/// A range, whose year may have been assumed.
pub(super) struct ResolvedRange {
    pub(super) range: DateRange,
    pub(super) is_assumed: bool,
}

/// A range of days; months mean their first and last days.
pub(super) fn resolve_range(
    from: WrittenDate,
    to: WrittenDate,
    today: Date,
) -> Option<ResolvedRange> {
    let &[first, last] = &resolve(&[from, to], today, None)[..] else { return None };
    let is_assumed = last.is_assumed || first.is_assumed;
    let end = if to.day.is_none() { last_of_month(last.date) } else { last.date };
    let mut begin = first.date;
    // "1.9. bis 31.1.2027" begins in the year before.
    if from.year.is_none() && begin > end {
        begin = begin.checked_sub(1.year()).ok()?;
    }
    (begin <= end)
        .then_some(ResolvedRange { range: DateRange { from: begin, to: end }, is_assumed })
}

/// The days of a short range.
pub(super) fn days_of(range: DateRange) -> Option<Vec<Date>> {
    let days: Vec<Date> =
        range.from.series(1.day()).take_while(|day| *day <= range.to).take(SHORT + 1).collect();
    (days.len() <= SHORT).then_some(days)
}

/// The next such day from this week on whose week of the calendar has an even or odd number.
pub(super) fn in_calendar_week(is_even: bool, weekday: Weekday, today: Date) -> Option<Date> {
    let monday =
        today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let is_it = (monday.iso_week_date().week() % 2 == 0) == is_even;
    let begin = if is_it { monday } else { monday.checked_add(1.week()).ok()? };
    begin.series(1.day()).take(7).find(|day| weekday_of(*day) == weekday)
}
