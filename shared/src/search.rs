//! Searching offers: one pure engine for the server and, later, for the phone offline.
//!
//! Owns the query, its form in an address, and how an index answers it. An [`index::Index`] is
//! built from a catalogue and queried with an [`OfferQuery`]; ARCHITECTURE.md explains how the
//! parts work together and what each costs.

mod compound;
mod contacts;
mod counts;
mod dictionary;
mod distance;
mod facet;
mod filter;
mod find;
pub mod fold;
pub mod index;
pub mod key;
mod matching;
pub mod postings;
pub mod reason;
pub mod times;
mod typo;
pub mod vocabulary;

pub use facet::{Facet, typed_values};
pub use find::{Count, Hit, Loosen, Moment, SearchResults};

use crate::id::CityId;
use crate::language::UiLanguage;
use crate::offer::Position;
use crate::text::TextError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest search text, in characters.
pub const MAX_TEXT: usize = 200;
/// Most values of one filter.
pub const MAX_VALUES: usize = 50;
/// Offers on one page of results.
pub const PAGE_SIZE: usize = 20;

/// A search query. The values of one filter are alternatives; filters are combined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OfferQuery {
    /// Words, as typed; up to [`MAX_TEXT`] characters.
    #[serde(default)]
    pub text: String,
    /// Chosen values by filter; filters without values are left out.
    #[serde(default)]
    pub chosen: BTreeMap<Facet, Vec<String>>,
    /// Where distances are measured from.
    #[serde(default)]
    pub near: Option<Near>,
    /// Sort order; `None` for the default that suits the rest of the query.
    #[serde(default)]
    pub sort: Option<Sort>,
    /// Page of the results, from 1.
    #[serde(default)]
    pub page: Page,
}

/// Where distances are measured from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Near {
    /// The centre of a city.
    City(CityId),
    /// The user's position; in an address with three decimals, about 100 m.
    Position(Position),
}

/// Sort order of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best match for the words first.
    Relevance,
    /// Next to take place first.
    Next,
    /// Nearest first; without a place to measure from the same as [`Self::Relevance`].
    Distance,
    /// Most recently checked first.
    Verified,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Next, Self::Distance, Self::Verified];

    /// Its name in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Next => "next",
            Self::Distance => "distance",
            Self::Verified => "verified",
        }
    }
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

/// Why a query was rejected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueryError {
    /// The search text is too long or holds control characters.
    #[error("search text: {error}")]
    Text {
        /// What is wrong with it.
        error: TextError,
    },
    /// A value that the filter cannot have.
    #[error("{facet:?} cannot be {value:?}")]
    Value {
        /// The filter.
        facet: Facet,
        /// The value as received, cut to 40 characters.
        value: String,
    },
    /// More than fifty values of one filter.
    #[error("too many values for {facet:?}")]
    TooManyValues {
        /// The filter.
        facet: Facet,
    },
    /// Neither a city nor a valid position.
    #[error("no place to measure from: {value:?}")]
    Near {
        /// The value as received, cut to 40 characters.
        value: String,
    },
    /// An unknown sort order.
    #[error("not an order: {value:?}")]
    Sort {
        /// The value as received, cut to 40 characters.
        value: String,
    },
    /// Not a whole number of at least 1.
    #[error("not a page number")]
    Page,
    /// `lang` is not an interface language.
    #[error("not an interface language")]
    Language,
}

