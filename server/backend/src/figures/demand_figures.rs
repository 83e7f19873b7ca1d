//! Demand as figures. Small numbers are hidden, so that nobody is known by them.

use super::demand::DemandKind;
use crate::db::DbError;
use crate::db::demand::{DemandRow, load_demand};
use crate::error::ServiceError;
use crate::service::Service;
use i18n::I18n;
use i18n::words::{facet_name, facet_value};
use shared::desk::figure::{Figure, FigureCell, FigureRow};
use shared::finder::Catalogue;
use shared::language::UiLanguage;
use std::collections::{BTreeMap, BTreeSet};

/// Most rows that are read of a kind.
const MAX_READ: u64 = 20_000;
/// Most terms that are shown.
const MAX_TERMS: usize = 100;

impl Service {
    /// Searches, searches without a result and languages of visits, by month.
    pub(super) async fn show_searches(&self, i18n: I18n) -> Result<Figure, ServiceError> {
        let searches = self.load_kind(DemandKind::Search).await?;
        let empty = self.load_kind(DemandKind::Empty).await?;
        let visits = self.load_kind(DemandKind::Visit).await?;
        let all = searches.iter().chain(&empty).chain(&visits);
        let months: BTreeSet<&str> = all.map(|row| row.month.as_str()).collect();
        let sum = |rows: &[DemandRow], month: &str, language: Option<UiLanguage>| {
            let is_meant = |row: &&DemandRow| {
                row.month == month && language.is_none_or(|one| one.tag() == row.language)
            };
            let numbers = rows.iter().filter(is_meant).map(|row| row.number.unsigned_abs());
            FigureCell::hidden_if_small(numbers.sum())
        };
        let row = |month: &&str| {
            let visits = UiLanguage::ALL.map(|language| sum(&visits, month, Some(language)));
            let cells = [sum(&searches, month, None), sum(&empty, month, None)];
            FigureRow {
                name: (*month).to_owned(),
                cells: cells.into_iter().chain(visits).collect(),
            }
        };
        let visits_in = |language: UiLanguage| i18n.desk_figures_visits_in(language.own_name());
        let headings =
            [i18n.desk_figures_searches().to_owned(), i18n.desk_figures_empty().to_owned()];
        Ok(Figure {
            title: i18n.desk_figures_demand().to_owned(),
            notes: vec![i18n.desk_figures_demand_note().to_owned()],
            row_heading: i18n.desk_figures_month().to_owned(),
            columns: headings.into_iter().chain(UiLanguage::ALL.map(visits_in)).collect(),
            rows: months.iter().rev().map(row).collect(),
        })
    }

    /// What was searched for most in the months that are kept, and what of it found nothing.
    pub(super) async fn show_terms(
        &self,
        catalogue: &Catalogue,
        i18n: I18n,
    ) -> Result<Figure, ServiceError> {
        let mut terms: BTreeMap<String, [u64; 2]> = BTreeMap::new();
        for (place, kind) in [DemandKind::Words, DemandKind::EmptyWords].into_iter().enumerate() {
            for row in self.load_kind(kind).await? {
                let name = i18n.desk_figures_quoted(&row.term);
                add(terms.entry(name).or_default(), place, &row);
            }
        }
        for row in self.load_kind(DemandKind::Filter).await? {
            let name = filter_name(catalogue, i18n, &row.term);
            add(terms.entry(name).or_default(), 0, &row);
        }
        let mut terms: Vec<_> = terms.into_iter().collect();
        terms.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.iter().sum::<u64>()));
        let row = |(name, [found, empty]): (String, [u64; 2])| FigureRow {
            name,
            cells: vec![
                FigureCell::hidden_if_small(found + empty),
                FigureCell::hidden_if_small(empty),
            ],
        };
        Ok(Figure {
            title: i18n.desk_figures_terms().to_owned(),
            notes: vec![i18n.desk_figures_terms_note().to_owned()],
            row_heading: i18n.desk_figures_term().to_owned(),
            columns: vec![
                i18n.desk_figures_searches().to_owned(),
                i18n.desk_figures_empty().to_owned(),
            ],
            rows: terms.into_iter().take(MAX_TERMS).map(row).collect(),
        })
    }

    async fn load_kind(&self, kind: DemandKind) -> Result<Vec<DemandRow>, DbError> {
        let mut tx = self.0.db.read().await?;
        load_demand(&mut tx, kind.name(), MAX_READ).await
    }
}

fn add(numbers: &mut [u64; 2], place: usize, row: &DemandRow) {
    if let Some(number) = numbers.get_mut(place) {
        *number += row.number.unsigned_abs();
    }
}

/// "Topic: Sport" for `category.sport`.
fn filter_name(catalogue: &Catalogue, i18n: I18n, term: &str) -> String {
    let (facet, value) = term.split_once('.').unwrap_or((term, ""));
    let cities = catalogue.taxonomy.cities.iter().map(|one| (one.id.as_str(), one.label.as_str()));
    let categories = catalogue.taxonomy.categories.iter();
    let categories = categories.map(|one| (one.id.as_str(), one.label.as_str()));
    let label = match facet {
        "city" => cities.into_iter().find(|(id, _)| *id == value),
        "category" => categories.into_iter().find(|(id, _)| *id == value),
        _ => None,
    };
    let label = label.map(|(_, label)| label).unwrap_or_default();
    format!("{}: {}", facet_name(i18n, facet), facet_value(i18n, facet, value, label))
}
