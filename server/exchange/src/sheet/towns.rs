//! Towns as people write them: "Stadt Marl", "45768 Marl", "Marl-Hüls", "RE".

mod several;

use super::likeness::{closest, mistyped};
use super::lists::{Labels, folded};
use super::pieces::{coarse, fine, states_nothing};
use super::reading::{CellReading, Doubt, DoubtReason};
pub(crate) use several::{is_whole_county, several};
use shared::id::CityId;

/// A town, and the district where the cell names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// The town.
    pub city: CityId,
    /// The district as written.
    pub district: Option<String>,
}

/// Folded abbreviations of towns of the county, by id.
const SHORT: &[(&str, &[&str])] = &[
    ("recklinghausen", &["re", "reckl", "recklingh"]),
    ("castrop-rauxel", &["castrop", "rauxel", "cas", "cr", "castrop r", "c rauxel", "cas rauxel"]),
    ("haltern-am-see", &["haltern", "haltern a see", "haltern see", "haltern a s"]),
    ("oer-erkenschwick", &["or", "erkenschwick", "o", "or e", "or erk"]),
    ("gladbeck", &["gla", "gladb"]),
    ("waltrop", &["wal"]),
    ("datteln", &["dat"]),
    ("dorsten", &["dor"]),
    ("herten", &["her"]),
];

/// Reads a town; of several the first.
pub(crate) fn read(cell: &str, list: &Labels<CityId>) -> CellReading<Option<Town>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    if let Some(town) = exact(cell, list).or_else(|| with_district(cell, list)) {
        return CellReading::sure(Some(town));
    }
    let pieces: Vec<&str> = coarse(cell).flat_map(fine).collect();
    let known = pieces.iter().enumerate().find_map(|(place, piece)| {
        let town = exact(piece, list).or_else(|| with_district(piece, list))?;
        Some(Known { place, town })
    });
    if let Some(Known { place, town }) = known {
        let others = pieces.iter().enumerate().filter(|(other, _)| *other != place);
        let doubts = others.map(|(_, piece)| Doubt::new(piece, DoubtReason::Ambiguous)).collect();
        return CellReading { value: Some(town), doubts };
    }
    within(cell, list).unwrap_or_else(|| like(cell, list))
}

/// A building with its town: "Rathaus Marl". Words that say that it is elsewhere leave it open.
fn within(cell: &str, list: &Labels<CityId>) -> Option<CellReading<Option<Town>>> {
    const ELSEWHERE: [&str; 12] = [
        "bei",
        "nahe",
        "nahen",
        "kreis",
        "landkreis",
        "umgebung",
        "raum",
        "nicht",
        "ausser",
        "ohne",
        "region",
        "vest",
    ];
    let text = folded(cell);
    let words: Vec<&str> = text.split(' ').collect();
    let has_label = |label: &str| {
        let label: Vec<&str> = label.split(' ').collect();
        words.windows(label.len()).any(|part| part == label)
    };
    let mut found = list.labels().filter(|(_, label)| has_label(label));
    let (label, _) = found.next().filter(|_| found.next().is_none())?;
    let is_elsewhere = words.iter().any(|word| ELSEWHERE.contains(word));
    let city = list.labelled(&folded(label)).filter(|_| !is_elsewhere)?;
    let town = Town { city, district: None };
    Some(CellReading::sure(Some(town)).doubted(cell, DoubtReason::Partly))
}

struct Known {
    place: usize,
    town: Town,
}

fn exact(text: &str, list: &Labels<CityId>) -> Option<Town> {
    let name = plain(text);
    let short = || {
        let (id, _) = SHORT.iter().find(|(_, names)| names.contains(&name.as_str()))?;
        list.with_id(id)
    };
    let city = Labels::<CityId>::bracketed(text).or_else(|| list.labelled(&name)).or_else(short)?;
    Some(Town { city, district: None })
}

