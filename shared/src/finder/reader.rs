//! The reader and the moment that a response is made for.

use super::Catalogue;
use crate::language::UiLanguage;
use crate::search::times::Calendar;
use crate::search::{Facet, Moment};
use crate::taxonomy::{Taxonomy, Term};
use crate::time::LocalTime;
use std::fmt::Display;
use std::sync::Arc;

/// The interface's names in one language.
pub trait Labels {
    /// The language.
    fn language(&self) -> UiLanguage;

    /// The name of a filter value by `filter.value`, such as `category.sport`; `None` where the
    /// interface has none.
    fn label(&self, key: &str) -> Option<&str>;
}

/// A moment with the occurrences of its day.
#[derive(Clone, Debug)]
pub struct Now {
    /// Local time at the offers.
    pub local: LocalTime,
    /// The calendar of the day, from [`Catalogue::calendar`].
    pub calendar: Arc<Calendar>,
    /// Days after which the check of an offer counts as stale.
    pub stale_after: i32,
}

impl Now {
    /// A moment for a catalogue.
    pub fn new(catalogue: &Catalogue, local: LocalTime, stale_after: i32) -> Self {
        Self { local, calendar: Arc::new(catalogue.calendar(local.day)), stale_after }
    }

    pub(super) fn moment(&self) -> Moment<'_> {
        Moment {
            calendar: &self.calendar,
            minute: self.local.minute,
            stale_after: self.stale_after,
        }
    }
}

/// The reader that records are shown to.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) labels: &'a dyn Labels,
    pub(super) taxonomy: &'a Taxonomy,
}

impl Reader<'_> {
    pub(super) fn language(&self) -> UiLanguage {
        self.labels.language()
    }

    /// The name of a filter value.
    pub(super) fn label(&self, facet: Facet, value: &str) -> String {
        let known = self.labels.label(&format!("{}.{value}", facet.name()));
        let german = || label_of(self.taxonomy, facet, value).unwrap_or(value);
        known.unwrap_or_else(german).to_owned()
    }
}

/// The German label of a value in one of the operator's lists.
pub(super) fn label_of<'a>(taxonomy: &'a Taxonomy, facet: Facet, value: &str) -> Option<&'a str> {
    fn find<'a, Id: Display>(terms: &'a [Term<Id>], value: &str) -> Option<&'a str> {
        let found = terms.iter().find(|term| term.id.to_string() == value);
        found.map(|term| term.label.as_str())
    }
    match facet {
        Facet::City => find(&taxonomy.cities, value),
        Facet::Category => find(&taxonomy.categories, value),
        Facet::Language => find(&taxonomy.languages, value),
        _ => None,
    }
}
