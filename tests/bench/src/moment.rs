//! The moment of all measurements: the same on every machine and day.

use jiff::civil::{Date, date};
use shared::finder::{Catalogue, Now, SchoolFreeRange};
use shared::search::Moment;
use shared::search::times::{Calendar, Day, DaysOff, Minute, SchoolFree};
use shared::time::LocalTime;

/// A Friday during term.
pub const TODAY: Date = date(2026, 11, 20);
/// Ten in the morning: some times of today are past, some current, some still to come.
pub const MINUTE: Minute = 10 * 60;
/// The server's default.
const STALE_AFTER: Day = 180;

const SCHOOL_FREE: &str = include_str!("../../../server/backend/data/school_free.json");

/// Days without school, and public holidays.
///
/// # Errors
/// Where the server's file is malformed.
pub fn days_off() -> Result<DaysOff, serde_json::Error> {
    let ranges = school_free_ranges()?.into_iter().map(|range| (range.from, range.to));
    Ok(DaysOff { school_free: SchoolFree::new(ranges), ..DaysOff::default() })
}

/// Days without school, as the server's list has them.
///
/// # Errors
/// As for [`days_off`].
pub fn school_free_ranges() -> Result<Vec<SchoolFreeRange>, serde_json::Error> {
    serde_json::from_str(SCHOOL_FREE)
}

/// The moment, for a catalogue.
pub fn now(catalogue: &Catalogue, day: Date, minute: Minute) -> Now {
    Now::new(catalogue, LocalTime { day, minute }, STALE_AFTER)
}

/// The moment, for an index with this calendar.
pub fn moment(calendar: &Calendar, minute: Minute) -> Moment<'_> {
    Moment { calendar, minute, stale_after: STALE_AFTER }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::search::times::day_number;

    #[test]
    fn the_day_is_one_with_school() {
        assert!(!days_off().unwrap().is_school_free(day_number(TODAY)));
    }
}
