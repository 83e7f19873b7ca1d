//! German compounds: `Sprachkurs` is also about `Kurs`, `Frauencafé` about `Frauen`.
//!
//! A word is split where both sides are known parts (or compounds of known parts), with at most
//! one linking element in between. The parts come from the vocabulary. The cost is quadratic in
//! the word's length, and words are short.

use std::collections::BTreeSet;

/// Linking elements between parts, the longest first.
const LINKS: [&str; 5] = ["es", "en", "er", "s", "n"];
/// Minimum number of letters of a part.
const MIN_PART: usize = 3;
/// Maximum number of parts of a word.
const MAX_PARTS: usize = 4;
/// Longest word that is split, in bytes.
const MAX_WORD: usize = 40;

/// Splits compounds into their parts; words and parts are folded ([`super::fold`]).
#[derive(Clone, Debug, Default)]
pub(super) struct CompoundSplitter(BTreeSet<String>);

impl CompoundSplitter {
    pub(super) const fn new(parts: BTreeSet<String>) -> Self {
        Self(parts)
    }

    /// The parts of a folded word; empty where it is not a compound of known parts.
    pub(super) fn split<'a>(&self, word: &'a str) -> Vec<&'a str> {
        let is_long = (2 * MIN_PART..=MAX_WORD).contains(&word.len()) && word.is_ascii();
        // A part in its own right, such as `Kindergarten`, is about neither children nor gardens.
        if !is_long || self.0.contains(word) {
            return Vec::new();
        }
        self.parts(word, MAX_PARTS).filter(|parts| parts.len() > 1).unwrap_or_default()
    }

    /// The word as parts: the longest first part whose rest can be split too.
    fn parts<'a>(&self, word: &'a str, most: usize) -> Option<Vec<&'a str>> {
        if most > 1 && word.len() >= 2 * MIN_PART {
            for end in (MIN_PART..=word.len() - MIN_PART).rev() {
                let (first, rest) = word.split_at(end);
                if !self.0.contains(first) {
                    continue;
                }
                if let Some(mut parts) = self.rest(rest, most - 1) {
                    parts.insert(0, first);
                    return Some(parts);
                }
            }
        }
        self.is_part(word).then(|| vec![word])
    }

    /// What follows a part, with or without a linking element before it.
    fn rest<'a>(&self, rest: &'a str, most: usize) -> Option<Vec<&'a str>> {
        self.parts(rest, most).or_else(|| {
            LINKS
                .iter()
                .filter_map(|link| rest.strip_prefix(link))
                .find_map(|rest| (rest.len() >= MIN_PART).then(|| self.parts(rest, most))?)
        })
    }

    /// A known part or its plural: `gruppe` is known, so `gruppen` is accepted.
    fn is_part(&self, word: &str) -> bool {
        let stems = ["en", "n", "e", "er", "s"].iter().filter_map(|end| word.strip_suffix(end));
        self.0.contains(word)
            || stems.into_iter().any(|stem| stem.len() > MIN_PART && self.0.contains(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn splitter() -> CompoundSplitter {
        let parts = [
            "sprach",
            "kurs",
            "frauen",
            "cafe",
            "haus",
            "aufgaben",
            "hilfe",
            "wohnung",
            "suche",
            "deutsch",
            "mutter",
            "kind",
            "gruppe",
            "beratung",
            "recht",
            "kinder",
            "garten",
            "kindergarten",
            "platz",
        ];
        CompoundSplitter::new(parts.iter().map(|part| (*part).to_owned()).collect())
    }

    #[rstest]
    #[case("sprachkurs", &["sprach", "kurs"])]
    #[case("hausaufgabenhilfe", &["haus", "aufgaben", "hilfe"])]
    #[case("wohnungssuche", &["wohnung", "suche"])]
    #[case("rechtsberatung", &["recht", "beratung"])]
    #[case("sprachkurse", &["sprach", "kurse"])]
    #[case("kindergruppen", &["kinder", "gruppen"])]
    #[case("kindergarten", &[])]
    #[case("kindergartenplatz", &["kindergarten", "platz"])]
    #[case("kurs", &[])]
    #[case("kursana", &[])]
    #[case("baumhaus", &[])]
    fn compounds_are_split_into_known_parts(#[case] word: &str, #[case] parts: &[&str]) {
        assert_eq!(splitter().split(word), parts);
    }

    proptest! {
        #[test]
        fn no_word_panics(word in ".{0,50}") {
            let _ = splitter().split(&word);
        }
    }
}
