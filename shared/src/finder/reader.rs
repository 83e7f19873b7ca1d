//! For whom an answer is made, and when.

use super::Catalogue;
use crate::language::UiLanguage;
use crate::search::times::Calendar;
use crate::search::{Facet, Moment};
use crate::taxonomy::{Taxonomy, Term};
use crate::time::LocalTime;
use std::fmt::Display;
use std::sync::Arc;

/// What an interface calls things in one language.
pub trait Labels {
    /// The language.
    fn language(&self) -> UiLanguage;

    /// The name of a value of a filter by `filter.value`, such as `category.sport`; `None` where
    /// the interface has none.
    fn label(&self, key: &str) -> Option<&str>;
}

/// A moment with what takes place, seen from its day.
#[derive(Clone, Debug)]
pub struct Now {
    /// Time on the clocks where the offers are.
    pub local: LocalTime,
    /// What [`Catalogue::calendar`] says of the day.
    pub calendar: Arc<Calendar>,
    /// Days after which the check of an offer is too old.
    pub stale_after: i32,
}

impl Now {
    /// A moment over a catalogue.
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

/// Whom records are shown to.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) labels: &'a dyn Labels,
    pub(super) taxonomy: &'a Taxonomy,
}

impl Reader<'_> {
    pub(super) fn language(&self) -> UiLanguage {
        self.labels.language()
    }

    /// What a value of a filter is called.
    pub(super) fn label(&self, facet: Facet, value: &str) -> String {
        let known = self.labels.label(&format!("{}.{value}", facet.name()));
        let german = || label_of(self.taxonomy, facet, value).unwrap_or(value);
        known.unwrap_or_else(german).to_owned()
    }
}

/// The German label of a value that is in one of the operator's lists.
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