impl OfferQuery {
    /// Parses a query from the pairs of an address. Unknown names and empty values are ignored, so
    /// that a link with extra parameters still works.
    ///
    /// # Errors
    /// [`QueryError`] with the first invalid value.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if !value.is_empty() {
                query.set(name, value)?;
            }
        }
        Ok(query)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), QueryError> {
        match name {
            "q" => self.text = parse_text(value)?,
            "near" => self.near = Some(parse_near(value)?),
            "sort" => {
                let sort = Sort::ALL.into_iter().find(|sort| sort.name() == value);
                self.sort = Some(sort.ok_or_else(|| QueryError::Sort { value: truncate(value) })?);
            }
            "page" => match value.parse() {
                Ok(page) if page > 0 => self.page = Page(page),
                _ => return Err(QueryError::Page),
            },
            _ => {
                if let Some(facet) = Facet::from_name(name) {
                    self.choose(facet, value)?;
                }
            }
        }
        Ok(())
    }

    /// Adds a value to those chosen for a filter.
    ///
    /// # Errors
    /// [`QueryError::Value`] for an invalid value, [`QueryError::TooManyValues`].
    pub fn choose(&mut self, facet: Facet, value: &str) -> Result<(), QueryError> {
        if !facet.can_be(value) {
            return Err(QueryError::Value { facet, value: truncate(value) });
        }
        let values = self.chosen.entry(facet).or_default();
        if values.len() >= MAX_VALUES {
            return Err(QueryError::TooManyValues { facet });
        }
        if !values.iter().any(|chosen| chosen == value) {
            values.push(value.to_owned());
        }
        Ok(())
    }

    /// The chosen values of a filter.
    pub fn values(&self, facet: Facet) -> &[String] {
        self.chosen.get(&facet).map_or(&[], Vec::as_slice)
    }

    /// The address pairs that reproduce this query; empty where it asks for everything.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        for (facet, values) in &self.chosen {
            pairs.extend(values.iter().map(|value| (facet.name(), value.clone())));
        }
        match &self.near {
            Some(Near::City(city)) => pairs.push(("near", city.to_string())),
            Some(Near::Position(position)) => pairs.push(("near", format_position(*position))),
            None => {}
        }
        pairs.extend(self.sort.map(|sort| ("sort", sort.name().to_owned())));
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

    /// The same query without a filter, on its first page.
    #[must_use]
    pub fn without(&self, facet: Facet) -> Self {
        let mut query = self.on_page(1);
        query.chosen.remove(&facet);
        query
    }

    /// Whether it asks for everything, in any order.
    pub fn is_unfiltered(&self) -> bool {
        self.text.is_empty() && self.chosen.is_empty()
    }
}

/// Degrees with three decimals, latitude first: about 100 m.
pub fn format_position(position: Position) -> String {
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    format!("{:.3},{:.3}", degrees(position.latitude), degrees(position.longitude))
}

fn parse_near(value: &str) -> Result<Near, QueryError> {
    let wrong = || QueryError::Near { value: truncate(value) };
    let Some((latitude, longitude)) = value.split_once(',') else {
        return CityId::parse(value).map(Near::City).map_err(|_| wrong());
    };
    let millionths = |text: &str, most: f64| {
        let degrees: f64 = text.trim().parse().ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
        (degrees.abs() <= most).then(|| (degrees * 1e6).round() as i32)
    };
    millionths(latitude, 90.0)
        .zip(millionths(longitude, 180.0))
        .map(|(latitude, longitude)| Near::Position(Position { latitude, longitude }))
        .ok_or_else(wrong)
}

fn truncate(value: &str) -> String {
    value.chars().take(40).collect()
}

fn parse_text(value: &str) -> Result<String, QueryError> {
    crate::text::Text::<MAX_TEXT>::parse(value)
        .map(String::from)
        .map_err(|error| QueryError::Text { error })
}

/// The language requested by the value of `lang`.
///
/// # Errors
/// [`QueryError::Language`] for a tag that is not an interface language.
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
        let pairs = [
            ("q", "Kurs & mehr"),
            ("city", "herten"),
            ("city", "marl"),
            ("weekday", "th"),
            ("childcare", "yes"),
            ("near", "51.656,7.095"),
            ("sort", "distance"),
            ("page", "2"),
        ];
        let query = OfferQuery::from_pairs(pairs).unwrap();
        assert_eq!(query.to_pairs(), pairs.map(|(name, value)| (name, value.to_owned())));
    }

    #[rstest]
    #[case("page", "0", QueryError::Page)]
    #[case("page", "-1", QueryError::Page)]
    #[case("page", "99999999999", QueryError::Page)]
    #[case("city", "<script>", QueryError::Value { facet: Facet::City, value: "<script>".into() })]
    #[case("language", "x", QueryError::Value { facet: Facet::Language, value: "x".into() })]
    #[case("weekday", "xx", QueryError::Value { facet: Facet::Weekday, value: "xx".into() })]
    #[case("q", "a\u{0}", QueryError::Text { error: TextError::ControlCharacter })]
    #[case("near", "91,7", QueryError::Near { value: "91,7".into() })]
    #[case("near", "NaN,7", QueryError::Near { value: "NaN,7".into() })]
    #[case("sort", "size", QueryError::Sort { value: "size".into() })]
    fn an_invalid_value_is_named(
        #[case] name: &str,
        #[case] value: &str,
        #[case] error: QueryError,
    ) {
        assert_eq!(OfferQuery::from_pairs([(name, value)]), Err(error));
    }

    #[test]
    fn extra_parameters_of_a_link_are_ignored() {
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
