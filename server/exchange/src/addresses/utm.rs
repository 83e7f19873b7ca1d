//! Coordinates of the German land surveys, UTM on ETRS89, as latitude and longitude.
//!
//! The series of Krüger to the third power of the third flattening, with the constants of GRS80; its
//! error within a zone is below a millimetre. Source: C. F. F. Karney, "Transverse Mercator with an
//! accuracy of a few nanometers", Journal of Geodesy 85 (2011). ETRS89 is taken for WGS84: they differ
//! by less than a metre.

use shared::offer::Position;

/// A zone of UTM that Germany lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// EPSG:25832, around 9° east.
    Utm32,
    /// EPSG:25833, around 15° east.
    Utm33,
}

/// A point in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UtmPoint {
    pub(super) zone: Zone,
    /// Easting with the usual 500 km at the meridian in the middle.
    pub(super) east: f64,
    /// Northing from the equator.
    pub(super) north: f64,
}

/// Half the longer axis of GRS80, in metres.
const SEMI_MAJOR_AXIS: f64 = 6_378_137.0;
/// The third flattening of GRS80, `f / (2 - f)` of `f = 1 / 298.257222101`.
const THIRD_FLATTENING: f64 = 1.0 / (2.0 * 298.257_222_101 - 1.0);
const SCALE: f64 = 0.9996;
const FALSE_EASTING: f64 = 500_000.0;

impl UtmPoint {
    /// The position, rounded to millionths of a degree (about 0.1 m).
    pub(super) fn position(self) -> Position {
        let n = THIRD_FLATTENING;
        let (n2, n3) = (n * n, n * n * n);
        let radius = SEMI_MAJOR_AXIS / (1.0 + n) * (1.0 + n2 / 4.0 + n2 * n2 / 64.0);
        let xi = self.north / (SCALE * radius);
        let eta = (self.east - FALSE_EASTING) / (SCALE * radius);
        let beta =
            [n / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3, n2 / 48.0 + n3 / 15.0, 17.0 / 480.0 * n3];
        let (mut xi_sphere, mut eta_sphere) = (xi, eta);
        for (beta, twice) in beta.into_iter().zip([2.0, 4.0, 6.0]) {
            xi_sphere -= beta * (twice * xi).sin() * (twice * eta).cosh();
            eta_sphere -= beta * (twice * xi).cos() * (twice * eta).sinh();
        }
        // The conformal latitude, then the geographic one.
        let chi = (xi_sphere.sin() / eta_sphere.cosh()).asin();
        let delta = [
            2.0 * n - 2.0 / 3.0 * n2 - 2.0 * n3,
            7.0 / 3.0 * n2 - 8.0 / 5.0 * n3,
            56.0 / 15.0 * n3,
        ];
        let series = delta.into_iter().zip([2.0, 4.0, 6.0]);
        let latitude = chi + series.map(|(delta, twice)| delta * (twice * chi).sin()).sum::<f64>();
        let longitude = eta_sphere.sinh().atan2(xi_sphere.cos());
        let meridian = match self.zone {
            Zone::Utm32 => 9.0,
            Zone::Utm33 => 15.0,
        };
        Position {
            latitude: millionths(latitude.to_degrees()),
            longitude: millionths(meridian + longitude.to_degrees()),
        }
    }
}

/// Degrees in millionths, rounded.
#[expect(clippy::cast_possible_truncation, reason = "an `as` of a float saturates, and is checked")]
pub(super) fn millionths(degrees: f64) -> i32 {
    (degrees * 1_000_000.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    // Computed with PROJ 9, but for the first: the quarter meridian's arc to 50° on GRS80 is
    // 5,540,847.042 m, times 0.9996.
    #[rstest]
    #[case::on_the_meridian(Zone::Utm32, 500_000.0, 5_538_630.703, 50_000_000, 9_000_000)]
    #[case::essen(Zone::Utm32, 363_977.458, 5_704_316.878, 51_473_642, 7_041_425)]
    #[case::munich(Zone::Utm32, 691_608.0, 5_334_765.0, 48_137_263, 11_575_560)]
    #[case::aachen(Zone::Utm32, 294_409.0, 5_628_898.0, 50_775_350, 6_083_891)]
    #[case::berlin(Zone::Utm33, 391_779.0, 5_820_070.0, 52_519_981, 13_404_997)]
    fn known_points_are_where_they_are(
        #[case] zone: Zone,
        #[case] east: f64,
        #[case] north: f64,
        #[case] latitude: i32,
        #[case] longitude: i32,
    ) {
        let position = UtmPoint { zone, east, north }.position();
        assert_eq!(position, Position { latitude, longitude });
    }
}
