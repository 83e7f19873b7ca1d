//! The operator's lists: cities, categories, languages.
//!
//! The interface has translated labels for common entries; for all others the record's German
//! label is shown.

use crate::id::{CategoryId, CityId};
use crate::language::LanguageTag;
use crate::offer::Position;
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// A term of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Term<Id> {
    /// Identifier.
    pub id: Id,
    /// German label, as used in the county's spreadsheets.
    pub label: Line,
    /// The centre of a city, for measuring distances.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
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
