//! Matching the words of a query against the index: which offers each finds, and how well.
//!
//! The text is split into clauses: a vocabulary entry of several words, or one word ([`matcher`]
//! describes the look-up). An offer must match every clause. Where hardly any does, offers that
//! match all but one follow, and so on down to half of the words. A word that occurs nowhere is
//! ignored and reported; the remaining matches must then not all be guessed from typing errors.

mod address;
mod clause;
mod fuzzy;
mod matcher;
mod typed_contacts;
mod word;

use super::Moment;
use super::index::Index;
use super::postings::Doc;
use super::reason::Reason;

use clause::Clause;
use matcher::Matcher;
use typed_contacts::split_text;
use word::words_of;

/// With fewer offers that match every word, those that match most words are shown too.
const MIN_RESULTS: usize = 3;

/// A text matched against an index.
pub(super) struct TextMatch {
    clauses: Vec<Clause>,
    /// How many of the first clauses are contact data, which an offer must state; its words then
    /// decide about the order only.
    stated: usize,
    /// Words that occur nowhere.
    pub(super) unknown: Vec<String>,
    /// Whether there is text, but nothing in it to search for.
    pub(super) is_wordless: bool,
    /// How many clauses an offer must match; `None` where no offer can match.
    needed: Option<usize>,
}

impl TextMatch {
    pub(super) fn new(index: &Index, text: &str, moment: Moment<'_>) -> Self {
        let split = split_text(&index.contacts, text);
        let words = words_of(index, &split.rest);
        let matcher = Matcher::new(index, moment);
        let contacts = split.contacts.iter().map(|contact| matcher.contact_clause(contact));
        let all: Vec<Clause> = contacts.chain(matcher.clauses(&words)).collect();
        let total = all.len();
        let is_wordless = total == 0 && !text.trim().is_empty();
        let (clauses, unknown): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|clause| !clause.is_empty());
        let least = total.div_ceil(2);
        let is_guessed = !unknown.is_empty() && !clauses.iter().any(Clause::is_sure);
        let stated = clauses.iter().take_while(|clause| clause.is_contact()).count();
        let needed = (!is_guessed && !is_wordless)
            .then(|| match stated {
                0 => required_clauses(&clauses, index.len(), least),
                _ => Some(stated),
            })
            .flatten();
        let unknown = unknown.into_iter().map(|clause| clause.typed).collect();
        Self { clauses, stated, unknown, is_wordless, needed }
    }

    /// How well an offer matches the words; `None` where it does not.
    pub(super) fn score(&self, doc: Doc) -> Option<u32> {
        let needed = self.needed?;
        if self.clauses[..self.stated].iter().any(|clause| clause.score(doc) == 0) {
            return None;
        }
        let (matched, sum) = self
            .clauses
            .iter()
            .map(|clause| clause.score(doc))
            .fold((0, 0), |(matched, sum), score| (matched + usize::from(score > 0), sum + score));
        // More matched words always rank higher, regardless of their scores.
        let tier = u32::try_from(matched).unwrap_or(0) << 12;
        (matched >= needed).then_some(tier + sum)
    }

    /// Why an offer matched: one reason for each clause.
    pub(super) fn reasons(&self, index: &Index, doc: Doc) -> Vec<Reason> {
        self.clauses.iter().filter_map(|clause| clause.reason(index, doc)).collect()
    }
}

/// The highest number of clauses that at least a few offers match, but no fewer than `least`;
/// `None` where no offer matches that many.
fn required_clauses(clauses: &[Clause], offers: usize, least: usize) -> Option<usize> {
    if clauses.is_empty() && least == 0 {
        return Some(0);
    }
    let mut offers_by_matched = vec![0_usize; clauses.len() + 1];
    for doc in 0..Doc::try_from(offers).unwrap_or(Doc::MAX) {
        offers_by_matched[clauses.iter().filter(|clause| clause.score(doc) > 0).count()] += 1;
    }
    let mut found = 0;
    for needed in (least..=clauses.len()).rev() {
        found += offers_by_matched[needed];
        if found >= MIN_RESULTS || (needed == least && found > 0) {
            return Some(needed);
        }
    }
    None
}
