//! Planning rules of North Rhine-Westphalia: public holidays and school holidays.

use crate::DemoError;
use jiff::ToSpan;
use jiff::civil::Date;
use shared::offer::schedule::Weekday;

/// Days, as month and day, on which no event would be planned.
const HOLIDAYS: [(i8, i8); 8] =
    [(1, 1), (5, 1), (10, 3), (11, 1), (12, 24), (12, 25), (12, 26), (12, 31)];
/// Weeks whose Monday is between these days, as month and day, are in the school holidays of every
/// year, regardless of their exact dates.
const HOLIDAY_MONDAYS: [[(i8, i8); 2]; 2] = [[(7, 20), (8, 2)], [(10, 19), (10, 25)]];

/// This day, or the first one after it that is neither a Sunday nor a holiday.
pub(crate) fn working_day(mut day: Date) -> Result<Date, DemoError> {
    while day.weekday() == jiff::civil::Weekday::Sunday
        || HOLIDAYS.contains(&(day.month(), day.day()))
    {
        day = day.tomorrow()?;
    }
    Ok(day)
}

/// This day, or the first one after it on this weekday.
pub(crate) fn on_or_after(day: Date, weekday: Weekday) -> Result<Date, DemoError> {
    let is = i32::from(day.weekday().to_monday_zero_offset());
    let wanted = Weekday::ALL.iter().position(|one| *one == weekday).unwrap_or_default();
    let ahead = (i32::try_from(wanted).unwrap_or_default() - is).rem_euclid(7);
    Ok(day.checked_add(ahead.days())?)
}

/// This day, or the same weekday of the first working week after the Christmas break.
pub(crate) fn after_christmas(mut day: Date) -> Result<Date, DemoError> {
    while matches!((day.month(), day.day()), (12, 19..) | (1, ..=6)) {
        day = day.checked_add(7.days())?;
    }
    Ok(day)
}

/// The Mondays of the next weeks that are certainly school holidays, at least three of them.
pub(crate) fn holiday_weeks(today: Date) -> Result<Vec<Date>, DemoError> {
    let mut weeks = Vec::new();
    let mut monday = on_or_after(today.tomorrow()?, Weekday::Mo)?;
    while weeks.len() < 3 {
        let day = (monday.month(), monday.day());
        if HOLIDAY_MONDAYS.iter().any(|[first, last]| *first <= day && day <= *last) {
            weeks.push(monday);
        }
        monday = monday.checked_add(7.days())?;
    }
    Ok(weeks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn events_avoid_sundays_and_holidays() {
        // 2027-12-24 is a Friday; the first day after the Christmas holidays is a Monday.
        assert_eq!(working_day(date(2027, 12, 24)).unwrap(), date(2027, 12, 27));
        assert_eq!(working_day(date(2027, 3, 17)).unwrap(), date(2027, 3, 17));
    }

    #[test]
    fn courses_begin_after_the_christmas_break() {
        assert_eq!(after_christmas(date(2026, 12, 21)).unwrap(), date(2027, 1, 11));
        assert_eq!(after_christmas(date(2026, 12, 18)).unwrap(), date(2026, 12, 18));
    }

    #[test]
    fn camps_take_place_in_the_holidays() {
        let weeks = holiday_weeks(date(2026, 11, 20)).unwrap();
        assert_eq!(weeks, [date(2027, 7, 26), date(2027, 8, 2), date(2027, 10, 25)]);
    }
}
