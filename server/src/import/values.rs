//! What the words in a spreadsheet's cells mean.

use super::CellError;
use jiff::civil::Date;
use shared::contact::Address;
use shared::offer::audience::{AgeGroup, Background, Gender};
use shared::search::fold::words;
use shared::taxonomy::Term;
use shared::text::Text;

/// Several values in one cell, parted by `;`, `,` or line breaks.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Whether two texts are the same but for case, accents and punctuation.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

/// The entry of a list by its label.
pub(super) fn term<Id: Clone>(terms: &[Term<Id>], label: &str) -> Result<Id, CellError> {
    let found = terms.iter().find(|term| is_same(term.label.as_str(), label));
    found.map(|term| term.id.clone()).ok_or_else(|| unknown(label))
}

fn unknown(value: &str) -> CellError {
    CellError::Unknown(value.chars().take(60).collect())
}

/// Whether a value says that everybody or everything is meant.
fn is_open(value: &str) -> bool {
    let words = words(value);
    let has = |word: &str| words.iter().any(|candidate| candidate == word);
    has("alle") || has("offen") || has("keine") || has("festgelegt")
}

/// Whether a cell of languages says that none is laid down.
pub(super) fn is_unstated(value: &str) -> bool {
    is_same(value, "nicht festgelegt")
}

/// Genders addressed; none of them for all.
pub(super) fn genders(cell: &str) -> Result<Vec<Gender>, CellError> {
    list(cell, |value| match words(value).first().map(String::as_str) {
        Some("mannlich" | "manner" | "jungen") => Some(Gender::Male),
        Some("weiblich" | "frauen" | "madchen") => Some(Gender::Female),
        Some("divers") => Some(Gender::Diverse),
        _ => None,
    })
}

/// Age groups addressed; none of them for all ages.
pub(super) fn ages(cell: &str) -> Result<Vec<AgeGroup>, CellError> {
    list(cell, |value| match words(value).first().map(String::as_str) {
        Some("babys" | "baby") => Some(AgeGroup::Babies),
        Some("kleinkinder") => Some(AgeGroup::Toddlers),
        Some("kindergartenkinder") => Some(AgeGroup::Kindergarten),
        Some("grundschulkinder") => Some(AgeGroup::PrimarySchool),
        Some("kinder" | "jugendliche") => Some(AgeGroup::Youth),
        Some("junge") => Some(AgeGroup::YoungAdults),
        Some("erwachsene") => Some(AgeGroup::Adults),
        Some("senioren" | "seniorinnen") => Some(AgeGroup::Seniors),
        _ => None,
    })
}

/// Values that `read` knows, each once; empty as soon as one of them means all.
fn list<T: PartialEq>(cell: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, CellError> {
    let mut values = Vec::new();
    for part in parts(cell) {
        match read(part) {
            Some(value) if !values.contains(&value) => values.push(value),
            Some(_) => {}
            None if is_open(part) => return Ok(Vec::new()),
            None => return Err(unknown(part)),
        }
    }
    Ok(values)
}

/// Background addressed.
pub(super) fn background(cell: &str) -> Result<Background, CellError> {
    let folded = words(cell).join(" ");
    if folded.is_empty() {
        Ok(Background::Open)
    } else if folded.contains("neuzugewandert") {
        Ok(Background::Newcomers)
    } else if folded.contains("migrationshintergrund") {
        Ok(Background::Migration)
    } else if is_open(cell) {
        Ok(Background::Open)
    } else {
        Err(unknown(cell))
    }
}

/// "Lange Straße 18, 44579 Castrop-Rauxel" in its parts; what is no postal code is street.
pub(super) fn address(cell: &str) -> Result<Address, CellError> {
    let mut address = Address::default();
    for part in cell.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let (first, rest) = part.split_once(' ').unwrap_or((part, ""));
        if first.len() == 5 && first.bytes().all(|b| b.is_ascii_digit()) {
            address.postal_code = Some(Text::parse(first)?);
            address.place = if rest.is_empty() { None } else { Some(Text::parse(rest)?) };
        } else if address.street.is_none() {
            address.street = Some(Text::parse(part)?);
        } else {
            address.place = Some(Text::parse(part)?);
        }
    }
    Ok(address)
}

/// A day as `2026-11-20` or `20.11.2026`.
pub(super) fn day(cell: &str) -> Result<Date, CellError> {
    let wrong = || CellError::Date(cell.chars().take(40).collect());
    if let Ok(date) = cell.parse() {
        return Ok(date);
    }
    let numbers: Vec<i16> = cell.split('.').filter_map(|part| part.trim().parse().ok()).collect();
    let [day, month, year] = numbers.as_slice() else { return Err(wrong()) };
    let (Ok(day), Ok(month)) = (i8::try_from(*day), i8::try_from(*month)) else {
        return Err(wrong());
    };
    Date::new(*year, month, day).map_err(|_| wrong())
}

/// A whole number from 0 on.
pub(super) fn count(cell: &str) -> Result<u32, CellError> {
    cell.parse().map_err(|_| CellError::Number(cell.chars().take(40).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("männlich, weiblich", Ok(vec![Gender::Male, Gender::Female]))]
    #[case("weiblich\nweiblich", Ok(vec![Gender::Female]))]
    #[case("alle", Ok(vec![]))]
    #[case("", Ok(vec![]))]
    #[case("grün", Err(CellError::Unknown("grün".into())))]
    fn genders_are_read(#[case] cell: &str, #[case] expected: Result<Vec<Gender>, CellError>) {
        assert_eq!(genders(cell), expected);
    }

    #[rstest]
    #[case("keine bestimmte / für alle offen", &[])]
    #[case("Babys (0 bis unter 1); junge Erwachsene (18 bis unter 27)", &[AgeGroup::Babies, AgeGroup::YoungAdults])]
    #[case("Kinder und Jugendliche (10 bis unter 18)", &[AgeGroup::Youth])]
    fn ages_are_read(#[case] cell: &str, #[case] expected: &[AgeGroup]) {
        assert_eq!(ages(cell).unwrap(), expected);
    }

    #[rstest]
    #[case("keine bestimmte Zielgruppe / für alle offen", Background::Open)]
    #[case("insbesondere für Menschen mit Migrationshintergrund", Background::Migration)]
    #[case("insbesondere für Neuzugewanderte", Background::Newcomers)]
    fn backgrounds_are_read(#[case] cell: &str, #[case] expected: Background) {
        assert_eq!(background(cell), Ok(expected));
    }

    #[test]
    fn addresses_fall_into_their_parts() {
        let address = address("Lange Straße 18, 44579 Castrop-Rauxel").unwrap();
        assert_eq!(address.street.unwrap().as_str(), "Lange Straße 18");
        assert_eq!(address.postal_code.unwrap().as_str(), "44579");
        assert_eq!(address.place.unwrap().as_str(), "Castrop-Rauxel");
    }

    #[rstest]
    #[case("20.11.2026", true)]
    #[case("2026-11-20", true)]
    #[case("31.02.2026", false)]
    #[case("bald", false)]
    fn days_are_read(#[case] cell: &str, #[case] is_day: bool) {
        assert_eq!(day(cell).is_ok(), is_day);
    }
}
