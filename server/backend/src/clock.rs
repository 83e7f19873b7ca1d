//! The only place that asks what time it is; everybody else is given a [`Clock`].

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use shared::search::times::minute_of_day;
use shared::time::{LocalTime, Millis};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The system's time, or one that a test sets.
#[derive(Clone, Debug)]
pub enum Clock {
    /// Real time.
    System,
    /// Milliseconds UTC, moved by the holder of the other end.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The present moment.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Millis {
        match self {
            Self::System => Millis(Timestamp::now().as_millisecond()),
            Self::Fixed(millis) => Millis(millis.load(Ordering::SeqCst)),
        }
    }

    /// Day and minute in Europe/Berlin, where all offers are.
    pub fn local(&self) -> LocalTime {
        local_time(self.now())
    }

    /// The day it is in Europe/Berlin.
    pub fn today(&self) -> Date {
        self.local().day
    }
}

/// A moment on the clocks of Europe/Berlin.
pub fn local_time(moment: Millis) -> LocalTime {
    let moment = Timestamp::from_millisecond(moment.0).unwrap_or_default();
    let berlin = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
    let local = moment.to_zoned(berlin).datetime();
    LocalTime { day: local.date(), minute: minute_of_day(local.time()) }
}
