//! The calendar of a catalogue, made once a day.

use jiff::civil::Date;
use shared::finder::Catalogue;
use shared::search::times::{Calendar, day_number};
use std::sync::{Arc, RwLock};

/// The calendar of the day it was last asked for.
#[derive(Debug, Default)]
pub(super) struct CalendarCache(RwLock<Arc<Calendar>>);

impl CalendarCache {
    /// What takes place from this day on; `catalogue` is always the same.
    pub(super) fn load(&self, catalogue: &Catalogue, today: Date) -> Arc<Calendar> {
        if let Ok(calendar) = self.0.read()
            && calendar.day == day_number(today)
        {
            return calendar.clone();
        }
        let fresh = Arc::new(catalogue.calendar(today));
        if let Ok(mut calendar) = self.0.write() {
            *calendar = fresh.clone();
        }
        fresh
    }
}
