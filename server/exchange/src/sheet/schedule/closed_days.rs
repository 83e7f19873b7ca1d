//! Days of the week that are taken out of other days: "täglich außer montags".

use super::items::TimeItem;
use shared::offer::schedule::Weekday;

/// Days from which single ones can be taken, in their number.
const SEVERAL: usize = 3;

/// Closed days, and the items that they are taken out of.
#[derive(Default)]
pub(super) struct ClosedDays {
    closed: Vec<Closed>,
    /// Places of items of several days.
    spread: Vec<usize>,
}

struct Closed {
    place: usize,
    days: Vec<Weekday>,
}

impl ClosedDays {
    pub(super) fn close(&mut self, days: &[Weekday], place: usize) {
        self.closed.push(Closed { place, days: days.to_vec() });
    }

    /// Remembers items of a group, which has so many days.
    pub(super) fn watch(&mut self, items: std::ops::Range<usize>, days: usize) {
        if days >= SEVERAL {
            self.spread.extend(items);
        }
    }

    /// Takes the days out of the items. The places of those that have times of their own, which
    /// contradicts them, are left.
    pub(super) fn take_out(self, items: &mut Vec<TimeItem>) -> Vec<usize> {
        let weekday = |item: &TimeItem| match item {
            TimeItem::Weekly(slot) => Some(slot.weekday),
            TimeItem::Monthly(slot) => Some(slot.weekday),
            _ => None,
        };
        let contradicts = |day: &Weekday| {
            let places =
                || items.iter().enumerate().filter(|(_, item)| weekday(item) == Some(*day));
            places().next().is_some() && places().all(|(place, _)| !self.spread.contains(&place))
        };
        let left = self.closed.iter().filter(|closed| closed.days.iter().any(contradicts));
        let left = left.map(|closed| closed.place).collect();
        let is_closed = |place: usize, item: &TimeItem| {
            let day = weekday(item).filter(|_| self.spread.contains(&place));
            day.is_some_and(|day| self.closed.iter().any(|closed| closed.days.contains(&day)))
        };
        let mut place = 0;
        items.retain(|item| {
            place += 1;
            !is_closed(place - 1, item)
        });
        left
    }
}
