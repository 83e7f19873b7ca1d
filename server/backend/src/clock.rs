//! The only place that reads the system time; all other code is given a [`Clock`].

use jiff::civil::{Date, DateTime};
use jiff::{Span, Timestamp, tz::TimeZone};
use shared::search::times::minute_of_day;
use shared::time::{LocalTime, Millis};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The system time, or a time set by a test.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system time.
    System,
    /// Milliseconds UTC, shared with the test that sets them.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The current time.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Millis {
        match self {
            Self::System => Millis(Timestamp::now().as_millisecond()),
            Self::Fixed(millis) => Millis(millis.load(Ordering::SeqCst)),
        }
    }

    /// The current local time in Europe/Berlin, where all offers are.
    pub fn local(&self) -> LocalTime {
        local_time(self.now())
    }

    /// The current day in Europe/Berlin.
    pub fn today(&self) -> Date {
        self.local().day
    }
}

/// Converts a moment to local time in Europe/Berlin.
pub fn local_time(moment: Millis) -> LocalTime {
    let local = local_moment(moment);
    LocalTime { day: local.date(), minute: minute_of_day(local.time()) }
}

/// Converts a moment to local time in Europe/Berlin, to the second.
pub fn local_moment(moment: Millis) -> DateTime {
    let second = Timestamp::from_second(moment.0.div_euclid(1_000)).unwrap_or_default();
    let berlin = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
    second.to_zoned(berlin).datetime()
}

/// The beginning of the day `days` after this one, in UTC.
pub fn utc_midnight(day: Date, days: i32) -> Timestamp {
    let later = day.saturating_add(Span::new().days(days));
    later.to_zoned(TimeZone::UTC).map(|midnight| midnight.timestamp()).unwrap_or_default()
}
