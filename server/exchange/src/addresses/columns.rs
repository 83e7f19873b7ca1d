//! The columns of a table of addresses, by the headings that surveys, towns and open collections use.

use super::AddressFault;
use super::numbers::Coordinates;
use super::utm::Zone;
use crate::error::ReadError;
use crate::file::Row;
use shared::offer::Position;
use shared::search::fold::words;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The street, with or without the number.
    Street,
    Number,
    Suffix,
    PostalCode,
    Town,
    /// Street, number, postal code and town.
    Address,
    Latitude,
    Longitude,
    East,
    North,
    Zone,
}

/// Folded headings, the better one first. `str`, `hnr`, `adz`, `gmd`, `postplz` and `postonm` are those
/// of the house coordinates that all Länder publish ("HK-DE").
const HEADINGS: [(Field, &[&str]); 11] = [
    (
        Field::Street,
        &[
            "strasse",
            "strassenname",
            "strasse hausnummer",
            "strasse und hausnummer",
            "strasse hausnr",
            "strasse nr",
            "str",
            "strname",
            "str name",
            "stn",
            "poststr",
            "street",
            "street name",
            "streetname",
            "street and number",
            "lagebezeichnung",
        ],
    ),
    (
        Field::Number,
        &[
            "hausnummer",
            "hausnr",
            "haus nr",
            "hnr",
            "hsnr",
            "hsnummer",
            "nummer",
            "nr",
            "house number",
            "housenumber",
            "house no",
            "number",
        ],
    ),
    (
        Field::Suffix,
        &[
            "hausnummernzusatz",
            "hausnummerzusatz",
            "hausnrzusatz",
            "hausnummer zusatz",
            "hausnr zusatz",
            "hnr zusatz",
            "hnrzusatz",
            "hnrz",
            "hnrzus",
            "adressierungszusatz",
            "adz",
            "zusatz",
            "buchstabe",
            "house number suffix",
            "suffix",
        ],
    ),
    (
        Field::PostalCode,
        &["plz", "postleitzahl", "postplz", "postal code", "postcode", "postalcode", "zip"],
    ),
    (
        Field::Town,
        &[
            "stadt",
            "gemeinde",
            "gemeindename",
            "gmd",
            "gmdname",
            "gemeinde name",
            "ort",
            "ortsname",
            "wohnort",
            "postort",
            "postonm",
            "onm",
            "kommune",
            "town",
            "city",
            "municipality",
        ],
    ),
    (Field::Address, &["adresse", "anschrift", "address", "full address"]),
    (Field::Latitude, &["breitengrad", "breite", "latitude", "lat"]),
    (Field::Longitude, &["langengrad", "lange", "longitude", "lon", "lng", "long"]),
    (
        Field::East,
        &["ostwert", "ostw", "ost", "rechtswert", "rechts", "rw", "easting", "east", "e", "x"],
    ),
    (
        Field::North,
        &["nordwert", "nordw", "nord", "hochwert", "hoch", "hw", "northing", "north", "n", "y"],
    ),
    (Field::Zone, &["zone", "utm zone", "utmzone"]),
];

/// Words that stand beside the name of a coordinate.
const BESIDE: [&str; 17] = [
    "koordinate",
    "coordinate",
    "coord",
    "wert",
    "geographische",
    "geografische",
    "geogr",
    "grad",
    "in",
    "m",
    "meter",
    "utm",
    "utm32",
    "utm33",
    "etrs89",
    "wgs84",
    "epsg",
];

/// Which column holds what.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    places: [Option<usize>; HEADINGS.len()],
    /// The zone that a heading names, such as "Ostwert (EPSG:25833)".
    zone: Zone,
}

/// What a heading is, and how good it is.
struct Match {
    field: Field,
    rank: usize,
}

fn find(heading: &str) -> Option<Match> {
    let words = words(heading);
    let is_beside =
        |word: &str| BESIDE.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let whole = words.join(" ");
    let plain =
        words.iter().map(String::as_str).filter(|word| !is_beside(word)).collect::<Vec<_>>();
    let plain = plain.join(" ");
    let rank = |name: &str| {
        HEADINGS.iter().find_map(|(field, names)| {
            let rank = names.iter().position(|known| *known == name)?;
            Some(Match { field: *field, rank })
        })
    };
    let is_coordinate = |found: &Match| {
        matches!(
            found.field,
            Field::Latitude | Field::Longitude | Field::East | Field::North | Field::Zone
        )
    };
    rank(&whole).or_else(|| rank(&plain).filter(is_coordinate))
}

