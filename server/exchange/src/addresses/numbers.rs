//! Coordinates in cells: degrees or metres, with decimal comma or point, and marks between thousands.

use super::AddressFault;
use super::utm::{UtmPoint, Zone, millionths};
use shared::offer::Position;

/// Corners of Germany in millionths of a degree, with some room: coordinates outside are of another
/// system, or stand in the wrong columns.
const SOUTH_WEST: Position = Position { latitude: 46_500_000, longitude: 5_000_000 };
const NORTH_EAST: Position = Position { latitude: 56_000_000, longitude: 16_000_000 };

/// Two cells of coordinates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coordinates<'a> {
    pub(super) east: &'a str,
    pub(super) north: &'a str,
    /// The zone of metres that do not begin with its number.
    pub(super) zone: Zone,
}

impl Coordinates<'_> {
    /// The position of degrees.
    pub(super) fn degrees(self) -> Result<Position, AddressFault> {
        let (east, north) = self.numbers()?;
        within_germany(Position { latitude: millionths(north), longitude: millionths(east) })
    }

    /// The position of metres; of degrees where the numbers are as small as these.
    pub(super) fn metres(self) -> Result<Position, AddressFault> {
        let (east, north) = self.numbers()?;
        if east.abs() <= 180.0 && north.abs() <= 90.0 {
            return self.degrees();
        }
        // Geodesists call the northing X and the easting Y.
        let is_northing = |metres: f64| (5_000_000.0..7_000_000.0).contains(&metres);
        let (east, north) = if is_northing(east) { (north, east) } else { (east, north) };
        let (zone, east) = match east {
            32_000_000.0..33_000_000.0 => (Zone::Utm32, east - 32_000_000.0),
            33_000_000.0..34_000_000.0 => (Zone::Utm33, east - 33_000_000.0),
            _ => (self.zone, east),
        };
        if !is_northing(north) || !(100_000.0..1_000_000.0).contains(&east) {
            return Err(AddressFault::Position);
        }
        within_germany(UtmPoint { zone, east, north }.position())
    }

    fn numbers(self) -> Result<(f64, f64), AddressFault> {
        let number = |cell| decimal(cell).ok_or(AddressFault::Position);
        Ok((number(self.east)?, number(self.north)?))
    }
}

fn within_germany(position: Position) -> Result<Position, AddressFault> {
    let is_within = (SOUTH_WEST.latitude..NORTH_EAST.latitude).contains(&position.latitude)
        && (SOUTH_WEST.longitude..NORTH_EAST.longitude).contains(&position.longitude);
    if is_within { Ok(position) } else { Err(AddressFault::Position) }
}

/// "51,614720", "51.614720°", "363977.458", "5.704.316,878", "363 977,458".
fn decimal(cell: &str) -> Option<f64> {
    let text: String = cell
        .trim_end_matches(['°', 'm', 'N', 'E', 'O'])
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\'')
        .collect();
    let marks = |mark: char| text.matches(mark).count();
    let plain = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => text.replace('.', "").replace(',', "."),
        (Some(_), None) if marks(',') == 1 => text.replace(',', "."),
        (None, Some(_)) if marks('.') > 1 => text.replace('.', ""),
        (Some(_), _) => text.replace(',', ""),
        _ => text,
    };
    let is_number = !plain.is_empty()
        && plain.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
    plain.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("51,614720", Some(51.614_72))]
    #[case("51.614720°", Some(51.614_72))]
    #[case("5.704.316,878", Some(5_704_316.878))]
    #[case("5,704,316.878", Some(5_704_316.878))]
    #[case("5.704.316", Some(5_704_316.0))]
    #[case("363 977,458", Some(363_977.458))]
    #[case("-1", Some(-1.0))]
    #[case("", None)]
    #[case("inf", None)]
    #[case("1e9", None)]
    #[case("unbekannt", None)]
    fn numbers_are_read_with_either_mark(#[case] cell: &str, #[case] number: Option<f64>) {
        assert_eq!(decimal(cell), number);
    }

    #[rstest]
    #[case::utm("363977,458", "5704316,878", Some(51_473_642))]
    #[case::with_the_zone_in_front("32363977.458", "5704316.878", Some(51_473_642))]
    #[case::by_geodesists("5704316.878", "32363977.458", Some(51_473_642))]
    #[case::degrees("7,041425", "51,473642", Some(51_473_642))]
    #[case::gauss_kruger("2566000", "5704316", None)]
    #[case::swapped_degrees("51,473642", "7,041425", None)]
    #[case::nothing("0", "0", None)]
    fn what_is_no_place_in_germany_is_left_out(
        #[case] east: &str,
        #[case] north: &str,
        #[case] latitude: Option<i32>,
    ) {
        let position = Coordinates { east, north, zone: Zone::Utm32 }.metres();
        assert_eq!(position.ok().map(|position| position.latitude), latitude);
    }
}
