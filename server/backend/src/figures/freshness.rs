//! When offers were last checked, by town and by provider.

use super::Stock;
use crate::service::Service;
use jiff::civil::Date;
use shared::desk::figure::{Figure, FigureCell, FigureRow};
use shared::offer::Offer;
use std::collections::BTreeMap;

/// What offers are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FreshnessBy {
    City,
    Provider,
}

/// Offers by the state of their last check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Freshness {
    total: u64,
    stale: u64,
    never: u64,
    oldest: Option<Date>,
}

impl Freshness {
    /// `oldest_fresh` is the first day on which a check still counts.
    fn add(&mut self, offer: &Offer, oldest_fresh: Date) {
        let checked = offer.verified.as_ref().map(|verified| verified.on);
        self.total += 1;
        self.never += u64::from(checked.is_none());
        self.stale += u64::from(checked.is_some_and(|day| day < oldest_fresh));
        self.oldest = self.oldest.into_iter().chain(checked).min();
    }
}

impl Service {
    pub(super) fn show_freshness(&self, stock: &Stock<'_>, by: FreshnessBy) -> Figure {
        let stale_after = jiff::Span::new().days(self.0.settings.stale_after);
        let groups = group(stock, by, stock.today.saturating_sub(stale_after));
        let i18n = stock.i18n;
        let rows = groups.into_iter().map(|(name, freshness)| FigureRow {
            name,
            cells: vec![
                FigureCell::Count(freshness.stale + freshness.never),
                FigureCell::Count(freshness.stale),
                FigureCell::Count(freshness.never),
                FigureCell::Count(freshness.total),
                freshness
                    .oldest
                    .map_or(FigureCell::Unknown, |day| FigureCell::Text(i18n.date(day))),
            ],
        });
        let row_heading = match by {
            FreshnessBy::City => i18n.desk_figures_city(),
            FreshnessBy::Provider => i18n.desk_figures_provider(),
        };
        Figure {
            title: i18n.desk_figures_freshness().to_owned(),
            notes: vec![i18n.desk_figures_freshness_note(
                &i18n.number(self.0.settings.stale_after.unsigned_abs().into()),
            )],
            row_heading: row_heading.to_owned(),
            columns: vec![
                i18n.desk_figures_to_check().to_owned(),
                i18n.desk_figures_stale().to_owned(),
                i18n.desk_figures_never().to_owned(),
                i18n.desk_figures_offers().to_owned(),
                i18n.desk_figures_oldest().to_owned(),
            ],
            rows: rows.collect(),
        }
    }
}

/// Groups by name, those with the most offers to check first.
fn group(stock: &Stock<'_>, by: FreshnessBy, oldest_fresh: Date) -> Vec<(String, Freshness)> {
    let catalogue = &stock.snapshot.catalogue;
    let name = |offer: &Offer| match by {
        FreshnessBy::City => {
            let term = catalogue.taxonomy.cities.iter().find(|term| term.id == offer.city);
            term.map_or_else(|| offer.city.to_string(), |term| term.label.to_string())
        }
        FreshnessBy::Provider => {
            let provider = catalogue.provider(&offer.provider);
            provider.map_or_else(|| offer.provider.to_string(), |one| one.name.to_string())
        }
    };
    let mut groups: BTreeMap<String, Freshness> = BTreeMap::new();
    for offer in stock.public_offers() {
        groups.entry(name(offer)).or_default().add(offer, oldest_fresh);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, one)| std::cmp::Reverse(one.stale + one.never));
    groups
}
