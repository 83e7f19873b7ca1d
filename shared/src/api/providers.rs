//! The directory of institutions.

use super::offers::{FacetView, Named, OfferCard, Pairs};
use crate::id::ProviderId;
use crate::provider::Provider;
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/providers`: the institutions that answer a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderPage {
    /// The query as it was understood: the pairs of its address, but for the page.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// The page.
    pub page: u32,
    /// Pages in all.
    pub pages: u32,
    /// Institutions in all.
    pub total: usize,
    /// Institutions of this page, by name.
    pub providers: Vec<ProviderCard>,
    /// City and topic, with what there is to choose.
    pub facets: Vec<FacetView>,
}

/// An institution as it stands in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderCard {
    /// Identifier.
    pub id: ProviderId,
    /// Name.
    pub name: Line,
    /// Where it is at home.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub city: Option<Named>,
    /// Topics of its offers.
    pub categories: Vec<Named>,
    /// Public offers.
    pub offers: u64,
}

/// `GET /api/v1/providers/{id}`: an institution with what it offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderDetail {
    /// The record.
    pub provider: Provider,
    /// Where it is at home.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub city: Option<Named>,
    /// Topics of its offers.
    pub categories: Vec<Named>,
    /// Its public offers in all.
    pub total: usize,
    /// The first of them, the next to take place first.
    pub offers: Vec<OfferCard>,
}
