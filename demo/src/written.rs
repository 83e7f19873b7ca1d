//! The hand-written offers, moved in time so that they never become outdated.

use crate::DemoError;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use shared::offer::Offer;
use shared::provider::Provider;

const FILE: &str = "offers.json";
const JSON: &str = include_str!("../offers.json");
/// The day for which they were written.
const WRITTEN_ON: Date = jiff::civil::date(2026, 11, 20);

/// Providers and offers of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    pub(crate) providers: Vec<Provider>,
    pub(crate) offers: Vec<Offer>,
}

impl Written {
    /// Parses them and moves them to at most six days before `today`.
    pub(crate) fn read(today: Date) -> Result<Self, DemoError> {
        let mut written: Self =
            serde_json::from_str(JSON).map_err(|error| DemoError::File { name: FILE, error })?;
        // Whole weeks preserve weekdays; rounding down keeps checks in the past.
        let days = WRITTEN_ON.until(today)?.get_days().div_euclid(7) * 7;
        for offer in &mut written.offers {
            for day in days_of(offer) {
                *day = day.checked_add(days.days())?;
            }
        }
        Ok(written)
    }
}

/// Every date in an offer, except the days from which weeks are counted: those stay past.
fn days_of(offer: &mut Offer) -> impl Iterator<Item = &mut Date> {
    let shown = [&mut offer.visible.from, &mut offer.visible.to];
    let schedule = &mut offer.schedule;
    shown
        .into_iter()
        .flatten()
        .chain(offer.verified.as_mut().map(|verified| &mut verified.on))
        .chain(schedule.dates.iter_mut().map(|date| &mut date.on))
        .chain(schedule.ranges.iter_mut().flat_map(|range| [&mut range.from, &mut range.to]))
        .chain(&mut schedule.exceptions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_offers_move_by_whole_weeks_and_are_never_checked_in_the_future() {
        let as_written = Written::read(WRITTEN_ON).unwrap();
        for today in [date(2026, 11, 26), date(2027, 12, 31), date(2025, 1, 1)] {
            let moved = Written::read(today).unwrap();
            for (mut before, mut after) in as_written.offers.clone().into_iter().zip(moved.offers) {
                assert!(after.verified.as_ref().is_none_or(|verified| verified.on <= today));
                for (before, after) in days_of(&mut before).zip(days_of(&mut after)) {
                    assert_eq!(before.weekday(), after.weekday());
                    let moved = before.until(*after).unwrap().get_days();
                    assert!(
                        (0..7).contains(&(WRITTEN_ON.until(today).unwrap().get_days() - moved))
                    );
                }
            }
        }
    }
}