/// Whether a cell is the heading of a column.
pub(super) fn is_heading(cell: &str) -> bool {
    cell.len() <= 60 && find(cell).is_some()
}

impl Columns {
    /// # Errors
    /// [`ReadError::MissingColumn`] where there is no street, no town or postal code, or no position.
    pub(super) fn find(headings: &[String]) -> Result<Self, ReadError> {
        let mut best: [Option<usize>; HEADINGS.len()] = [None; HEADINGS.len()];
        let mut columns = Self { places: best, zone: Zone::Utm32 };
        for (place, heading) in headings.iter().enumerate() {
            let Some(Match { field, rank }) = find(heading) else { continue };
            let slot = field as usize;
            if best[slot].is_none_or(|best| rank < best) {
                best[slot] = Some(rank);
                columns.places[slot] = Some(place);
            }
            if field == Field::East && heading.contains("33") {
                columns.zone = Zone::Utm33;
            }
        }
        let has = |field: Field| columns.places[field as usize].is_some();
        if !has(Field::Street) && !has(Field::Address) {
            return Err(ReadError::MissingColumn("Straße"));
        }
        if !has(Field::Town) && !has(Field::PostalCode) && !has(Field::Address) {
            return Err(ReadError::MissingColumn("Ort"));
        }
        let has_degrees = has(Field::Latitude) && has(Field::Longitude);
        match (has_degrees, has(Field::East), has(Field::North)) {
            (true, ..) | (_, true, true) => Ok(columns),
            (_, true, false) => Err(ReadError::MissingColumn("Nordwert")),
            (_, false, true) => Err(ReadError::MissingColumn("Ostwert")),
            _ if has(Field::Latitude) => Err(ReadError::MissingColumn("Längengrad")),
            _ => Err(ReadError::MissingColumn("Breitengrad")),
        }
    }

    pub(super) fn cell<'a>(&self, row: &'a Row, field: Field) -> &'a str {
        row.cell(self.places[field as usize])
    }

    /// The position of a row: degrees where there are some, else metres.
    ///
    /// # Errors
    /// [`AddressFault::Position`].
    pub(super) fn position(&self, row: &Row) -> Result<Position, AddressFault> {
        let cell = |field| self.cell(row, field);
        let stated = cell(Field::Zone);
        let zone = if stated.contains("33") {
            Zone::Utm33
        } else if stated.contains("32") {
            Zone::Utm32
        } else {
            self.zone
        };
        let degrees =
            Coordinates { east: cell(Field::Longitude), north: cell(Field::Latitude), zone };
        if !degrees.east.is_empty() && !degrees.north.is_empty() {
            return degrees.degrees();
        }
        Coordinates { east: cell(Field::East), north: cell(Field::North), zone }.metres()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Straße", Some(Field::Street))]
    #[case("Straße / Hausnr.", Some(Field::Street))]
    #[case("strschl", None)]
    #[case("Hausnr.", Some(Field::Number))]
    #[case("Hausnummernzusatz", Some(Field::Suffix))]
    #[case("PLZ", Some(Field::PostalCode))]
    #[case("POSTCODE", Some(Field::PostalCode))]
    #[case("gmdschl", None)]
    #[case("Ostwert (EPSG:25832)", Some(Field::East))]
    #[case("X-Koordinate", Some(Field::East))]
    #[case("y", Some(Field::North))]
    #[case("Geogr. Länge (WGS84)", Some(Field::Longitude))]
    #[case("lat_wgs84", Some(Field::Latitude))]
    #[case("ostwert", Some(Field::East))]
    #[case("zone", Some(Field::Zone))]
    #[case("33", None)]
    fn headings_are_known_as_people_and_surveys_write_them(
        #[case] heading: &str,
        #[case] field: Option<Field>,
    ) {
        assert_eq!(find(heading).map(|found| found.field), field);
    }

    #[test]
    fn the_headings_are_folded_in_the_order_of_the_fields_and_none_is_there_twice() {
        for (place, (field, _)) in HEADINGS.iter().enumerate() {
            assert_eq!(*field as usize, place);
        }
        let all: Vec<&str> = HEADINGS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for (place, name) in all.iter().enumerate() {
            assert_eq!(words(name).join(" "), *name);
            assert!(!all[..place].contains(name), "{name}");
        }
    }
}
