//! From positions on the earth to coordinates of a schematic map, and back.

use crate::offer::Position;

/// The map's width and height.
pub(super) const SIZE: i32 = 1_000;
/// Margin at the edges.
const MARGIN: i32 = 90;
/// Minimum extent of the map, in millionths of a degree of latitude: about 2 km.
const MIN_EXTENT: i32 = 18_000;

/// The section of the earth's surface that the map shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Projection {
    north: i32,
    west: i32,
    /// Extent of the map without margins, in millionths of a degree of latitude.
    extent: i32,
    /// Length of a degree of longitude in degrees of latitude.
    narrowing: f64,
}

impl Projection {
    /// The smallest square around the positions; only its latitude matters where there are none.
    pub(super) fn around(positions: impl Iterator<Item = Position> + Clone) -> Self {
        let latitudes = positions.clone().map(|position| position.latitude);
        let longitudes = positions.map(|position| position.longitude);
        let (south, north) = (latitudes.clone().min().unwrap_or(0), latitudes.max().unwrap_or(0));
        let (west, east) = (longitudes.clone().min().unwrap_or(0), longitudes.max().unwrap_or(0));
        let middle = south.midpoint(north);
        let narrowing = (f64::from(middle) / 1e6).to_radians().cos();
        #[expect(clippy::cast_possible_truncation, reason = "at most 360 million")]
        let width = (f64::from(east - west) * narrowing) as i32;
        let extent = (north - south).max(width).max(MIN_EXTENT);
        #[expect(clippy::cast_possible_truncation, reason = "at most 360 million")]
        let half = (f64::from(extent) / narrowing / 2.0) as i32;
        Self {
            north: middle.saturating_add(extent / 2),
            west: west.midpoint(east).saturating_sub(half),
            extent,
            narrowing,
        }
    }

    /// Map coordinates in thousandths, from the west and north edges.
    pub(super) fn project(&self, position: Position) -> (i32, i32) {
        let inner = f64::from(SIZE - 2 * MARGIN) / f64::from(self.extent);
        let east = f64::from(position.longitude.saturating_sub(self.west)) * self.narrowing;
        let south = f64::from(self.north.saturating_sub(position.latitude));
        #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
        let place = |millionths: f64| (millionths * inner).round() as i32;
        (place(east).saturating_add(MARGIN), place(south).saturating_add(MARGIN))
    }

    /// The position of map coordinates.
    pub(super) fn unproject(&self, x: i32, y: i32) -> Position {
        let scale = f64::from(self.extent) / f64::from(SIZE - 2 * MARGIN);
        let east = f64::from(x - MARGIN) * scale / self.narrowing;
        let south = f64::from(y - MARGIN) * scale;
        #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
        let millionths = |place: f64| place.round() as i32;
        Position {
            latitude: self.north.saturating_sub(millionths(south)),
            longitude: self.west.saturating_add(millionths(east)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_east_is_right() {
        let marl = Position { latitude: 51_656_000, longitude: 7_090_000 };
        let waltrop = Position { latitude: 51_624_000, longitude: 7_397_000 };
        let projection = Projection::around([marl, waltrop].into_iter());
        let (west, upper) = projection.project(marl);
        let (east, lower) = projection.project(waltrop);
        assert!(west < east && upper < lower);
        assert_eq!((west, east), (MARGIN, SIZE - MARGIN));
    }

    #[test]
    fn one_place_alone_is_in_the_middle() {
        let marl = Position { latitude: 51_656_000, longitude: 7_090_000 };
        let (x, y) = Projection::around(std::iter::once(marl)).project(marl);
        assert!((495..=505).contains(&x) && (495..=505).contains(&y));
    }

    #[test]
    fn map_coordinates_lead_back_to_their_position() {
        let marl = Position { latitude: 51_656_000, longitude: 7_090_000 };
        let waltrop = Position { latitude: 51_624_000, longitude: 7_397_000 };
        let projection = Projection::around([marl, waltrop].into_iter());
        for position in [marl, waltrop] {
            let (x, y) = projection.project(position);
            let back = projection.unproject(x, y);
            // A thousandth of the map is about 250 millionths of a degree of latitude here.
            assert!((back.latitude - position.latitude).abs() < 250, "{back:?}");
            assert!((back.longitude - position.longitude).abs() < 400, "{back:?}");
        }
    }
}
