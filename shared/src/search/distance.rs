//! How far two positions are apart.

use crate::offer::Position;

/// Distance in metres on a flat approximation of the county; the error is below 0.1 % over 50 km.
pub(super) fn metres(one: Position, other: Position) -> Option<u32> {
    const METRES_PER_DEGREE: f64 = 111_195.0;
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    let north = degrees(one.latitude) - degrees(other.latitude);
    let middle = (degrees(one.latitude) + degrees(other.latitude)).to_radians() / 2.0;
    let east = (degrees(one.longitude) - degrees(other.longitude)) * middle.cos();
    let metres = north.hypot(east) * METRES_PER_DEGREE;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 4e7")]
    metres.is_finite().then(|| metres.round() as u32)
}
