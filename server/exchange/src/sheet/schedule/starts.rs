//! From when times of every n-th week count: "ab 7.9.2026", "nächster Termin: 8.12.".

use super::dates::WrittenDate;
use super::items::TimeItem;
use super::written::Written;
use super::years::{Resolved, resolve_start};
use crate::sheet::reading::{Assumption, Doubt, DoubtReason};
use jiff::civil::Date;
use shared::offer::schedule::WeeklySlot;

/// The start of a text, and the groups that it may be for.
#[derive(Default)]
pub(super) struct Starts {
    start: Option<Start>,
    /// Number of groups of every or every n-th week.
    pub(super) weekly_groups: usize,
    /// Parts of groups of every n-th week.
    pub(super) without_start: Vec<usize>,
}

struct Start {
    place: usize,
    date: WrittenDate,
    /// Of every week the next occasion is not the first.
    is_next: bool,
}

/// What became of the start.
#[derive(Default)]
pub(super) struct Started {
    pub(super) doubt: Option<Doubt>,
    /// The start that belongs to no group.
    pub(super) left: Option<usize>,
}

impl Starts {
    /// Keeps a start; `false` where there is one already.
    pub(super) fn keep(&mut self, date: WrittenDate, place: usize, is_next: bool) -> bool {
        let is_first = self.start.is_none();
        if is_first {
            self.start = Some(Start { place, date, is_next });
        }
        is_first
    }

    /// Sets the start of the only group; of several it is unclear which.
    pub(super) fn set(self, items: &mut [TimeItem], written: Written<'_>, today: Date) -> Started {
        let slots = || weekly(items);
        let is_rare = slots().any(|slot| !slot.every.is_every_week());
        let start = self.start.as_ref();
        let usable = start.filter(|start| self.weekly_groups == 1 && (is_rare || !start.is_next));
        let resolved = usable
            .zip(slots().next())
            .and_then(|(start, slot)| resolve_start(start.date, today, slot.weekday));
        let Some(Resolved { date, is_assumed }) = resolved else {
            let places = self.without_start;
            let reason = DoubtReason::Assumed(Assumption::FirstWeek);
            let doubt = (!places.is_empty()).then(|| written.doubt(&places, reason));
            return Started { doubt, left: self.start.map(|start| start.place) };
        };
        for item in items {
            if let TimeItem::Weekly(slot) = item {
                slot.starting = slot.starting.or(Some(date));
            }
        }
        let place = usable.filter(|_| is_assumed).map(|start| start.place);
        let reason = DoubtReason::Assumed(Assumption::Year);
        Started { doubt: place.map(|place| written.doubt(&[place], reason)), left: None }
    }
}

fn weekly(items: &[TimeItem]) -> impl Iterator<Item = &WeeklySlot> {
    items.iter().filter_map(|item| match item {
        TimeItem::Weekly(slot) => Some(slot),
        _ => None,
    })
}
