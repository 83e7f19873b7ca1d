//! Positions of locations.

use super::reader::Reader;
use crate::hsds::Location;
use shared::offer::Position;

impl Reader<'_> {
    /// Where a location is; one that is not on earth is ignored, and `path` named.
    pub(super) fn position(&mut self, location: &Location, path: &'static str) -> Option<Position> {
        let (latitude, longitude) = (location.latitude?, location.longitude?);
        let position = position(latitude, longitude);
        if position.is_none() {
            self.ignore_field(path);
        }
        position
    }
}

/// A position from degrees; `None` where they are out of range.
fn position(latitude: f64, longitude: f64) -> Option<Position> {
    let is_on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    is_on_earth
        .then(|| Position { latitude: millionths(latitude), longitude: millionths(longitude) })
}

#[expect(clippy::cast_possible_truncation, reason = "at most 180 degrees")]
fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}
