//! The directory of institutions.

use super::offers::{FacetView, Named, OfferCard, Pairs, is_false};
use crate::id::ProviderId;
use crate::provider::{ContactPerson, Provider};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/providers`: the institutions that match a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderPage {
    /// The query as understood, as the pairs of its address without the page.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// Number of this page.
    pub page: u32,
    /// Number of pages.
    pub pages: u32,
    /// Number of matching institutions.
    pub total: usize,
    /// Institutions on this page, by name.
    pub providers: Vec<ProviderCard>,
    /// City and topic, with their selectable values.
    pub facets: Vec<FacetView>,
    /// Whether the text has nothing in it to search for, such as a picture alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_wordless: bool,
}

/// An institution in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderCard {
    /// Identifier.
    pub id: ProviderId,
    /// Name.
    pub name: Line,
    /// Home city.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub city: Option<Named>,
    /// Topics of its offers and contact persons.
    pub categories: Vec<Named>,
    /// Number of public offers.
    pub offers: u64,
    /// The first contact persons that match the query; none where it asks for nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<FoundPerson>,
}

/// A contact person that matches a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundPerson {
    /// Name.
    pub name: Line,
    /// Function or topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Line>,
    /// Towns that the person is responsible for; empty for all of the institution.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cities: Vec<Named>,
}

/// A contact person on the institution's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonCard {
    /// The record.
    pub person: ContactPerson,
    /// Its towns; empty for all of the institution.
    pub cities: Vec<Named>,
    /// Its topics; empty for all of the institution.
    pub categories: Vec<Named>,
}

/// `GET /api/v1/providers/{id}`: an institution with its offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderDetail {
    /// The record; its contact persons stand in `persons`.
    pub provider: Provider,
    /// Contact persons beside the general contact.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<PersonCard>,
    /// Home city.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub city: Option<Named>,
    /// Topics of its offers and contact persons.
    pub categories: Vec<Named>,
    /// Number of public offers.
    pub total: usize,
    /// The first of them, by next occurrence.
    pub offers: Vec<OfferCard>,
}
