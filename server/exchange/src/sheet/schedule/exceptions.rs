//! Dates on which an offer does not take place.

use super::dates::WrittenDate;
use super::items::TimeItem;
use super::years::{Resolved, resolve};
use jiff::civil::Date;

/// Dates behind "außer", as far as they have been read.
#[derive(Default)]
pub(super) struct Exceptions {
    pub(super) is_open: bool,
    dates: Vec<WrittenDate>,
    places: Vec<usize>,
}

/// The exceptions, and their places where a year was assumed.
pub(super) struct Excepted {
    pub(super) items: Vec<TimeItem>,
    pub(super) assumed: Option<Vec<usize>>,
}

impl Exceptions {
    pub(super) fn add(&mut self, date: WrittenDate, place: usize) {
        self.is_open = true;
        self.dates.push(date);
        self.places.push(place);
    }

    pub(super) fn resolve(self, today: Date) -> Excepted {
        let resolved = resolve(&self.dates, today, None);
        let is_assumed = resolved.iter().any(|date| date.is_assumed);
        let items = resolved.iter().map(|Resolved { date, .. }| TimeItem::Except(*date)).collect();
        Excepted { items, assumed: is_assumed.then_some(self.places) }
    }
}
