//! A map on which the place of an offer is chosen: the county's towns, and where a position is among
//! them.

use super::projection::{Projection, SIZE};
use crate::offer::Position;
use crate::taxonomy::Taxonomy;

/// A point of a map in thousandths of its width, from the west and north edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapPoint {
    /// From the west.
    pub x: i32,
    /// From the north.
    pub y: i32,
}

/// A town on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceTown {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub point: MapPoint,
}

/// The map. Latitude and longitude change evenly between its corners.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMap {
    /// The towns whose position is known.
    pub towns: Vec<PlaceTown>,
    /// The position of its upper left corner.
    pub north_west: Position,
    /// The position of its lower right corner.
    pub south_east: Position,
    projection: Projection,
}

impl PlaceMap {
    /// The map of a county; `None` where no town's position is known.
    pub fn of_county(taxonomy: &Taxonomy) -> Option<Self> {
        let cities = &taxonomy.cities;
        let positions = cities.iter().filter_map(|city| city.position);
        positions.clone().next()?;
        let projection = Projection::around(positions);
        let town = |name: &str, position| PlaceTown {
            name: name.to_owned(),
            point: point(projection, position),
        };
        Some(Self {
            towns: cities
                .iter()
                .filter_map(|city| Some(town(city.label.as_str(), city.position?)))
                .collect(),
            north_west: projection.unproject(0, 0),
            south_east: projection.unproject(SIZE, SIZE),
            projection,
        })
    }

    /// Where a position is on the map; `None` outside of it.
    pub fn find_point(&self, position: Position) -> Option<MapPoint> {
        let point = point(self.projection, position);
        let is_inside = (0..=SIZE).contains(&point.x) && (0..=SIZE).contains(&point.y);
        is_inside.then_some(point)
    }

    /// The town that is nearest to a point.
    pub fn nearest_town(&self, point: MapPoint) -> Option<&PlaceTown> {
        self.towns.iter().min_by_key(|town| {
            let east = i64::from(town.point.x) - i64::from(point.x);
            let south = i64::from(town.point.y) - i64::from(point.y);
            east * east + south * south
        })
    }
}

fn point(projection: Projection, position: Position) -> MapPoint {
    let (x, y) = projection.project(position);
    MapPoint { x, y }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn county() -> Taxonomy {
        serde_json::from_str(include_str!("../../../../server/backend/data/taxonomy.json")).unwrap()
    }

    #[test]
    fn every_town_is_on_the_map_and_nearest_to_itself() {
        let taxonomy = county();
        let map = PlaceMap::of_county(&taxonomy).unwrap();
        assert!(map.towns.len() > 5);
        for city in &taxonomy.cities {
            let point = map.find_point(city.position.unwrap()).unwrap();
            assert_eq!(map.nearest_town(point).unwrap().name, city.label.as_str());
        }
    }

    #[test]
    fn corners_are_positions_around_all_towns() {
        let map = PlaceMap::of_county(&county()).unwrap();
        assert_eq!(map.find_point(map.north_west), Some(MapPoint { x: 0, y: 0 }));
        assert_eq!(map.find_point(map.south_east), Some(MapPoint { x: SIZE, y: SIZE }));
        let berlin = Position { latitude: 52_520_000, longitude: 13_405_000 };
        assert_eq!(map.find_point(berlin), None);
    }

    #[test]
    fn without_known_positions_there_is_no_map() {
        assert_eq!(PlaceMap::of_county(&Taxonomy::default()), None);
    }
}
