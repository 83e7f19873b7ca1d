//! Looking up the words of a query in the dictionary and the vocabulary.
//!
//! In this order: the word itself, words that begin with it, its meaning in the vocabulary. Only
//! where these find nothing: its parts as a compound, the meaning of its beginning, the same word
//! in another script, similar spellings.

use super::super::dictionary::Term;
use super::super::fold::{fold_word, gendered_base};
use super::super::index::{Index, Meaning};
use super::super::key::Key;
use super::super::postings::{Doc, Place};
use super::super::reason::How;
use super::super::vocabulary::{MAX_PHRASE, Phrase};
use super::super::{Facet, Moment};
use super::clause::{Clause, Match, MatchTarget};
use super::word::{Beginning, Likeness, Word};

/// Minimum letters for a prefix to stand for a meaning.
pub(super) const MIN_MEANING_LETTERS: usize = 3;
/// Longest ending in letters; a longer rest in a compound is a word of its own.
const MAX_ENDING: usize = 4;

/// Looks up words in an index at a moment.
pub(super) struct Matcher<'a> {
    pub(super) index: &'a Index,
    moment: Moment<'a>,
}

impl<'a> Matcher<'a> {
    pub(super) const fn new(index: &'a Index, moment: Moment<'a>) -> Self {
        Self { index, moment }
    }

    /// One clause for each phrase and word; stop words only where there are no others.
    pub(super) fn clauses(&self, words: &[Word<'_>]) -> Vec<Clause> {
        let is_significant = |word: &Word<'_>| !self.index.ignored.contains(&word.key);
        let has_significant = words.iter().any(is_significant);
        let mut clauses: Vec<Clause> = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let length = if let Some((length, docs)) = self.address(rest) {
                clauses.push(self.address_clause(&rest[..length], docs));
                length
            } else if let Some((length, meanings)) = self.phrase(rest, |_| true) {
                clauses.push(self.phrase_clause(&rest[..length], &meanings));
                length
            } else if let Some((length, meanings)) = self.phrase(rest, is_significant) {
                clauses.push(self.phrase_clause(&rest[..length], &meanings));
                length
            } else {
                let is_new = clauses.iter().all(|clause| clause.typed != first.typed);
                if is_new && (is_significant(first) || !has_significant) {
                    clauses.push(self.word_clause(first));
                }
                1
            };
            rest = &rest[length..];
        }
        clauses
    }

