//! Addresses with labels: `Straße: "…"; Ort: "…"`, for the few that would not be read unchanged.

use crate::sheet::CellError;
use shared::contact::Address;
use shared::text::Text;

const STREET: &str = "Straße";
const POSTAL_CODE: &str = "PLZ";
const PLACE: &str = "Ort";

/// An address with labels.
pub(super) fn with_labels(address: &Address) -> String {
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

/// An address with labels; `None` where it has none.
pub(super) fn labelled_address(cell: &str) -> Option<Result<Address, CellError>> {
    labelled_parts(cell).map(|parts| from_labels(&parts))
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
