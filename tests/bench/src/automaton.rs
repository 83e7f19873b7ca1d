//! Whether an automaton of our own for typing errors was worth writing.
//!
//! `shared::search` walks its dictionary with an automaton that keeps one row of a table;
//! `fst` brings one that builds its whole table first. Ours is private there, so it is timed
//! as part of a whole search: a mistyped word against the same word without the mistake, which
//! never comes to typing errors. The difference is everything the mistake costs: trying
//! compounds, walking the dictionary (for words and for beginnings of words, with one error,
//! then with two), and noting what was found. Of the automaton of `fst` only building it and
//! one walk are timed, along the keys of the same offers' Latin words without the vocabulary.
//! So the comparison favours `fst`, which besides takes swapped letters for two errors.

use crate::county::{County, Readable};
use crate::measure::median_of;
use anyhow::Result;
use bench::moment::{MINUTE, TODAY, moment, school_free};
use fst::automaton::Levenshtein;
use fst::{IntoStreamer, Set};
use serde::{Deserialize, Serialize};
use shared::search::OfferQuery;
use shared::search::index::Index;
use shared::search::key::{Key, Script, keys};
use shared::search::times::{Calendar, day_number};
use std::collections::BTreeSet;

/// Words with as much of a mistake as is forgiven, and as they are right: of six, ten and
/// about fourteen letters; the third has two mistakes, one of them swapped letters.
const WORDS: [(&str, &str); 4] = [
    ("gerten", "garten"),
    ("sprachkufs", "sprachkurs"),
    ("sparchkufs", "sprachkurs"),
    ("kinderbetruung", "kinderbetreuung"),
];
const TIMES: usize = 51;

/// A mistyped word, found in both ways.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Compared {
    pub(crate) typed: String,
    /// Letters of its key.
    pub(crate) letters: usize,
    pub(crate) right: String,
    /// A whole search for the mistyped word, and for the right one.
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
    /// `None` where it has too many states to be built.
    pub(crate) build_ms: Option<f64>,
    /// Once along the dictionary.
    pub(crate) walk_ms: f64,
    /// Words found.
    pub(crate) found: usize,
}

/// Compares both for each of the words.
pub(crate) fn compare(county: &County) -> Result<Vec<Compared>> {
    eprintln!("    typing errors: our automaton and that of fst");
    let index = county.index();
    let calendar = index.calendar(day_number(TODAY), &school_free()?);
    let words = dictionary(&county.texts())?;
    WORDS.iter().map(|(typed, right)| one(&words, (&index, &calendar), (typed, right))).collect()
}

fn one(
    words: &Set<Vec<u8>>,
    (index, calendar): (&Index, &Calendar),
    (typed, right): (&str, &str),
) -> Result<Compared> {
    let find = |text: &str| -> Result<(f64, usize)> {
        let query = OfferQuery::from_pairs([("q", text)])?;
        let (time, found) = median_of(TIMES, || index.find(&query, moment(calendar, MINUTE)));
        Ok((time, found.total))
    };
    let key = Key::from_word(typed).map(|key| key.letters).unwrap_or_default();
    let (find_typed_ms, found_typed) = find(typed)?;
    let (find_right_ms, found_right) = find(right)?;
    Ok(Compared {
        typed: typed.to_owned(),
        letters: key.len(),
        right: right.to_owned(),
        find_typed_ms,
        find_right_ms,
        found_typed,
        found_right,
        levenshtein: [1, 2].map(|errors| built(words, &key, errors)).into(),
    })
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
        let fields = [&*text.name, &*text.description, text.provider, text.city, text.district];
        let keys = fields.into_iter().flat_map(keys);
        words.extend(keys.filter(|key| key.script == Script::Latin).map(|key| key.letters));
    }
    Ok(Set::from_iter(words)?)
}
