//! Addresses as written here come back.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn address(street: Option<&str>, code: Option<&str>, place: Option<&str>) -> Address {
    Address {
        street: street.map(|text| Text::parse(text).unwrap()),
        postal_code: code.map(|text| Text::parse(text).unwrap()),
        place: place.map(|text| Text::parse(text).unwrap()),
    }
}

#[rstest]
#[case(
    "Lange Straße 18, 44579 Castrop-Rauxel",
    Some("Lange Straße 18"),
    Some("44579"),
    Some("Castrop-Rauxel")
)]
#[case("Weg 1,44579 Marl, Hüls", Some("Weg 1"), Some("44579"), Some("Marl, Hüls"))]
#[case("Weg 1\n44579", Some("Weg 1"), Some("44579"), None)]
#[case("Weg 1, Marl", Some("Weg 1"), None, Some("Marl"))]
#[case("44579", None, Some("44579"), None)]
#[case("", None, None, None)]
fn addresses_are_split_into_their_parts(
    #[case] cell: &str,
    #[case] street: Option<&str>,
    #[case] code: Option<&str>,
    #[case] place: Option<&str>,
) {
    let expected = Some(address(street, code, place)).filter(|found| *found != Address::default());
    assert_eq!(read(cell), CellReading::sure(expected));
}

#[test]
fn a_house_before_the_street_is_kept_beside_it() {
    let street = address(Some("Weg 1"), Some("44579"), Some("Marl, Hüls"));
    let expected = CellReading::sure(Some(street)).with([Doubt::beside("Haus Muster")]);
    assert_eq!(read("Haus Muster, Weg 1,44579 Marl, Hüls"), expected);
}

#[test]
fn an_ambiguous_address_gets_labels() {
    let odd = address(None, Some("A-1010"), Some("\"Wien\""));
    assert_eq!(format_address(&odd), "PLZ: \"A-1010\"; Ort: \"\"\"Wien\"\"\"");
    assert_eq!(format_address(&address(None, None, Some("Marl"))), "Ort: \"Marl\"");
}

fn part() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[A-c1-5,;:\" \nß]{0,8}x|[0-9]{5}")
}

proptest! {
    #[test]
    fn every_address_round_trips(street in part(), code in part(), place in part()) {
        let odd = address(street.as_deref(), code.as_deref(), place.as_deref());
        let expected = Some(odd.clone()).filter(|found| *found != Address::default());
        prop_assert_eq!(read(&format_address(&odd)), CellReading::sure(expected));
    }

    #[test]
    fn no_cell_panics(cell in any::<String>()) {
        let _ = read(&cell);
    }
}
