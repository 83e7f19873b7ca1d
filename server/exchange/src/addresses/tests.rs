use super::*;
use crate::limits::MAX_ROWS;
use rstest::rstest;
use shared::contact::Address;
use shared::text::Text;

fn read(csv: &str) -> AddressTable {
    read_addresses(Kind::Csv, csv.as_bytes()).unwrap()
}

fn find(table: &AddressTable) -> Option<Position> {
    let address = Address {
        street: Text::parse("Lange Straße 18 a").ok(),
        postal_code: Text::parse("45768").ok(),
        place: None,
    };
    Wanted::of(&address, "Marl")?.find_in(&table.addresses)
}

#[rstest]
#[case::two_columns(
    "Straße;Hausnummer;PLZ;Ort;Breitengrad;Längengrad\nLange Str.;18a;45768;Marl;51,65;7,1"
)]
#[case::three_columns(
    "Strasse,Hnr,Zusatz,PLZ,Ort,lat,lon\nLange Strasse,18,A,45768,Marl,51.65,7.1"
)]
#[case::one_column(
    "Straße und Hausnummer\tPLZ\tStadt\tBreite\tLänge\nLANGE STRASSE 18A\t45768\tMarl\t51,65\t7,1"
)]
#[case::a_whole_address("Adresse;lat;lon\n\"Lange Straße 18a, 45768 Marl\";51,65;7,1")]
#[case::english(
    "street,house number,postcode,city,latitude,longitude\nLange Straße,18a,45768,Marl,51.65,7.1"
)]
#[case::open_addresses(
    "LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH\n7.1,51.65,18A,Lange Straße,,Marl,,,45768,,x"
)]
#[case::a_title_above(
    "Adressen der Stadt\n\nStraße;Nr.;PLZ;Ort;Breitengrad;Längengrad\nLange Str.;18 a;45768;Marl;51,65;7,1"
)]
#[case::no_postal_code("Straße;Nr.;Gemeinde;lat;lon\nLange Str.;18 a;Marl, Stadt;51,65;7,1")]
fn an_address_is_read_under_other_headings(#[case] csv: &str) {
    let position = Position { latitude: 51_650_000, longitude: 7_100_000 };
    assert_eq!(find(&read(csv)), Some(position), "{csv}");
}

/// Headings and form of the house coordinates of the Länder; the place is invented.
#[test]
fn the_house_coordinates_of_the_laender_are_read() {
    let table = read(
        "nba;oid;qua;landschl;land;regbezschl;regbez;kreisschl;kreis;gmdschl;gmd;ottschl;ott;\
         strschl;str;hnr;adz;zone;ostwert;nordwert\n\
         N;DENW1;A;05;Nordrhein-Westfalen;5;Münster;62;Recklinghausen;024;Marl;0000;;\
         02190;Lange Straße;18;a;32;363977,458;5704316,878\n",
    );
    assert_eq!((table.rows, table.left_out), (1, 0));
    let position = Position { latitude: 51_473_642, longitude: 7_041_425 };
    assert_eq!(find(&table), Some(position));
}

#[test]
fn the_zone_is_taken_from_its_column_or_the_heading() {
    let column = read("Straße;Ort;Zone;Ostwert;Nordwert\nWeg 1;Berlin;33;391779;5820070");
    let heading = read("Straße;Ort;Ostwert (EPSG:25833);Nordwert\nWeg 1;Berlin;391779;5820070");
    let places: Vec<Position> = column.addresses.into_values().collect();
    assert_eq!(places, [Position { latitude: 52_519_981, longitude: 13_404_997 }]);
    assert_eq!(heading.addresses.into_values().collect::<Vec<_>>(), places);
}

#[test]
fn rows_that_cannot_be_used_are_left_out_and_said() {
    let table = read(
        "Straße;Nr.;PLZ;Ort;lat;lon\nLange Str.;18a;45768;Marl;51,65;7,1\nLange Str.;;45768;Marl;\
         51,65;7,1\nWeg;1;;;51,65;7,1\nWeg;1;45768;Marl;7,1;51,65\nWeg;2;45768;Marl;;\n",
    );
    assert_eq!((table.rows, table.left_out, table.addresses.len()), (5, 4, 1));
    let reasons: Vec<_> = table.remarks.iter().map(|remark| (remark.row, remark.reason)).collect();
    assert_eq!(
        reasons,
        [
            (3, AddressFault::Street),
            (4, AddressFault::Town),
            (5, AddressFault::Position),
            (6, AddressFault::Position)
        ]
    );
}

#[rstest]
#[case("Nr.;Ort;lat;lon\n1;Marl;51;7", "Straße")]
#[case("Straße;lat;lon\nWeg 1;51;7", "Ort")]
#[case("Straße;Ort\nWeg 1;Marl", "Breitengrad")]
#[case("Straße;Ort;lat\nWeg 1;Marl;51", "Längengrad")]
#[case("Straße;Ort;Ostwert\nWeg 1;Marl;51", "Nordwert")]
fn a_missing_column_is_named(#[case] csv: &str, #[case] column: &str) {
    let error = read_addresses(Kind::Csv, csv.as_bytes()).unwrap_err();
    assert!(matches!(error, ReadError::MissingColumn(missing) if missing == column), "{error}");
}

#[test]
fn a_table_may_have_more_rows_than_one_of_offers_but_not_any_number() {
    let rows = |count: usize| format!("Straße;Ort;lat;lon\n{}", ";M;51;7\n".repeat(count));
    assert_eq!(read(&rows(MAX_ROWS + 1)).left_out, MAX_ROWS + 1);
    let error = read_addresses(Kind::Csv, rows(MAX_ADDRESSES + 1).as_bytes()).unwrap_err();
    assert!(matches!(error, ReadError::TooManyRows { most: MAX_ADDRESSES }));
}

#[rstest]
#[case("Straße;Ort;lat;lon\n")]
#[case("\n")]
fn a_table_without_rows_is_empty(#[case] csv: &str) {
    assert!(matches!(read_addresses(Kind::Csv, csv.as_bytes()), Err(ReadError::Empty)));
}
