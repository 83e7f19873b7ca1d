//! The operator's lists: cities, categories, languages.
//!
//! The interface has translated labels for common entries; for all others the record's own name in
//! the reader's language is shown, else its German label.

use crate::id::{CategoryId, CityId};
use crate::language::{LanguageTag, UiLanguage};
use crate::offer::Position;
use crate::text::Line;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A term of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Term<Id> {
    /// Identifier.
    pub id: Id,
    /// German label, as used in the county's spreadsheets.
    pub label: Line,
    /// Its names by the tag of an interface language, where the operator gave some.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Line>))]
    pub names: BTreeMap<UiLanguage, Line>,
    /// The centre of a city, for measuring distances.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

impl<Id> Term<Id> {
    /// Its own name in a language, else its German label.
    pub fn name_in(&self, language: UiLanguage) -> &str {
        self.names.get(&language).unwrap_or(&self.label).as_str()
    }
}

/// All lists, each in display order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Taxonomy {
    /// Cities and towns of the county.
    pub cities: Vec<Term<CityId>>,
    /// Categories of offers.
    pub categories: Vec<Term<CategoryId>>,
    /// Languages spoken at offers.
    pub languages: Vec<Term<LanguageTag>>,
}
