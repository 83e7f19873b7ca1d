//! What addresses are compared by, and which of the known ones a venue's address is.

use super::{AddressBook, AddressKey};
use shared::contact::Address;
use shared::offer::Position;
use shared::search::fold::words;
use std::collections::BTreeSet;

/// Words of a street's name that are written short or long.
const SHORT: [(&str, &str); 5] =
    [("strasse", "str"), ("sankt", "st"), ("professor", "prof"), ("doktor", "dr"), ("platz", "pl")];
/// The largest step from the first to the second number of a range such as "18–20".
const MAX_RANGE: u32 = 20;

/// Street and house number without case, accents, spaces and signs: "Lange Str. 12 A" and
/// "Langestraße 12a" are the same. `None` without a house number, which is 0 in tables that know none.
pub(super) fn folded_street(street: &str) -> Option<String> {
    let words = street_words(street);
    let number = words.iter().rposition(|word| is_number(word))?;
    if number == 0 || words.get(number).is_none_or(|word| word == "0") {
        return None;
    }
    Some(joined(&words))
}

fn street_words(street: &str) -> Vec<String> {
    let words = words(street).into_iter().filter(|word| word != "nr" && word != "hausnummer");
    words.map(|word| shortened(&word)).collect()
}

fn shortened(word: &str) -> String {
    if is_number(word) {
        let digits = word.trim_start_matches('0');
        return if is_number(digits) { digits.to_owned() } else { format!("0{digits}") };
    }
    let found = SHORT.iter().find_map(|(long, short)| {
        // Others are whole words: "Sanktmeier" is a name.
        let is_ending = matches!(*short, "str" | "pl");
        let start = word.strip_suffix(long)?;
        (start.is_empty() || is_ending).then(|| format!("{start}{short}"))
    });
    found.unwrap_or_else(|| word.to_owned())
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// All words in one, with a mark between two numbers.
fn joined(words: &[String]) -> String {
    let mut text = String::new();
    for word in words {
        if is_number(word) && text.ends_with(|letter: char| letter.is_ascii_digit()) {
            text.push('/');
        }
        text.push_str(word);
    }
    text
}

/// Five digits; one zero that a spreadsheet program has removed is put back.
pub(super) fn folded_postal_code(code: &str) -> String {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        4 => format!("0{digits}"),
        5 => digits,
        _ => String::new(),
    }
}

/// "Marl, Stadt" and "Stadt Marl" are Marl.
pub(super) fn folded_town(town: &str) -> String {
    let name = town.split([',', '(']).next().unwrap_or_default();
    let words = words(name);
    let is_kind = |word: &String| matches!(word.as_str(), "stadt" | "gemeinde" | "hansestadt");
    let rest = words.get(1..).filter(|rest| !rest.is_empty() && words.first().is_some_and(is_kind));
    rest.unwrap_or(&words).concat()
}

/// A venue's address that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Streets with their numbers as in [`super::AddressKey::street`], the best one first.
    pub streets: Vec<String>,
    postal_code: String,
    towns: Vec<String>,
}

impl Wanted {
    /// An address in a city; `None` where it has no street with a number.
    pub fn of(address: &Address, city: &str) -> Option<Self> {
        let street = address.street.as_ref()?.as_str();
        let head = street.split([',', ';', '(']).next().unwrap_or_default();
        let mut streets = Vec::new();
        for street in [folded_street(street), folded_street(head), first_of_range(head)] {
            if let Some(street) = street.filter(|street| !streets.contains(street)) {
                streets.push(street);
            }
        }
        let place = address.place.as_ref().map(|place| folded_town(place.as_str()));
        let towns = place.into_iter().chain([folded_town(city)]);
        (!streets.is_empty()).then(|| Self {
            streets,
            postal_code: address
                .postal_code
                .as_ref()
                .map(|code| folded_postal_code(code.as_str()))
                .unwrap_or_default(),
            towns: towns.filter(|town| !town.is_empty()).collect(),
        })
    }

    /// Where it is: the known address with this street whose postal code and town agree, as far as
    /// both are known. `None` where there is none, or several of them agree equally well.
    pub fn find_in(&self, known: &AddressBook) -> Option<Position> {
        let found = self.streets.iter().map(|street| self.find_street(street, known));
        let places = found.into_iter().find(|places| !places.is_empty())?;
        if places.len() == 1 { places.first().copied() } else { None }
    }

    /// The positions that agree best with one of the streets.
    fn find_street(&self, street: &str, known: &AddressBook) -> BTreeSet<Position> {
        let begin = AddressKey {
            street: street.to_owned(),
            postal_code: String::new(),
            town: String::new(),
        };
        let (mut places, mut best) = (BTreeSet::new(), 0);
        for (key, position) in known.range(begin..).take_while(|(key, _)| key.street == street) {
            let agreement = self.agreement(key);
            if agreement > best {
                best = agreement;
                places.clear();
            }
            if agreement > 0 && agreement == best {
                places.insert(*position);
            }
        }
        places
    }

    /// How well postal code and town agree; 0 for another place. Another postal code is another place.
    /// Another town is one where no postal code says the same: people write districts where the table
    /// has towns.
    fn agreement(&self, key: &AddressKey) -> u8 {
        let is_stated = !self.postal_code.is_empty() && !key.postal_code.is_empty();
        let has_code = is_stated && self.postal_code == key.postal_code;
        if is_stated && !has_code {
            return 0;
        }
        2 * u8::from(has_code) + u8::from(self.towns.contains(&key.town))
    }
}

