//! Similarity of two names.
//!
//! Names are first compared word by word: common words are removed, and the rest must be similar
//! in itself. Otherwise "… für Frauen" and "… für Männer" would be duplicates as soon as the rest
//! is long enough. Words are represented by numbers, which makes this fast.

use shared::search::fold::words;
use std::collections::BTreeSet;
use strsim::levenshtein;

/// Minimum similarity of the words that only one of two names has.
const REST: f64 = 0.7;

/// All words that occur, in alphabetical order.
pub(super) struct Vocabulary(Vec<Word>);

struct Word {
    text: String,
    length: usize,
    /// The letters it contains, one bit each.
    letters: u32,
}

impl Vocabulary {
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let all: BTreeSet<String> = names.flat_map(words).collect();
        let word = |text: String| Word {
            length: text.chars().count(),
            letters: text
                .chars()
                .fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 32)),
            text,
        };
        Self(all.into_iter().map(word).collect())
    }

    fn find(&self, text: &str) -> Option<usize> {
        self.0.binary_search_by(|word| word.text.as_str().cmp(text)).ok()
    }

    pub(super) fn text(&self, word: usize) -> &str {
        self.0.get(word).map(|word| word.text.as_str()).unwrap_or_default()
    }

    fn joined(&self, words: &[usize]) -> String {
        words.iter().map(|word| self.text(*word)).collect()
    }
}

/// A name as word numbers.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// Each once and sorted, without stop words.
    pub(super) words: Vec<usize>,
    in_order: Vec<usize>,
    /// Number of letters of all words.
    length: usize,
    /// Digits in order: the second course is not the first.
    digits: String,
}

/// The words that one name has and another has not.
#[derive(Default)]
struct Rest {
    words: Vec<usize>,
    length: usize,
    letters: u32,
}

impl Name {
    pub(super) fn new(text: &str, fillers: &[&str], known: &Vocabulary) -> Self {
        let is_filler = |word: &String| fillers.contains(&word.as_str());
        let in_order: Vec<usize> = words(text)
            .into_iter()
            .filter(|word| !is_filler(word))
            .filter_map(|word| known.find(&word))
            .collect();
        let words: BTreeSet<usize> = in_order.iter().copied().collect();
        Self {
            length: in_order.iter().map(|word| known.text(*word).chars().count()).sum(),
            digits: text.chars().filter(char::is_ascii_digit).collect(),
            words: words.into_iter().collect(),
            in_order,
        }
    }

    /// Whether two names have at least this similarity, from 0 to 1.
    pub(super) fn is_similar(&self, other: &Self, least: f64, known: &Vocabulary) -> bool {
        let length = self.length.max(other.length);
        if length == 0 || self.digits != other.digits {
            return false;
        }
        let (mine, others) = (self.rest(other, known), other.rest(self, known));
        let longest = mine.length.max(others.length);
        if longest == 0 {
            return true;
        }
        if 1.0 - share(mine.least_distance(&others), longest) < REST {
            return false;
        }
        let are_close = |mine: &str, others: &str| {
            similarity(mine, others, longest) >= REST && similarity(mine, others, length) >= least
        };
        let joined = |one: &Self, rest: &Rest| {
            let in_rest = one.in_order.iter().filter(|word| rest.words.contains(word));
            in_rest.map(|word| known.text(*word)).collect::<String>()
        };
        // In original order, "Sprach-Café" equals "Sprachcafé"; sorted, word order does not
        // matter.
        are_close(&joined(self, &mine), &joined(other, &others))
            || mine.words.len() + others.words.len() > 2
                && are_close(&known.joined(&mine.words), &known.joined(&others.words))
    }

    fn rest(&self, other: &Self, known: &Vocabulary) -> Rest {
        let mut rest = Rest::default();
        for word in self.words.iter().filter(|word| !other.words.contains(word)) {
            rest.words.push(*word);
            if let Some(word) = known.0.get(*word) {
                rest.length += word.length;
                rest.letters |= word.letters;
            }
        }
        rest
    }
}

impl Rest {
    /// A lower bound of the edit distance; most pairs need no exact comparison.
    fn least_distance(&self, other: &Self) -> usize {
        let missing = (self.letters & !other.letters).count_ones();
        let foreign = (other.letters & !self.letters).count_ones();
        let letters = usize::try_from(missing.max(foreign)).unwrap_or(usize::MAX);
        self.length.abs_diff(other.length).max(letters)
    }
}

/// 1 for equal texts, less for each letter to be changed.
pub(super) fn similarity(one: &str, other: &str, length: usize) -> f64 {
    1.0 - share(levenshtein(one, other), length)
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}
