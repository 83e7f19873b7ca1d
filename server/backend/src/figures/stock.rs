//! Offers that are probably there twice.

use super::Stock;
use exchange::find_duplicates_within;
use shared::desk::figure::{Figure, FigureCell, FigureRow};
use shared::id::OfferId;

impl Stock<'_> {
    /// Pairs of published offers that are probably the same, each with its town.
    pub(super) fn duplicates(&self) -> Figure {
        let catalogue = &self.snapshot.catalogue;
        let pairs = find_duplicates_within(catalogue.offers(), catalogue.providers());
        let city = |id: &OfferId| {
            let offer = catalogue.public(id, self.today).map(|(_, offer)| &offer.city);
            let term = catalogue.taxonomy.cities.iter().find(|term| Some(&term.id) == offer);
            term.map_or(FigureCell::Unknown, |term| FigureCell::Text(term.label.to_string()))
        };
        let rows = pairs.into_iter().map(|pair| FigureRow {
            cells: vec![
                FigureCell::Text(pair.like.name),
                city(&pair.found.id),
                FigureCell::Offer(pair.found.id),
                FigureCell::Offer(pair.like.id),
            ],
            name: pair.found.name,
        });
        let i18n = self.i18n;
        Figure {
            title: i18n.desk_figures_duplicates().to_owned(),
            notes: vec![i18n.desk_figures_duplicates_note().to_owned()],
            row_heading: i18n.desk_figures_offer().to_owned(),
            columns: vec![
                i18n.desk_figures_other_offer().to_owned(),
                i18n.desk_figures_city().to_owned(),
                i18n.desk_figures_id().to_owned(),
                i18n.desk_figures_other_id().to_owned(),
            ],
            rows: rows.collect(),
        }
    }
}
