//! Cells that name several towns, or all: "Herten, Marl", "kreisweit".

use super::{exact, with_district};
use crate::sheet::lists::{Labels, folded};
use crate::sheet::pieces::{coarse, listed};
use shared::id::CityId;

/// Parts of a cell that name different towns, as written; empty where it does not name several.
pub(crate) fn several<'a>(cell: &'a str, list: &Labels<CityId>) -> Vec<&'a str> {
    if town(cell, list).is_some() {
        return Vec::new();
    }
    let mut towns = Vec::<NamedTown<'_>>::new();
    for words in coarse(cell).flat_map(|part| pieces(part, list)) {
        let Some(city) = town(words, list) else { continue };
        if !towns.iter().any(|named| named.city == city) {
            towns.push(NamedTown { words, city });
        }
    }
    let is_several = towns.len() > 1;
    towns.into_iter().filter(|_| is_several).map(|named| named.words).collect()
}

struct NamedTown<'a> {
    words: &'a str,
    city: CityId,
}

fn town(text: &str, list: &Labels<CityId>) -> Option<CityId> {
    exact(text, list).or_else(|| with_district(text, list)).map(|town| town.city)
}

/// The parts of a part; one that is a town with its district stays whole, and "Herten-Marl" is two.
fn pieces<'a>(part: &'a str, list: &Labels<CityId>) -> Vec<&'a str> {
    if town(part, list).is_some() {
        return vec![part];
    }
    let pair = part.split_once(['-', '–']);
    let pair =
        pair.filter(|(one, other)| exact(one, list).is_some() && exact(other, list).is_some());
    pair.map_or_else(|| listed(part), |(one, other)| vec![one.trim(), other.trim()])
}

/// Whether a cell names all towns and none of them: "kreisweit", "alle Städte im Kreis".
pub(crate) fn is_whole_county(cell: &str) -> bool {
    const AROUND: [&str; 26] = [
        "im", "in", "den", "der", "des", "dem", "alle", "allen", "aller", "ganze", "ganzer",
        "ganzen", "ganzes", "gesamte", "gesamter", "gesamten", "gesamtes", "und", "u", "fur",
        "auf", "stadt", "orte", "orten", "zehn", "10",
    ];
    const COUNTY: [&str; 4] = ["kreisweit", "kreisgebiet", "kreisstadte", "stadteubergreifend"];
    let text = folded(cell);
    let words: Vec<&str> = text.split(' ').collect();
    let is_county = |word: &str| COUNTY.contains(&word) || matches!(word, "kreis" | "kreises");
    let are_towns = |word: &str| {
        matches!(word, "stadte" | "stadten" | "kommunen" | "kreiskommunen" | "gemeinden")
    };
    // "Kreis Recklinghausen".
    let is_name = |place: usize| place > 0 && matches!(words[place - 1], "kreis" | "kreises");
    let is_known = |place: usize| {
        let word = words[place];
        is_county(word) || are_towns(word) || AROUND.contains(&word) || is_name(place)
    };
    let names_all = words.iter().any(|word| is_county(word))
        || (words.iter().any(|word| are_towns(word))
            && words.iter().any(|word| matches!(*word, "alle" | "allen" | "aller")));
    names_all && (0..words.len()).all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use rstest::rstest;

    #[rstest]
    #[case("Dorsten, Marl", &["Dorsten", "Marl"])]
    #[case("Dorsten und Marl-Hüls", &["Dorsten", "Marl-Hüls"])]
    #[case("Herten\nMarl (Hüls)\nHerten", &["Herten", "Marl (Hüls)"])]
    #[case("Castrop-Rauxel/Oer-Erkenschwick", &["Castrop-Rauxel", "Oer-Erkenschwick"])]
    #[case("Herten – Marl", &["Herten", "Marl"])]
    #[case("Herten-Marl", &["Herten", "Marl"])]
    #[case("Herten, Marl und Umgebung", &["Herten", "Marl"])]
    #[case("Castrop - Rauxel", &[])]
    #[case("Marl-Hüls", &[])]
    #[case("Marl, Hüls", &[])]
    #[case("Neustadt, Altstadt", &[])]
    #[case("", &[])]
    fn different_towns_of_a_cell_are_told_apart(#[case] cell: &str, #[case] expected: &[&str]) {
        let list = Labels::new(&samples::taxonomy().cities);
        assert_eq!(several(cell, &list), expected);
    }

    #[rstest]
    #[case("kreisweit", true)]
    #[case("Kreisweit / alle Städte", true)]
    #[case("Kreis Recklinghausen", true)]
    #[case("im gesamten Kreisgebiet", true)]
    #[case("alle Städte des Kreises", true)]
    #[case("alle 10 Städte", true)]
    #[case("Recklinghausen", false)]
    #[case("Stadt Marl", false)]
    #[case("alle", false)]
    #[case("Kreishaus", false)]
    #[case("", false)]
    fn all_towns_of_a_county_are_recognised(#[case] cell: &str, #[case] expected: bool) {
        assert_eq!(is_whole_county(cell), expected);
    }
}
