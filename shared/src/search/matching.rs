//! Words of a query against the index: which offers each of them finds, and how well.
//!
//! The text falls into clauses: an entry of the vocabulary of several words, or one word
//! ([`matcher`] says how each is looked up). An offer must answer every clause. Where hardly
//! any does, those that answer all but one come after them, and so on down to half of the
//! words. A word that occurs nowhere is left out and named; what is left must then be more
//! than guessed from typing errors.

mod clause;
mod matcher;

use super::index::Index;
use super::postings::Doc;
use super::reason::Reason;
use super::times::{Calendar, Minute};
use clause::Clause;
use matcher::{Matcher, words_of};

/// With fewer offers that answer every word, those that answer most are shown too.
const FEW: usize = 3;

/// A text against an index.
pub(super) struct TextMatch {
    clauses: Vec<Clause>,
    /// Words that occur nowhere.
    pub(super) unknown: Vec<String>,
    /// How many clauses an offer must answer; `None` where nothing would be an answer.
    needed: Option<usize>,
}

impl TextMatch {
    pub(super) fn new(index: &Index, text: &str, now: (&Calendar, Minute)) -> Self {
        let words = words_of(index, text);
        let all = Matcher::new(index, now).clauses(&words);
        let total = all.len();
        let (clauses, unknown): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|clause| !clause.is_empty());
        let least = total.div_ceil(2);
        let is_guessed = !unknown.is_empty() && !clauses.iter().any(Clause::is_sure);
        let needed = if is_guessed { None } else { needed(&clauses, (index.len(), least)) };
        let unknown = unknown.into_iter().map(|clause| clause.typed).collect();
        Self { clauses, unknown, needed }
    }

    /// How well an offer answers the words; `None` where it does not.
    pub(super) fn score(&self, doc: Doc) -> Option<u32> {
        let needed = self.needed?;
        let worths = self.clauses.iter().map(|clause| clause.worth(doc));
        let (answered, worth) = worths.fold((0, 0), |(answered, sum), worth| {
            (answered + usize::from(worth > 0), sum + worth)
        });
        // Whoever answers more words comes first, however well.
        let tier = u32::try_from(answered).unwrap_or(0) << 12;
        (answered >= needed).then_some(tier + worth)
    }

    /// Why an offer was found: one reason for each clause.
    pub(super) fn reasons(&self, index: &Index, doc: Doc) -> Vec<Reason> {
        self.clauses.iter().filter_map(|clause| clause.reason(index, doc)).collect()
    }
}

/// The most clauses that at least a few offers answer, but no fewer than `least`; `None` where
/// no offer answers so many.
fn needed(clauses: &[Clause], (offers, least): (usize, usize)) -> Option<usize> {
    if clauses.is_empty() && least == 0 {
        return Some(0);
    }
    let mut answered = vec![0_usize; clauses.len() + 1];
    for doc in 0..Doc::try_from(offers).unwrap_or(Doc::MAX) {
        answered[clauses.iter().filter(|clause| clause.worth(doc) > 0).count()] += 1;
    }
    let mut found = 0;
    for needed in (least..=clauses.len()).rev() {
        found += answered[needed];
        if found >= FEW || (needed == least && found > 0) {
            return Some(needed);
        }
    }
    None
}