    /// The longest vocabulary entry of several words that begins here, with its meanings; words
    /// that are not considered may stand in between.
    fn phrase(
        &self,
        words: &[Word<'_>],
        is_considered: impl Fn(&Word<'_>) -> bool,
    ) -> Option<(usize, Vec<u32>)> {
        words.first().filter(|first| is_considered(first))?;
        let considered: Vec<(usize, &Word<'_>)> =
            words.iter().enumerate().filter(|(_, word)| is_considered(word)).collect();
        let matches = |phrase: &Phrase, length: usize| {
            phrase.0.len() == length
                && phrase.0.iter().zip(&considered).all(|(one, (_, word))| one.matches(&word.key))
        };
        (2..=MAX_PHRASE.min(considered.len())).rev().find_map(|length| {
            let meanings: Vec<u32> = self
                .index
                .phrases
                .iter()
                .filter(|(phrase, _)| matches(phrase, length))
                .map(|(_, meaning)| *meaning)
                .collect();
            (!meanings.is_empty()).then(|| (considered[length - 1].0 + 1, meanings))
        })
    }

    /// What the entry means, and offers with all of its words.
    pub(super) fn phrase_clause(&self, words: &[Word<'_>], meanings: &[u32]) -> Clause {
        let typed = words.iter().map(|word| word.typed).collect::<Vec<_>>().join(" ");
        let mut clause = Clause::new(&typed, self.index.len());
        for meaning in meanings {
            self.add_meaning(&mut clause, *meaning, How::Meaning);
        }
        let each: Vec<Clause> = words
            .iter()
            .filter(|word| !self.index.ignored.contains(&word.key))
            .map(|word| self.word_clause(word))
            .collect();
        clause.add_all_of(&each, How::Exact);
        clause
    }

    pub(super) fn word_clause(&self, word: &Word<'_>) -> Clause {
        let mut clause = Clause::new(word.typed, self.index.len());
        if word.is_repetition() {
            return clause;
        }
        let folded = fold_word(word.typed);
        let exact = self.index.dictionary.exact(&word.key);
        let parts = if exact.is_none() { self.index.split(&folded) } else { Vec::new() };
        let longest_ending = if parts.is_empty() { usize::MAX } else { MAX_ENDING };
        self.add_word(&mut clause, word, longest_ending);
        if clause.is_empty() {
            self.add_parts(&mut clause, &parts, How::Parts);
        }
        if let (true, [_, .., head]) = (clause.is_empty(), &parts[..]) {
            // The last part says what it is, the others only which kind.
            self.add_parts(&mut clause, &[head], How::Similar);
        }
        if let (true, Some(base)) = (clause.is_empty(), gendered_base(word.typed)) {
            self.add_parts(&mut clause, &[&fold_word(base)], How::Exact);
        }
        // A compound of known parts is not a typing error.
        if clause.is_empty() && parts.is_empty() {
            self.add_fuzzy(&mut clause, word);
        }
        clause
    }

    /// The word itself, its continuations, its meanings.
    fn add_word(&self, clause: &mut Clause, word: &Word<'_>, longest_ending: usize) {
        let key = &word.key;
        if let Some(term) = self.index.dictionary.exact(key) {
            // A word typed with an accent does not mean the word without it.
            let is_other = word.is_last
                && word.has_accent()
                && Beginning::new(word.typed).likeness(self.shown(term)) < Likeness::AsTyped;
            self.add_term(clause, term, if is_other { How::Beginning } else { How::Exact });
        }
        self.add_stems(clause, key, longest_ending);
        // Words before the last one are complete; a word that is not in the dictionary may still
        // be the prefix of one that is.
        if word.is_last || (clause.is_empty() && key.letters.len() > 2) {
            self.add_continuations(clause, word);
        }
    }

    /// Words that begin with the word, and their meanings. Keys are coarse (`Näh` and `Nah` begin
    /// `Nachmittag`), so where words begin as typed, the others do not count.
    fn add_continuations(&self, clause: &mut Clause, word: &Word<'_>) {
        let has_meaning = word.length() >= MIN_MEANING_LETTERS;
        let typed = Beginning::new(word.typed);
        let mut terms: Vec<(Term, Likeness)> = self
            .index
            .dictionary
            .with_prefix(word.key.script, &word.key.letters)
            .into_iter()
            .filter(|term| !self.index.ignored_terms.contains(term))
            .map(|term| (term, typed.likeness(self.shown(term))))
            .collect();
        let least = if word.has_accent() { Likeness::AsTyped } else { Likeness::Folded };
        if terms.iter().any(|(_, likeness)| *likeness >= least) {
            terms.retain(|(_, likeness)| *likeness >= least);
        }
        let largest = terms.iter().map(|(term, _)| self.index.postings.bytes_of(*term)).max();
        for (term, likeness) in terms {
            // The most frequent term is the most likely continuation; of words that begin as
            // typed, one that people search for.
            let is_frequent = Some(self.index.postings.bytes_of(term)) == largest;
            let is_meant = has_meaning
                && likeness == Likeness::AsTyped
                && !self.index.meanings_of_term.get(term).is_empty();
            let bonus = u16::from(is_frequent) + 2 * u16::from(is_meant);
            let matched = Match { how: How::Beginning, target: MatchTarget::Term(term) };
            clause.add_with_bonus(matched, bonus, self.index.postings.run(term));
            if has_meaning {
                self.add_meanings_of(clause, term, How::Beginning);
            }
        }
    }

    /// The word of a term as it was first written.
    fn shown(&self, term: Term) -> &str {
        self.index.shown.get(term as usize).map_or("", String::as_str)
    }

    /// The meanings of vocabulary entries that the word begins with.
    fn add_stems(&self, clause: &mut Clause, key: &Key, longest_ending: usize) {
        for (stem, length) in self.index.stems.stems_of(key, MIN_MEANING_LETTERS) {
            if key.letters.len().saturating_sub(length) <= longest_ending {
                for meaning in self.index.meanings_of_stem.get(stem) {
                    self.add_meaning(clause, *meaning, How::Meaning);
                }
            }
        }
    }

    /// A compound that is not in the catalogue as one word: offers with all of its parts.
    fn add_parts(&self, clause: &mut Clause, parts: &[&str], how: How) {
        let part_clause = |part: &&str| {
            let word = Word { typed: part, key: Key::from_folded(part)?, is_last: false };
            let mut clause = Clause::new(part, self.index.len());
            self.add_word(&mut clause, &word, usize::MAX);
            Some(clause)
        };
        let each: Vec<Clause> = parts.iter().filter_map(part_clause).collect();
        clause.add_all_of(&each, how);
    }

    /// A term with its meanings, and the meanings of the stems it begins with.
    pub(super) fn add_term(&self, clause: &mut Clause, term: Term, how: How) {
        self.add_run(clause, term, how);
        self.add_meanings_of(clause, term, how);
        if how != How::Exact
            && let Some(key) =
                self.index.shown.get(term as usize).and_then(|word| Key::from_word(word))
        {
            for (stem, _) in self.index.stems.stems_of(&key, MIN_MEANING_LETTERS) {
                for meaning in self.index.meanings_of_stem.get(stem) {
                    self.add_meaning(clause, *meaning, how);
                }
            }
        }
    }

    fn add_run(&self, clause: &mut Clause, term: Term, how: How) {
        let matched = Match { how, target: MatchTarget::Term(term) };
        clause.add(matched, self.index.postings.run(term));
    }

    fn add_meanings_of(&self, clause: &mut Clause, term: Term, how: How) {
        let how = if how == How::Exact { How::Meaning } else { how };
        for meaning in self.index.meanings_of_term.get(term) {
            self.add_meaning(clause, *meaning, how);
        }
    }

    pub(super) fn add_meaning(&self, clause: &mut Clause, meaning: u32, how: How) {
        let matched = Match { how, target: MatchTarget::Meaning(meaning) };
        if let Some(Meaning::Value { facet: Facet::When, value }) =
            self.index.meanings.get(meaning as usize)
        {
            clause.add(matched, self.docs_at_moment(value));
        } else {
            let run = self.index.first_meaning.saturating_add(meaning);
            clause.add(matched, self.index.postings.run(run));
        }
    }

    /// "Today" and "now" do not occur in offers; the calendar answers them.
    fn docs_at_moment<'b>(&'b self, value: &'b str) -> impl Iterator<Item = (Doc, u8)> + 'b {
        let Moment { calendar, minute, .. } = self.moment;
        let is_on = move |doc: &Doc| match value {
            "now" => calendar.is_now(*doc, minute),
            _ => calendar.is_today(*doc, minute),
        };
        (0..Doc::try_from(self.index.len()).unwrap_or(Doc::MAX))
            .filter(is_on)
            .map(|doc| (doc, Place::Value.bit()))
    }
}
