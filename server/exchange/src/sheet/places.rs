//! Addresses in cells: "Lange Straße 18, 44579 Castrop-Rauxel".
//!
//! The few that would not be parsed unchanged get labels: `Straße: "…"; Ort: "…"`.

use super::CellError;
use shared::contact::Address;
use shared::text::{Line, Text};

const STREET: &str = "Straße";
const POSTAL_CODE: &str = "PLZ";
const PLACE: &str = "Ort";

/// Street, then postal code and place.
pub(crate) fn format_address(address: &Address) -> String {
    let code = address.postal_code.as_ref().map(Text::as_str);
    let place = address.place.as_ref().map(Text::as_str);
    let town = [code, place].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let street = address.street.as_ref().map(Text::as_str).unwrap_or_default();
    let plain =
        [street, &town].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if parse_address(&plain).as_ref() == Ok(address) { plain } else { with_labels(address) }
}

fn with_labels(address: &Address) -> String {
    let parts = [
        (STREET, address.street.as_ref().map(Text::as_str)),
        (POSTAL_CODE, address.postal_code.as_ref().map(Text::as_str)),
        (PLACE, address.place.as_ref().map(Text::as_str)),
    ];
    parts
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?.replace('"', "\"\""))))
        .map(|(label, value)| format!("{label}: \"{value}\""))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Parses an address. The part before the postal code is the street, the part after it the place;
/// without a postal code the first part is the street.
pub(crate) fn parse_address(cell: &str) -> Result<Address, CellError> {
    if let Some(parts) = labelled_parts(cell) {
        return from_labels(&parts);
    }
    let parts: Vec<&str> =
        cell.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let code_at = parts.iter().position(|part| postal_code(part).is_some());
    let (street, town) = parts.split_at(code_at.unwrap_or(parts.len().min(1)));
    let mut address = Address { street: line(&street.join(", "))?, ..Address::default() };
    let Some((first, others)) = town.split_first() else { return Ok(address) };
    let (code, rest) = postal_code(first).map_or((None, *first), |(code, rest)| (Some(code), rest));
    address.postal_code = code.map(Text::parse).transpose()?;
    let place: Vec<&str> = std::iter::once(rest)
        .chain(others.iter().copied())
        .filter(|part| !part.is_empty())
        .collect();
    address.place = line(&place.join(", "))?;
    Ok(address)
}

/// A part that begins with five digits, and the rest of it.
fn postal_code(part: &str) -> Option<(&str, &str)> {
    let (first, rest) = part.split_once(' ').unwrap_or((part, ""));
    let is_code = first.len() == 5 && first.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| (first, rest.trim()))
}

/// An address with labels; `None` where it has none.
pub(crate) fn labelled_address(cell: &str) -> Option<Result<Address, CellError>> {
    labelled_parts(cell).map(|parts| from_labels(&parts))
}

fn line(text: &str) -> Result<Option<Line>, CellError> {
    if text.is_empty() { Ok(None) } else { Ok(Some(Text::parse(text)?)) }
}

/// Labels and quoted values, where the whole cell consists of them.
fn labelled_parts(cell: &str) -> Option<Vec<(&str, String)>> {
    let mut parts = Vec::new();
    let mut rest = cell;
    while !rest.is_empty() {
        let (label, behind) = rest.split_once(": \"")?;
        let (value, behind) = quoted(behind)?;
        parts.push((label, value));
        rest = behind.strip_prefix(';').unwrap_or(behind).trim_start();
    }
    Some(parts).filter(|parts| !parts.is_empty())
}

/// A text up to the closing quotation mark; a doubled one is a literal one.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = text;
    loop {
        let (before, behind) = rest.split_once('"')?;
        value.push_str(before);
        match behind.strip_prefix('"') {
            Some(behind) => {
                value.push('"');
                rest = behind;
            }
            None => return Some((value, behind)),
        }
    }
}

fn from_labels(parts: &[(&str, String)]) -> Result<Address, CellError> {
    let mut address = Address::default();
    for (label, value) in parts {
        match *label {
            STREET => address.street = Some(Text::parse(value)?),
            POSTAL_CODE => address.postal_code = Some(Text::parse(value)?),
            PLACE => address.place = Some(Text::parse(value)?),
            _ => return Err(CellError::unknown(label)),
        }
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
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
    #[case(
        "Haus Muster, Weg 1,44579 Marl, Hüls",
        Some("Haus Muster, Weg 1"),
        Some("44579"),
        Some("Marl, Hüls")
    )]
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
        assert_eq!(parse_address(cell), Ok(address(street, code, place)));
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
            prop_assert_eq!(parse_address(&format_address(&odd)), Ok(odd));
        }

        #[test]
        fn no_cell_panics(cell in any::<String>()) {
            let _ = parse_address(&cell);
        }
    }
}
