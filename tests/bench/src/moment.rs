//! The moment of all measurements: the same on every machine and day.

use jiff::civil::{Date, date};
use serde::Deserialize;
use shared::search::Moment;
use shared::search::times::{Calendar, Day, Minute, SchoolFree};
use shared::time::wire;

/// A Friday during term.
pub const TODAY: Date = date(2026, 11, 20);
/// Ten in the morning: some times of today are past, some current, some still to come.
pub const MINUTE: Minute = 10 * 60;
/// The server's default.
const STALE_AFTER: Day = 180;

const SCHOOL_FREE: &str = include_str!("../../../server/backend/data/school_free.json");

#[derive(Deserialize)]
struct Range {
    #[serde(with = "wire::day")]
    from: Date,
    #[serde(with = "wire::day")]
    to: Date,
}

/// Days without school.
///
/// # Errors
/// Where the server's file is malformed.
pub fn school_free() -> Result<SchoolFree, serde_json::Error> {
    let ranges: Vec<Range> = serde_json::from_str(SCHOOL_FREE)?;
    Ok(SchoolFree::new(ranges.into_iter().map(|range| (range.from, range.to))))
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
        assert!(!school_free().unwrap().includes(day_number(TODAY)));
    }
}
