//! The times of all offers on one day.

use super::super::postings::Doc;
use super::{Day, DaysOff, HORIZON, Minute, Occurrence, Times};
use std::iter::successors;

/// The times of every offer on one day.
///
/// Building it looks at each offer's times once, and in a long break at each day of it for regular
/// times.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The day it was built for.
    pub day: Day,
    /// Where each offer's times of today begin; one more than there are offers.
    starts: Vec<u32>,
    /// Those of today, after those of yesterday that end today.
    current: Vec<Occurrence>,
    /// The first occurrence after today.
    later: Vec<Option<Occurrence>>,
    days_off: DaysOff,
}

impl Calendar {
    /// Builds the calendar of a day.
    pub fn new<'a>(
        times: impl IntoIterator<Item = &'a Times>,
        day: Day,
        days_off: &DaysOff,
    ) -> Self {
        let days_off = days_off.clone();
        let mut calendar = Self { day, starts: vec![0], days_off, ..Self::default() };
        for times in times {
            calendar.add(times);
        }
        calendar
    }

    fn add(&mut self, times: &Times) {
        let on = |day: Day| {
            let spans = times.on(day, &self.days_off).into_iter();
            spans.map(move |span| Occurrence { day, span })
        };
        let yesterday = on(self.day.saturating_sub(1)).filter(|one| one.is_ahead(self.day, 0));
        self.current.extend(yesterday.chain(on(self.day)));
        self.starts.push(u32::try_from(self.current.len()).unwrap_or(u32::MAX));
        self.later.push(times.first_from(self.day.saturating_add(1), &self.days_off));
    }

    /// Those of today and of last night that have not ended, in order.
    fn remaining(&self, doc: Doc, minute: Minute) -> impl Iterator<Item = Occurrence> + '_ {
        let doc = doc as usize;
        let range = self.starts.get(doc).zip(self.starts.get(doc + 1));
        let current = range.and_then(|(from, to)| self.current.get(*from as usize..*to as usize));
        let current = current.unwrap_or_default().iter().copied();
        current.filter(move |one| one.is_ahead(self.day, minute))
    }

    /// Whether it takes place today and has not ended.
    pub fn is_today(&self, doc: Doc, minute: Minute) -> bool {
        self.remaining(doc, minute).next().is_some()
    }

    /// Whether it is taking place right now.
    pub fn is_now(&self, doc: Doc, minute: Minute) -> bool {
        self.remaining(doc, minute).any(|one| one.is_running(self.day, minute))
    }

    /// The current occurrence, or the next one.
    pub fn next(&self, doc: Doc, minute: Minute) -> Option<Occurrence> {
        self.remaining(doc, minute).next().or_else(|| self.later(doc))
    }

    fn later(&self, doc: Doc) -> Option<Occurrence> {
        self.later.get(doc as usize).copied().flatten()
    }

    /// The current or next occurrence on one of the meant days. `times` are those of the offer.
    pub(in super::super) fn next_meant(
        &self,
        doc: Doc,
        minute: Minute,
        times: &Times,
        is_meant: impl Fn(Day) -> bool,
    ) -> Option<Occurrence> {
        let last = self.day.saturating_add(HORIZON);
        // Each step leads to a later day, and none beyond the horizon.
        let later = successors(self.later(doc), |one| {
            let next = times.first_from(one.day.saturating_add(1), &self.days_off);
            next.filter(|next| next.day <= last)
        });
        self.remaining(doc, minute).chain(later).find(|one| is_meant(one.day))
    }
}
