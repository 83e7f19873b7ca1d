//! Years of school: "Klasse 1-4", "5. bis 7. Schuljahr".

use shared::search::fold::words;
use std::ops::RangeInclusive;

/// Beginnings of words that say that a number counts years of school.
const SCHOOL: [&str; 6] =
    ["klasse", "schuljahr", "jahrgangsstuf", "jahrgang", "stufe", "schulklasse"];
const SHORT: [&str; 4] = ["kl", "jgst", "jahrgst", "kls"];
/// The last year before the degree.
const LAST: u32 = 13;
/// Age in the first year.
const FIRST_AGE: u32 = 6;

/// Years of school in a text.
pub(super) struct Classes {
    /// Ages at the beginning of each year, so that a range ends with its last year.
    pub(super) ages: RangeInclusive<u32>,
    /// Whether other words stand beside them.
    pub(super) has_more: bool,
}

/// Whether a folded word says that a number counts years of school.
pub(super) fn is_school(word: &str) -> bool {
    SHORT.contains(&word) || SCHOOL.iter().any(|school| word.starts_with(school))
}

/// The years of school in a text; `None` where it has none.
pub(super) fn classes(text: &str) -> Option<Classes> {
    let words = words(text);
    if !words.iter().any(|word| is_school(word)) {
        return None;
    }
    let numbers: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let (first, last) = match numbers[..] {
        [only] if has(&["ab"]) => (only, LAST),
        [only] if has(&["bis"]) => (1, only),
        [only] => (only, only),
        [first, .., last] => (first, last),
        [] => return None,
    };
    let is_known = |word: &String| {
        let word = word.as_str();
        is_school(word)
            || word.parse::<u32>().is_ok()
            || matches!(
                word,
                "ab" | "bis" | "der" | "die" | "und" | "u" | "zur" | "einschl" | "von"
            )
            || matches!(
                word,
                "schuler"
                    | "schulerinnen"
                    | "schulkinder"
                    | "grundschuler"
                    | "grundschulkinder"
                    | "kinder"
                    | "fur"
                    | "in"
                    | "sus"
            )
    };
    let is_year = |year: u32| (1..=LAST).contains(&year);
    (is_year(first) && is_year(last) && first <= last).then(|| Classes {
        ages: first + FIRST_AGE - 1..=(last + FIRST_AGE - 1).min(FIRST_AGE + 11),
        has_more: !words.iter().all(is_known),
    })
}
