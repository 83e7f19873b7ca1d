//! Free places and waiting time of an offer, and when that was stated.

use crate::text::Line;
use crate::time::wire;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A number of free places, from 0 to 9,999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 0, maximum = 9999))]
#[serde(try_from = "u16", into = "u16")]
pub struct PlaceCount(u16);

/// More places than any offer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than {} places", PlaceCount::MAX)]
pub struct TooManyPlaces;

impl PlaceCount {
    /// The most.
    pub const MAX: u16 = 9_999;

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for PlaceCount {
    type Error = TooManyPlaces;

    fn try_from(count: u16) -> Result<Self, TooManyPlaces> {
        if count <= Self::MAX { Ok(Self(count)) } else { Err(TooManyPlaces) }
    }
}

impl From<PlaceCount> for u16 {
    fn from(count: PlaceCount) -> Self {
        count.0
    }
}

/// Free places and waiting time, true on the day on which they were stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Availability {
    /// Free places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places_free: Option<PlaceCount>,
    /// Waiting time in the provider's words, such as "4 Wochen".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Line>,
    /// The day on which this was stated.
    #[serde(with = "wire::day")]
    pub as_of: Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_that_can_be_true_is_read() {
        let read = |places: u16| {
            let json = serde_json::json!({ "places_free": places, "as_of": "2026-11-12" });
            serde_json::from_value::<Availability>(json).ok()
        };
        let some = read(9_999).and_then(|held| held.places_free);
        assert_eq!(some.map(PlaceCount::get), Some(9_999));
        assert_eq!(read(10_000), None);
    }
}
