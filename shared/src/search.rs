//! Finding offers: one pure engine for the server and, later, the phone without a network.
//!
//! Owns the query, how it stands in an address, and how a catalogue answers it.
//! [`fold`] says which spellings count as the same.

pub mod catalogue;
pub mod fold;

use crate::id::{CategoryId, CityId};
use crate::language::{LanguageTag, UiLanguage};
use crate::text::TextError;
use serde::{Deserialize, Serialize};

/// Longest search text, in characters.
pub const MAX_TEXT: usize = 200;
/// Most values of one filter.
pub const MAX_VALUES: usize = 50;
/// Offers on one page of results.
pub const PAGE_SIZE: usize = 20;

/// What somebody is looking for. Values of one filter widen, filters narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OfferQuery {
    /// Words, as typed; up to [`MAX_TEXT`] characters.
    pub text: String,
    /// Cities.
    pub cities: Vec<CityId>,
    /// Categories.
    pub categories: Vec<CategoryId>,
    /// Languages spoken there.
    pub languages: Vec<LanguageTag>,
    /// Page of the results, from 1.
    pub page: Page,
}

/// Number of a page, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Page(pub u32);

impl Default for Page {
    fn default() -> Self {
        Self(1)
    }
}

/// A filter by its name in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// `city`
    City,
    /// `category`
    Category,
    /// `language`
    Language,
}

/// Why a query was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryError {
    /// The search text is too long or holds control characters.
    #[error("search text: {error}")]
    Text {
        /// What is wrong with it.
        error: TextError,
    },
    /// A value no filter can have.
    #[error("{facet:?} cannot be {value:?}")]
    Value {
        /// The filter.
        facet: Facet,
        /// The value as it came, cut to 40 characters.
        value: String,
    },
    /// More values of one filter than [`MAX_VALUES`].
    #[error("too many values for {facet:?}")]
    TooManyValues {
        /// The filter.
        facet: Facet,
    },
    /// Not a number from 1 on.
    #[error("not a page number")]
    Page,
    /// `lang` is no interface language.
    #[error("not an interface language")]
    Language,
}

impl OfferQuery {
    /// Reads a query from the pairs of an address; unknown names and empty values are
    /// passed over, so that a link with something added still works.
    ///
    /// # Errors
    /// [`QueryError`] with the first value that cannot be.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if !value.is_empty() {
                query.read(name, value)?;
            }
        }
        Ok(query)
    }

    fn read(&mut self, name: &str, value: &str) -> Result<(), QueryError> {
        let wrong = |facet| QueryError::Value { facet, value: value.chars().take(40).collect() };
        match name {
            "q" => self.text = search_text(value)?,
            "city" => {
                let city = CityId::parse(value).map_err(|_| wrong(Facet::City))?;
                add(&mut self.cities, city, Facet::City)?;
            }
            "category" => {
                let category = CategoryId::parse(value).map_err(|_| wrong(Facet::Category))?;
                add(&mut self.categories, category, Facet::Category)?;
            }
            "language" => {
                let language = LanguageTag::parse(value).map_err(|_| wrong(Facet::Language))?;
                add(&mut self.languages, language, Facet::Language)?;
            }
            "page" => match value.parse() {
                Ok(page) if page > 0 => self.page = Page(page),
                _ => return Err(QueryError::Page),
            },
            _ => {}
        }
        Ok(())
    }

    /// The pairs of the address that reproduces this query; nothing where it asks for all.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        pairs.extend(self.cities.iter().map(|city| ("city", city.to_string())));
        pairs.extend(self.categories.iter().map(|category| ("category", category.to_string())));
        pairs.extend(self.languages.iter().map(|language| ("language", language.to_string())));
        if self.page != Page::default() {
            pairs.push(("page", self.page.0.to_string()));
        }
        pairs
    }

    /// The same query on another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page: Page(page.max(1)), ..self.clone() }
    }

    /// Whether it asks for everything.
    pub fn is_unfiltered(&self) -> bool {
        self.text.is_empty()
            && self.cities.is_empty()
            && self.categories.is_empty()
            && self.languages.is_empty()
    }
}

fn search_text(value: &str) -> Result<String, QueryError> {
    crate::text::Text::<MAX_TEXT>::parse(value)
        .map(String::from)
        .map_err(|error| QueryError::Text { error })
}

fn add<T: PartialEq>(values: &mut Vec<T>, value: T, facet: Facet) -> Result<(), QueryError> {
    if values.len() >= MAX_VALUES {
        return Err(QueryError::TooManyValues { facet });
    }
    if !values.contains(&value) {
        values.push(value);
    }
    Ok(())
}

/// The language a page or an answer is wanted in, from the value of `lang`.
///
/// # Errors
/// [`QueryError::Language`] for a tag that is no interface language.
pub fn ui_language(tag: Option<&str>) -> Result<UiLanguage, QueryError> {
    tag.map_or(Ok(UiLanguage::De), |tag| UiLanguage::from_tag(tag).ok_or(QueryError::Language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[test]
    fn an_address_reproduces_its_query() {
        let pairs = [("q", "Kurs & mehr"), ("city", "herten"), ("city", "marl"), ("page", "2")];
        let query = OfferQuery::from_pairs(pairs).unwrap();
        assert_eq!(query.to_pairs(), pairs.map(|(name, value)| (name, value.to_owned())));
    }

    #[rstest]
    #[case("page", "0", QueryError::Page)]
    #[case("page", "-1", QueryError::Page)]
    #[case("page", "99999999999", QueryError::Page)]
    #[case("city", "<script>", QueryError::Value { facet: Facet::City, value: "<script>".into() })]
    #[case("language", "x", QueryError::Value { facet: Facet::Language, value: "x".into() })]
    #[case("q", "a\u{0}", QueryError::Text { error: TextError::ControlCharacter })]
    fn nonsense_is_named(#[case] name: &str, #[case] value: &str, #[case] error: QueryError) {
        assert_eq!(OfferQuery::from_pairs([(name, value)]), Err(error));
    }

    #[test]
    fn what_a_link_has_besides_is_passed_over() {
        let query = OfferQuery::from_pairs([("utm_source", "x"), ("city", ""), ("q", "  ")]);
        assert_eq!(query, Ok(OfferQuery::default()));
    }

    proptest! {
        #[test]
        fn no_address_panics(pairs in proptest::collection::vec(("[a-z]{0,8}", ".{0,30}"), 0..10)) {
            let _ = OfferQuery::from_pairs(pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())));
        }
    }
}