/// The folded name without "Stadt" and the postal code.
fn plain(text: &str) -> String {
    let text = folded(text);
    let is_code = |word: &str| {
        (4..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let words = text
        .split(' ')
        .filter(|word| !is_code(word) && !matches!(*word, "stadt" | "d" | "in" | "gemeinde"));
    words.collect::<Vec<_>>().join(" ")
}

/// "Marl-Hüls", "Marl (Hüls)", "Marl Hüls", "Marl, OT Hüls".
fn with_district(text: &str, list: &Labels<CityId>) -> Option<Town> {
    let is_gap = |letter: char| letter.is_whitespace() || "-–(/,".contains(letter);
    text.char_indices().filter(|(_, letter)| is_gap(*letter)).find_map(|(place, gap)| {
        let (town, rest) = text.split_at(place);
        let town = exact(town, list).filter(|_| !plain(town).is_empty())?;
        let rest =
            rest.trim_matches(|letter: char| letter.is_whitespace() || "-–()/,".contains(letter));
        let district = rest.trim_start_matches("OT ").trim_start_matches("Ortsteil ").trim();
        // "Herten, Marl-Hüls" has two towns, "Oer-Erkenschwick-Rapen" one.
        let first = district.split([' ', '-', '–', '(']).next().unwrap_or_default();
        let is_town = [district, first].iter().any(|name| exact(name, list).is_some());
        // "Oer-Erkenschwik" is a mistyped town, not a district of it.
        let name = folded(district);
        let is_like = list.labels().any(|(_, label)| mistyped(&name, label.split(' ')).is_some());
        // What is joined by a comma or slash may be another town.
        let is_district = !district.is_empty()
            && !is_town
            && !is_like
            && !"/,".contains(gap)
            && district.chars().all(|letter| letter.is_alphabetic() || " -.".contains(letter))
            && !district.split_whitespace().any(joins);
        is_district.then(|| Town { city: town.city, district: Some(district.to_owned()) })
    })
}

/// Words between two towns.
fn joins(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    matches!(word.as_str(), "und" | "u" | "sowie" | "oder" | "bzw" | "bis" | "auch")
}

fn like(cell: &str, list: &Labels<CityId>) -> CellReading<Option<Town>> {
    let name = plain(cell);
    let begins = || {
        let mut found = list
            .labels()
            .filter(|(_, label)| name.len() >= 4 && skeleton(label).starts_with(&skeleton(&name)));
        found.next().filter(|_| found.next().is_none()).map(|(label, _)| label)
    };
    let found = closest(&name, list.labels()).or_else(begins);
    match found.and_then(|label| Some((label, list.labelled(&folded(label))?))) {
        Some((label, city)) => CellReading::sure(Some(Town { city, district: None }))
            .doubted(cell, DoubtReason::Similar { label: label.to_owned() }),
        None => CellReading::unreadable(cell),
    }
}

/// Consonants, which abbreviations keep.
fn skeleton(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphabetic() && !"aeiou".contains(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use rstest::rstest;

    #[rstest]
    #[case("Dorsten und Marl")]
    #[case("Dorsten u. Marl")]
    #[case("Dorsten sowie Marl")]
    #[case("Dorsten, Marl")]
    #[case("Dorsten, Marl-Hüls")]
    fn of_several_towns_the_first_is_taken_with_a_doubt(#[case] cell: &str) {
        let list = Labels::new(&samples::taxonomy().cities);
        let reading = read(cell, &list);
        assert_eq!(reading.value.map(|town| town.district), Some(None));
        assert!(reading.doubts.iter().any(|doubt| doubt.words.contains("Marl")), "{cell}");
    }

    #[test]
    fn a_district_behind_a_town_of_two_words_is_its_own() {
        let list = Labels::new(&samples::taxonomy().cities);
        let town = read("Oer-Erkenschwick-Rapen", &list).value.unwrap();
        assert_eq!(
            (town.city.as_str(), town.district.as_deref()),
            ("oer-erkenschwick", Some("Rapen"))
        );
    }
}
