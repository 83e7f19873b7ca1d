//! The map.

use super::offers::{FacetView, Named, Pairs, is_false};
use crate::id::OfferId;
use crate::text::Picked;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/map`: the positions of the offers that match a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapView {
    /// The query as understood, as the pairs of its address.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// Number of matching offers, those without a position included.
    pub total: usize,
    /// Towns of the county within the map.
    pub towns: Vec<Town>,
    /// Matching offers, clustered.
    pub spots: Vec<Spot>,
    /// Filters with selectable values, in display order.
    pub facets: Vec<FacetView>,
    /// Cities that distances can be measured from.
    pub cities: Vec<Named>,
    /// Whether the text has nothing in it to search for, such as a picture alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_wordless: bool,
}

/// A town on the map. Coordinates are thousandths of the map's width, from the west and north
/// edges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Town {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// From the west.
    pub x: i32,
    /// From the north.
    pub y: i32,
    /// Number of matching offers in the town.
    pub count: u64,
}

/// A cluster of offers on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spot {
    /// From the west, as for a [`Town`].
    pub x: i32,
    /// From the north.
    pub y: i32,
    /// The offers, at most eight; [`Self::count`] is the total.
    #[cfg_attr(feature = "openapi", schema(max_items = 8))]
    pub offers: Vec<SpotOffer>,
    /// Number of offers.
    pub count: u64,
    /// Its place: city and district of its first offer.
    pub place: String,
    /// Its centre, as the `near` of a query.
    pub near: String,
}

/// Most offers listed for one spot on the map.
pub const MAX_SPOT_OFFERS: usize = 8;

/// An offer at a spot of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpotOffer {
    /// Identifier.
    pub id: OfferId,
    /// Name for the reader.
    pub name: Picked,
}
