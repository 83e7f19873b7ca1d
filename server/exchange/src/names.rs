//! Names of ids in a reader's language, and numbers for other programs.

use i18n::I18n;
use serde::Serialize;
use shared::id::{CategoryId, CityId, OfferId};
use shared::language::{LanguageTag, UiLanguage};
use shared::taxonomy::{Taxonomy, Term};
use std::fmt::Display;

/// The reader of an export, and the address of the site.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Interface language, in which texts are shown.
    pub language: UiLanguage,
    /// Labels of the lists.
    pub taxonomy: &'a Taxonomy,
    /// The site's base URL without a trailing slash.
    pub base_url: &'a str,
}

impl Reader<'_> {
    pub(crate) const fn i18n(self) -> I18n {
        I18n::for_server(self.language)
    }

    /// The URL of an offer's page.
    pub(crate) fn url(self, offer: &OfferId) -> String {
        format!("{}/{}/offers/{offer}", self.base_url.trim_end_matches('/'), self.language.tag())
    }

    pub(crate) fn city(self, id: &CityId) -> String {
        self.own_name(&self.taxonomy.cities, id)
    }

    pub(crate) fn category(self, id: &CategoryId) -> String {
        self.listed("category", &self.taxonomy.categories, id)
    }

    pub(crate) fn language(self, tag: &LanguageTag) -> String {
        self.listed("language", &self.taxonomy.languages, tag)
    }

    /// The label of a value such as [`shared::offer::audience::Gender::Female`].
    pub(crate) fn word(self, list: &str, value: &impl Serialize) -> String {
        let word = crate::hsds::vocabulary::word(value);
        let text = self.i18n().lookup_taxonomy(&format!("{list}.{word}"));
        text.map_or(word, str::to_owned)
    }

    fn listed<Id: Display>(self, list: &str, terms: &[Term<Id>], id: &Id) -> String {
        let text = self.i18n().lookup_taxonomy(&format!("{list}.{id}"));
        text.map_or_else(|| self.own_name(terms, id), str::to_owned)
    }

    /// The operator's name of an entry; an unlisted one is named by its id.
    fn own_name<Id: Display>(self, terms: &[Term<Id>], id: &impl Display) -> String {
        let id = id.to_string();
        let found = terms.iter().find(|term| term.id.to_string() == id);
        found.map_or(id, |term| term.name_in(self.language).to_owned())
    }
}

/// The German label of an entry; an unlisted one is named by its id.
pub(crate) fn label<Id: Display>(terms: &[Term<Id>], id: &impl Display) -> String {
    let id = id.to_string();
    let found = terms.iter().find(|term| term.id.to_string() == id);
    found.map_or(id, |term| term.label.to_string())
}

/// Converts millionths of a degree to degrees: the nearest float, which is printed with exactly
/// the same decimals.
pub(crate) fn degrees(millionths: i32) -> f64 {
    f64::from(millionths) / 1e6
}
