//! The map.

use super::offers::{FacetView, Named, Pairs};
use crate::id::OfferId;
use crate::text::Picked;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/map`: where the offers are that answer a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapView {
    /// The query as it was understood: the pairs of its address.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// Offers in all, those without a place included.
    pub total: usize,
    /// Towns of the county that lie on the map.
    pub towns: Vec<Town>,
    /// Offers close together, as one.
    pub spots: Vec<Spot>,
    /// Filters with something to choose, in the order they are shown.
    pub facets: Vec<FacetView>,
    /// Cities to measure distances from.
    pub cities: Vec<Named>,
}

/// A town on the map. Its place is in thousandths of the map's width, from the west and the
/// north edge.
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
    /// Offers there that answer the query.
    pub count: u64,
}

/// Offers close together on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spot {
    /// From the west, as for a [`Town`].
    pub x: i32,
    /// From the north.
    pub y: i32,
    /// The offers, at most eight; [`Self::count`] says how many there are.
    #[cfg_attr(feature = "openapi", schema(max_items = 8))]
    pub offers: Vec<SpotOffer>,
    /// How many there are.
    pub count: u64,
    /// Where it is: city and district of its first offer.
    pub place: String,
    /// Its middle, as the `near` of a query.
    pub near: String,
}

/// Most offers named at one spot of the map.
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
