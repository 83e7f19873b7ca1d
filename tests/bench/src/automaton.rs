//! Comparison of our automaton for typing errors with that of `fst`.
//!
//! `shared::search` runs an automaton over its dictionary that keeps one row of the distance
//! table; the one of `fst` builds its whole table first. Ours is private to the crate, so it is
//! timed as part of a whole search: a misspelled word against the same word spelled correctly, for
//! which typing errors are never considered. The difference is everything that a misspelling
//! costs: trying compounds, running over the dictionary (for words and for prefixes, with one
//! error, then with two), and recording the matches. For the automaton of `fst` only construction
//! and one run are timed, over the keys of the Latin words of the same offers, without the
//! vocabulary. The comparison thus favours `fst`, which moreover counts swapped letters as two
//! errors.

use crate::county::{County, Readable};
use crate::measure::median_of;
use anyhow::Result;
use bench::moment::{MINUTE, TODAY, days_off, moment};
use fst::automaton::Levenshtein;
use fst::{IntoStreamer, Set};
use serde::{Deserialize, Serialize};
use shared::search::OfferQuery;
use shared::search::index::Index;
use shared::search::key::{Key, Script, keys};
use shared::search::times::{Calendar, day_number};
use std::collections::BTreeSet;

/// Words with the maximum number of tolerated errors, and their correct spelling: of six, ten and
/// about fourteen letters; the third has two errors, one of them swapped letters.
const WORDS: [(&str, &str); 4] = [
    ("gerten", "garten"),
    ("sprachkufs", "sprachkurs"),
    ("sparchkufs", "sprachkurs"),
    ("kinderbetruung", "kinderbetreuung"),
];
const TIMES: usize = 51;

/// A misspelled word, searched both ways.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Compared {
    pub(crate) typed: String,
    /// Number of letters of its key.
    pub(crate) letters: usize,
    pub(crate) right: String,
    /// A whole search for the misspelled word, and for the correct one.
    pub(crate) find_typed_ms: f64,
    pub(crate) find_right_ms: f64,
    /// Offers found.
    pub(crate) found_typed: usize,
    pub(crate) found_right: usize,
    /// The automaton of `fst` for one error and for two.
    pub(crate) levenshtein: Vec<Built>,
}

/// The automaton of `fst`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Built {
    pub(crate) errors: u32,
    /// `None` where it exceeds the maximum number of states.
    pub(crate) build_ms: Option<f64>,
    /// One run over the dictionary.
    pub(crate) walk_ms: f64,
    /// Words found.
    pub(crate) found: usize,
}

/// Compares both for each of the words.
pub(crate) fn compare(county: &County) -> Result<Vec<Compared>> {
    eprintln!("    typing errors: our automaton and that of fst");
    let index = county.index();
    let calendar = index.calendar(day_number(TODAY), &days_off()?);
    let words = dictionary(&county.texts())?;
    let search = Search { index: &index, calendar: &calendar, words: &words };
    WORDS.iter().map(|(typed, right)| search.compare(typed, right)).collect()
}

/// What a word is searched in, both ways.
struct Search<'a> {
    index: &'a Index,
    calendar: &'a Calendar,
    words: &'a Set<Vec<u8>>,
}

impl Search<'_> {
    fn compare(&self, typed: &str, right: &str) -> Result<Compared> {
        let key = Key::from_word(typed).map(|key| key.letters).unwrap_or_default();
        let (find_typed_ms, found_typed) = self.time(typed)?;
        let (find_right_ms, found_right) = self.time(right)?;
        Ok(Compared {
            typed: typed.to_owned(),
            letters: key.len(),
            right: right.to_owned(),
            find_typed_ms,
            find_right_ms,
            found_typed,
            found_right,
            levenshtein: [1, 2].map(|errors| built(self.words, &key, errors)).into(),
        })
    }

    /// Milliseconds of a whole search, and the number of offers found.
    fn time(&self, text: &str) -> Result<(f64, usize)> {
        let query = OfferQuery::from_pairs([("q", text)])?;
        let (time, found) =
            median_of(TIMES, || self.index.find(&query, moment(self.calendar, MINUTE)));
        Ok((time, found.total))
    }
}

fn built(words: &Set<Vec<u8>>, key: &str, errors: u32) -> Built {
    let (build_ms, automaton) = median_of(TIMES, || Levenshtein::new(key, errors));
    let Ok(automaton) = automaton else {
        return Built { errors, build_ms: None, walk_ms: 0.0, found: 0 };
    };
    let walk = || words.search(&automaton).into_stream().into_strs().unwrap_or_default();
    let (walk_ms, found) = median_of(TIMES, walk);
    Built { errors, build_ms: Some(build_ms), walk_ms, found: found.len() }
}

/// The keys of every Latin word of the offers.
fn dictionary(texts: &[Readable<'_>]) -> Result<Set<Vec<u8>>> {
    let mut words: BTreeSet<String> = BTreeSet::new();
    for text in texts {
        let latin = [&*text.name, &*text.description, text.provider, text.city, text.district]
            .into_iter()
            .flat_map(keys)
            .filter(|key| key.script == Script::Latin);
        words.extend(latin.map(|key| key.letters));
    }
    Ok(Set::from_iter(words)?)
}
