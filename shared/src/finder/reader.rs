//! The reader and the moment that a response is made for.

use super::Catalogue;
use crate::api::Named;
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

    /// A term of a list by its id; an unlisted one is named by its id.
    pub(super) fn named<Id: PartialEq + Display>(&self, terms: &[Term<Id>], id: &Id) -> Named {
        let term = terms.iter().find(|term| term.id == *id);
        let label = term.map(|term| term.name_in(self.language()).to_owned());
        Named { label: label.unwrap_or_else(|| id.to_string()), id: id.to_string() }
    }

    /// The name of a filter value.
    pub(super) fn label(&self, facet: Facet, value: &str) -> String {
        let known = self.labels.label(&format!("{}.{value}", facet.name()));
        let own = || self.own_label(facet, value).unwrap_or(value);
        known.unwrap_or_else(own).to_owned()
    }

    /// The name of a value in one of the operator's lists.
    pub(super) fn own_label(&self, facet: Facet, value: &str) -> Option<&str> {
        let taxonomy = self.taxonomy;
        match facet {
            Facet::City => self.find_name(&taxonomy.cities, value),
            Facet::Category => self.find_name(&taxonomy.categories, value),
            Facet::Language => self.find_name(&taxonomy.languages, value),
            _ => None,
        }
    }

    fn find_name<'a, Id: Display>(&self, terms: &'a [Term<Id>], value: &str) -> Option<&'a str> {
        let found = terms.iter().find(|term| term.id.to_string() == value);
        found.map(|term| term.name_in(self.language()))
    }
}