/// The address with the first number of "18–20" or "18/20".
fn first_of_range(street: &str) -> Option<String> {
    let words = street_words(street);
    let last = words.iter().rposition(|word| is_number(word))?;
    let first = words.get(..last)?.iter().rposition(|word| is_number(word))?;
    let value = |place: usize| -> Option<u32> {
        let word = words.get(place)?;
        let end = word.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(word.len());
        word.get(..end)?.parse().ok()
    };
    let step = value(last)?.checked_sub(value(first)?)?;
    // Between them stands the letter of the first number at most.
    let is_range = (1..=MAX_RANGE).contains(&step) && last - first <= 2 && first > 0;
    let is_joint = words.get(first + 1..last)?.iter().all(|word| word.len() == 1);
    (is_range && is_joint).then(|| joined(words.get(..last).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use shared::text::Text;

    #[rstest]
    #[case("Lange Straße 12a", "LANGE STR. 12 A")]
    #[case("Lange Straße 12a", "Langestraße 12a")]
    #[case("Lange Straße 12a", "Lange Strasse 12 a")]
    #[case("Hülsbergstr. 3", "Huelsbergstraße 3")]
    #[case("Straße des 17. Juni 135", "Str. des 17.Juni 135")]
    #[case("St.-Georg-Platz 1", "Sankt Georg-Platz 1")]
    #[case("Markt-Pl. 4", "Marktplatz 4")]
    #[case("Dr.-Klausener-Str. 5", "Doktor-Klausener-Straße Nr. 5")]
    #[case("Weg 0007", "Weg 7")]
    fn spellings_of_one_address_are_equal(#[case] one: &str, #[case] other: &str) {
        assert_eq!(folded_street(one), folded_street(other));
        assert!(folded_street(one).is_some());
    }

    #[rstest]
    #[case("Q 1 12", "Q 11 2")]
    #[case("Lange Straße 12", "Lange Straße 12a")]
    #[case("Lange Straße 1", "Kurze Straße 1")]
    #[case("Lange Gasse 1", "Lange Straße 1")]
    fn different_addresses_stay_different(#[case] one: &str, #[case] other: &str) {
        assert_ne!(folded_street(one), folded_street(other));
    }

    #[rstest]
    #[case("Lange Straße")]
    #[case("Lange Straße 0")]
    #[case("12")]
    #[case("")]
    fn a_street_without_a_number_is_no_address(#[case] street: &str) {
        assert_eq!(folded_street(street), None);
    }

    #[rstest]
    #[case("Marl, Stadt", "marl")]
    #[case("Stadt Marl", "marl")]
    #[case("Castrop-Rauxel", "castroprauxel")]
    #[case("Stadt", "stadt")]
    #[case("Oer-Erkenschwick (Ruhr)", "orerkenschwick")]
    fn towns_are_known_by_their_name(#[case] town: &str, #[case] folded: &str) {
        assert_eq!(folded_town(town), folded);
    }

    fn book(rows: &[(&str, &str, &str, i32)]) -> AddressBook {
        let row = |(street, code, town, latitude): &(&str, &str, &str, i32)| {
            let key = AddressKey {
                street: folded_street(street).unwrap(),
                postal_code: (*code).to_owned(),
                town: folded_town(town),
            };
            (key, Position { latitude: *latitude, longitude: 7 })
        };
        rows.iter().map(row).collect()
    }

    fn found(street: &str, code: &str, place: &str, known: &AddressBook) -> Option<i32> {
        let address = Address {
            street: Text::parse(street).ok(),
            postal_code: Text::parse(code).ok(),
            place: Text::parse(place).ok(),
        };
        Wanted::of(&address, "Marl")?.find_in(known).map(|position| position.latitude)
    }

    #[rstest]
    #[case::all_of_it("Lange Str. 18", "45768", "", Some(1))]
    #[case::the_city_is_enough("Lange Str. 18", "", "", Some(1))]
    #[case::another_postal_code("Lange Str. 18", "45770", "", None)]
    #[case::a_district_with_the_postal_code("Lange Str. 18", "45768", "Hüls", Some(1))]
    #[case::another_town("Lange Str. 18", "45721", "Haltern am See", Some(2))]
    #[case::a_range("Lange Straße 18–20", "45768", "", Some(1))]
    #[case::a_range_with_a_slash("Lange Straße 18/20", "45768", "", Some(1))]
    #[case::a_room("Lange Straße 18, Raum 3", "45768", "", Some(1))]
    #[case::half_a_number("Lange Straße 18 1/2", "45768", "", None)]
    #[case::another_number("Lange Straße 19", "45768", "", None)]
    #[case::no_number("Lange Straße", "45768", "", None)]
    #[case::twice_in_one_town("Ring 1", "", "", None)]
    #[case::twice_but_told_apart("Ring 1", "45770", "", Some(4))]
    #[case::a_table_without_postal_codes("Weg 5", "45768", "", Some(5))]
    fn an_address_is_found_where_nothing_contradicts(
        #[case] street: &str,
        #[case] code: &str,
        #[case] place: &str,
        #[case] latitude: Option<i32>,
    ) {
        let known = book(&[
            ("Lange Straße 18", "45768", "Marl", 1),
            ("Lange Straße 18", "45721", "Haltern am See", 2),
            ("Ring 1", "45768", "Marl", 3),
            ("Ring 1", "45770", "Marl", 4),
            ("Weg 5", "", "Marl, Stadt", 5),
            ("Weg 5", "", "Datteln", 6),
        ]);
        assert_eq!(found(street, code, place, &known), latitude);
    }
}
