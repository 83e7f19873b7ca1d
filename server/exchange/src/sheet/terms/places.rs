//! How many places are free: "3", "noch 3 Plätze frei", "ausgebucht".

use crate::sheet::pieces::states_nothing;
use crate::sheet::reading::{CellReading, DoubtReason};
use shared::offer::availability::PlaceCount;
use shared::search::fold::words;

/// Folded cells that say that there are none.
const NONE: [&str; 12] = [
    "keine",
    "kein",
    "keine platze",
    "keine freien platze",
    "keine platze frei",
    "ausgebucht",
    "voll",
    "belegt",
    "voll belegt",
    "alle belegt",
    "none",
    "full",
];
/// Folded words beside the number that say nothing else.
const BESIDE: [&str; 16] = [
    "noch", "platz", "platze", "platzen", "freie", "freier", "freien", "frei", "ca", "etwa",
    "aktuell", "derzeit", "zurzeit", "places", "free", "left",
];

/// A number of free places; the first one of "3 von 12", with a doubt.
pub(crate) fn read_places(cell: &str) -> CellReading<Option<PlaceCount>> {
    let words = words(cell);
    if NONE.contains(&words.join(" ").as_str()) {
        return CellReading::sure(PlaceCount::try_from(0).ok());
    }
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let mut numbers = words.iter().filter_map(|word| word.parse::<u16>().ok());
    let count = numbers.next().and_then(|number| PlaceCount::try_from(number).ok());
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let others = words.iter().filter(|word| !is_number(word) && !BESIDE.contains(&word.as_str()));
    match (count, numbers.next(), others.count()) {
        _ if cell.contains('-') && !cell.contains("- ") => CellReading::unreadable(cell),
        (Some(count), None, 0) => CellReading::sure(Some(count)),
        (Some(count), ..) => CellReading::sure(Some(count)).doubted(cell, DoubtReason::Partly),
        (None, ..) => CellReading::unreadable(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("3", Some(3), true)]
    #[case("0", Some(0), true)]
    #[case("3 Plätze", Some(3), true)]
    #[case("noch 1 Platz frei", Some(1), true)]
    #[case("ca. 5", Some(5), true)]
    #[case("ausgebucht", Some(0), true)]
    #[case("Keine", Some(0), true)]
    #[case("keine freien Plätze", Some(0), true)]
    #[case("9999", Some(9_999), true)]
    #[case("–", None, true)]
    #[case("k. A.", None, true)]
    #[case("3 von 12", Some(3), false)]
    #[case("3 (nur Frauen)", Some(3), false)]
    #[case("10000", None, false)]
    #[case("-3", None, false)]
    #[case("3-5", None, false)]
    #[case("auf Anfrage", None, false)]
    #[case("genug", None, false)]
    fn places_are_read_as_people_write_them(
        #[case] cell: &str,
        #[case] places: Option<u16>,
        #[case] is_sure: bool,
    ) {
        let reading = read_places(cell);
        assert_eq!(reading.value.map(PlaceCount::get), places);
        assert_eq!(reading.doubts.is_empty(), is_sure);
    }
}
