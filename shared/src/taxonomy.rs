//! The lists an offer is filed under: cities, categories, languages.
//!
//! They are data of the operator. Interface languages know the labels of the
//! ones they know; for all others the German label of the record is shown.

use crate::id::{CategoryId, CityId};
use crate::language::LanguageTag;
use crate::offer::Position;
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// An entry of a list, with the German label it has in spreadsheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Term<Id> {
    /// Identifier.
    pub id: Id,
    /// German label, as it stands in the county's spreadsheets.
    pub label: Line,
    /// The centre of a city, from which distances are measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// All lists, each in the order they are shown.
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
