//! Cities with their districts, and addresses within them.

use crate::DemoError;
use crate::chance::Chance;
use crate::kinds::{ProviderKind, VenueKind};
use serde::Deserialize;
use shared::contact::Address;
use shared::id::CityId;
use shared::offer::Position;
use shared::text::{Line, Text};
use std::collections::BTreeMap;

const FILE: &str = "places.json";
const JSON: &str = include_str!("../places.json");
/// Maximum distance from the centre of a district: 660 m to the north or south and, at this
/// latitude, 620 m to the east or west, in millionths of a degree.
const SCATTER: (i32, i32) = (6_000, 9_000);

/// Cities, street names, and venue names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Places {
    pub(crate) streets: Vec<String>,
    pub(crate) cities: Vec<City>,
    pub(crate) venues: BTreeMap<VenueKind, Vec<VenuePattern>>,
}

/// A real city of the county.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct City {
    pub(crate) id: CityId,
    pub(crate) name: String,
    /// Population in thousands.
    pub(crate) weight: u32,
    /// That of the centre comes first.
    pub(crate) postal_codes: Vec<Text<10>>,
    /// Position of the centre.
    pub(crate) position: Position,
    pub(crate) districts: Vec<District>,
}

/// A real district with its approximate position.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct District {
    pub(crate) name: Line,
    /// Defaults to the city's first.
    #[serde(default)]
    postal_code: Option<Text<10>>,
    /// Defaults to the city's centre.
    #[serde(default)]
    position: Option<Position>,
}

/// The name of a venue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VenuePattern {
    /// May contain `{city}`, `{district}` and `{host}`; the part after a comma is a room.
    pub(crate) name: String,
    /// Kinds of providers that own the rooms: none if missing, the offer's own provider if the
    /// list is empty.
    #[serde(default)]
    pub(crate) hosts: Option<Vec<ProviderKind>>,
}

/// An invented address.
#[derive(Clone)]
pub(crate) struct Spot {
    pub(crate) district: Line,
    pub(crate) address: Address,
    pub(crate) position: Position,
}

impl Places {
    /// Reads the file.
    pub(crate) fn read() -> Result<Self, DemoError> {
        serde_json::from_str(JSON).map_err(|error| DemoError::File { name: FILE, error })
    }

    /// The city's index in the list.
    pub(crate) fn city(&self, id: &str) -> Result<usize, DemoError> {
        let place = self.cities.iter().position(|city| city.id.as_str() == id);
        place.ok_or_else(|| DemoError::Missing(format!("the city {id}")))
    }

    /// A random address in the city, in the given district if any.
    pub(crate) fn spot(
        &self,
        city: &City,
        district: Option<&str>,
        chance: &mut Chance,
    ) -> Result<Spot, DemoError> {
        let missing = || DemoError::Missing(format!("a district of {}", city.name));
        let district = match district {
            Some(name) => city.districts.iter().find(|one| one.name.as_str() == name),
            None => chance.pick(&city.districts),
        }
        .ok_or_else(missing)?;
        let street = chance.pick(&self.streets).ok_or_else(missing)?;
        let number = chance.between(1, 98);
        let middle = district.position.unwrap_or(city.position);
        let code = district.postal_code.as_ref().or(city.postal_codes.first());
        Ok(Spot {
            district: district.name.clone(),
            address: Address {
                street: Some(Line::parse(&format!("{street} {number}"))?),
                postal_code: code.cloned(),
                place: None,
            },
            position: Position {
                latitude: middle.latitude + chance.between(-SCATTER.0, SCATTER.0),
                longitude: middle.longitude + chance.between(-SCATTER.1, SCATTER.1),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_cities_have_five_to_eight_districts_within_the_county() {
        let places = Places::read().unwrap();
        assert_eq!(places.cities.len(), 10);
        for city in &places.cities {
            assert!((5..=8).contains(&city.districts.len()), "{}", city.name);
            for district in &city.districts {
                let position = district.position.unwrap_or(city.position);
                assert!((51_490_000..=51_830_000).contains(&position.latitude), "{}", city.name);
                assert!((6_880_000..=7_480_000).contains(&position.longitude), "{}", city.name);
                let code = district.postal_code.as_ref();
                assert!(code.is_none_or(|code| city.postal_codes.contains(code)), "{}", city.name);
            }
        }
    }

    #[test]
    fn streets_are_recognisable_as_examples() {
        for street in Places::read().unwrap().streets {
            let lower = street.to_lowercase();
            assert!(["muster", "beispiel", "probe"].iter().any(|word| lower.contains(word)));
        }
    }
}
