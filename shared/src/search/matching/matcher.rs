//! How words are looked up.
//!
//! In this order: the word itself, words that begin with it, what it means by the vocabulary.
//! Only where that finds nothing: its parts as a compound, what its beginning means, the same
//! word in another script, words spelled alike.

use super::super::Facet;
use super::super::dictionary::Term;
use super::super::fold::{fold_word, tokens};
use super::super::index::{Index, Meaning};
use super::super::key::{Key, Script};
use super::super::postings::{Doc, Place};
use super::super::reason::How;
use super::super::times::{Calendar, Minute};
use super::super::typo::tolerated;
use super::super::vocabulary::{MAX_PHRASE, Phrase};
use super::clause::{Clause, FoundBy};

/// Words of a query that are looked at.
const MAX_WORDS: usize = 16;
/// Letters from which on a word's beginning stands for what it means.
const MEANT_FROM: usize = 3;
/// Letters from which on the beginning of a word in another script is enough.
const OTHER_SCRIPTS_FROM: usize = 5;
/// Letters from which on a word with typing errors may still be going on.
const CONTINUED_FROM: usize = 7;
/// Letters that an ending has at most; what is longer in a compound is a word of its own.
const ENDING: usize = 4;

/// A word as typed.
pub(super) struct Word<'a> {
    typed: &'a str,
    key: Key,
    /// Whether it may still be going on: the last word of the text.
    is_last: bool,
}

impl Word<'_> {
    /// Letters as typed; keys are shorter.
    fn length(&self) -> usize {
        self.typed.chars().count()
    }
}

/// The words of a text.
pub(super) fn words_of<'a>(index: &Index, text: &'a str) -> Vec<Word<'a>> {
    let keyed = tokens(text).filter_map(|typed| Some((typed, Key::of(typed)?)));
    let mut words: Vec<Word<'_>> =
        keyed.take(MAX_WORDS).map(|(typed, key)| Word { typed, key, is_last: false }).collect();
    let is_alone = words.len() == 1;
    if let Some(last) = words.last_mut() {
        // A word that says nothing after others that do is complete.
        last.is_last = is_alone || !index.ignored.contains(&last.key);
    }
    words
}

/// Looks words up in an index at a moment.
pub(super) struct Matcher<'a> {
    index: &'a Index,
    now: (&'a Calendar, Minute),
}

impl<'a> Matcher<'a> {
    pub(super) const fn new(index: &'a Index, now: (&'a Calendar, Minute)) -> Self {
        Self { index, now }
    }

    /// What each phrase and word finds; words that say nothing only where no other is there.
    pub(super) fn clauses(&self, words: &[Word<'_>]) -> Vec<Clause> {
        let says_something = |word: &Word<'_>| !self.index.ignored.contains(&word.key);
        let is_any_said = words.iter().any(says_something);
        let mut clauses: Vec<Clause> = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let length = if let Some((length, meanings)) = self.phrase(rest, |_| true) {
                clauses.push(self.phrase_clause(&rest[..length], &meanings));
                length
            } else if let Some((length, meanings)) = self.phrase(rest, says_something) {
                clauses.push(self.phrase_clause(&rest[..length], &meanings));
                length
            } else {
                let is_new = clauses.iter().all(|clause| clause.typed != first.typed);
                if is_new && (says_something(first) || !is_any_said) {
                    clauses.push(self.word_clause(first));
                }
                1
            };
            rest = &rest[length..];
        }
        clauses
    }

    /// The longest entry of several words that begins here, with its meanings; words that are
    /// not looked at may stand between its own.
    fn phrase(
        &self,
        words: &[Word<'_>],
        is_looked_at: impl Fn(&Word<'_>) -> bool,
    ) -> Option<(usize, Vec<u32>)> {
        words.first().filter(|first| is_looked_at(first))?;
        let said: Vec<(usize, &Word<'_>)> =
            words.iter().enumerate().filter(|(_, word)| is_looked_at(word)).collect();
        (2..=MAX_PHRASE.min(said.len())).rev().find_map(|length| {
            let fits = |(phrase, meaning): &(Phrase, u32)| {
                let mut pairs = phrase.0.iter().zip(&said);
                let fits = phrase.0.len() == length
                    && pairs.all(|(pattern, (_, word))| pattern.fits(&word.key));
                fits.then_some(*meaning)
            };
            let meanings: Vec<u32> = self.index.phrases.iter().filter_map(fits).collect();
            (!meanings.is_empty()).then(|| (said[length - 1].0 + 1, meanings))
        })
    }

    /// What the entry means, or what has all of its words.
    fn phrase_clause(&self, words: &[Word<'_>], meanings: &[u32]) -> Clause {
        let typed = words.iter().map(|word| word.typed).collect::<Vec<_>>().join(" ");
        let mut clause = Clause::new(&typed, self.index.len());
        for meaning in meanings {
            self.add_meaning(&mut clause, *meaning, How::Meaning);
        }
        let says_something = |word: &&Word<'_>| !self.index.ignored.contains(&word.key);
        let said = words.iter().filter(says_something);
        let each: Vec<Clause> = said.map(|word| self.word_clause(word)).collect();
        clause.add_all_of(&each, How::Exact);
        clause
    }

    fn word_clause(&self, word: &Word<'_>) -> Clause {
        let mut clause = Clause::new(word.typed, self.index.len());
        let folded = fold_word(word.typed);
        let exact = self.index.dictionary.exact(&word.key);
        let parts = if exact.is_none() { self.index.split(&folded) } else { Vec::new() };
        let longest_ending = if parts.is_empty() { usize::MAX } else { ENDING };
        self.add_word(&mut clause, word, longest_ending);
        if clause.is_empty() {
            self.add_parts(&mut clause, &parts, How::Parts);
        }
        if let (true, [_, .., head]) = (clause.is_empty(), &parts[..]) {
            // The last part says what it is, the others only of which sort.
            self.add_parts(&mut clause, &[head], How::Similar);
        }
        // A compound of known parts is no slip of the finger.
        if clause.is_empty() && parts.is_empty() {
            self.add_alike(&mut clause, word);
        }
        clause
    }

    /// The word itself, its continuations, its meanings.
    fn add_word(&self, clause: &mut Clause, word: &Word<'_>, longest_ending: usize) {
        let key = &word.key;
        if let Some(term) = self.index.dictionary.exact(key) {
            self.add_term(clause, term, How::Exact);
        }
        self.add_stems(clause, key, longest_ending);
        // Whoever goes on typing has finished the words before; a word that is not there may
        // still be the beginning of one that is.
        if word.is_last || (clause.is_empty() && key.letters.len() > 2) {
            let is_meant = word.length() >= MEANT_FROM;
            let terms = self.index.dictionary.beginning(key.script, &key.letters);
            let terms: Vec<Term> =
                terms.into_iter().filter(|term| !self.index.ignored_terms.contains(term)).collect();
            let commonest = terms.iter().map(|term| self.index.postings.bytes_of(*term)).max();
            for term in terms {
                // What people type most is what there is most of.
                let is_common = Some(self.index.postings.bytes_of(term)) == commonest;
                let way = (How::Beginning, FoundBy::Term(term));
                let run = self.index.postings.run(term);
                clause.add_with_bonus(way, u16::from(is_common), run);
                if is_meant {
                    self.add_meanings_of(clause, term, How::Beginning);
                }
            }
        }
    }

    /// What the word means where an entry of the vocabulary begins it.
    fn add_stems(&self, clause: &mut Clause, key: &Key, longest_ending: usize) {
        for (stem, length) in self.index.stems.stems_of(key, MEANT_FROM) {
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
            let word = Word { typed: part, key: Key::of_folded(part)?, is_last: false };
            let mut clause = Clause::new(part, self.index.len());
            self.add_word(&mut clause, &word, usize::MAX);
            Some(clause)
        };
        let each: Vec<Clause> = parts.iter().filter_map(part_clause).collect();
        clause.add_all_of(&each, how);
    }

    /// The same word in another script, and words spelled alike. Whoever types Latin letters
    /// mistypes more often than they write another language by ear.
    fn add_alike(&self, clause: &mut Clause, word: &Word<'_>) {
        let ways: [fn(&Self, &mut Clause, &Word<'_>); 3] = if word.key.script == Script::Latin {
            [Self::add_similar, Self::add_other_scripts, Self::add_begun_in_other_scripts]
        } else {
            [Self::add_other_scripts, Self::add_begun_in_other_scripts, Self::add_similar]
        };
        for way in ways {
            way(self, clause, word);
            if !clause.is_empty() {
                return;
            }
        }
    }

    fn add_other_scripts(&self, clause: &mut Clause, word: &Word<'_>) {
        if word.length() >= MEANT_FROM {
            for term in self.index.dictionary.in_other_scripts(&word.key) {
                self.add_term(clause, term, How::OtherScript);
            }
        }
    }

    fn add_begun_in_other_scripts(&self, clause: &mut Clause, word: &Word<'_>) {
        let letters = &word.key.letters;
        if letters.len() >= OTHER_SCRIPTS_FROM {
            for script in word.key.script.others() {
                let mut terms = self.index.dictionary.beginning(script, letters);
                if terms.is_empty() && letters.len() >= CONTINUED_FROM {
                    terms = self.index.dictionary.similar(script, letters, (1, false));
                }
                for term in terms {
                    self.add_term(clause, term, How::Similar);
                }
            }
        }
    }

    /// Words with typing errors, then such beginnings of the vocabulary, then continuations of
    /// such words.
    fn add_similar(&self, clause: &mut Clause, word: &Word<'_>) {
        let (script, letters) = (word.key.script, word.key.letters.as_str());
        // Arabic is written without short vowels: what is left differs in every letter.
        let length = if script == Script::Arabic { letters.len() } else { word.length() };
        let most = tolerated(length);
        for term in self.index.dictionary.similar(script, letters, (most, false)) {
            self.add_term(clause, term, How::Similar);
        }
        if clause.is_empty() {
            for stem in self.index.stems.similar_stems(script, letters, most) {
                for meaning in self.index.meanings_of_stem.get(stem) {
                    self.add_meaning(clause, *meaning, How::Similar);
                }
            }
        }
        if clause.is_empty() && word.is_last && letters.len() >= CONTINUED_FROM {
            for term in self.index.dictionary.similar(script, letters, (most, true)) {
                self.add_term(clause, term, How::Similar);
            }
        }
    }

    /// A term and what it means, also as the beginning of what an entry means.
    fn add_term(&self, clause: &mut Clause, term: Term, how: How) {
        self.add_run(clause, term, how);
        self.add_meanings_of(clause, term, how);
        if how != How::Exact
            && let Some(key) = self.index.shown.get(term as usize).and_then(|word| Key::of(word))
        {
            for (stem, _) in self.index.stems.stems_of(&key, MEANT_FROM) {
                for meaning in self.index.meanings_of_stem.get(stem) {
                    self.add_meaning(clause, *meaning, how);
                }
            }
        }
    }

    fn add_run(&self, clause: &mut Clause, term: Term, how: How) {
        clause.add((how, FoundBy::Term(term)), self.index.postings.run(term));
    }

    fn add_meanings_of(&self, clause: &mut Clause, term: Term, how: How) {
        let how = if how == How::Exact { How::Meaning } else { how };
        for meaning in self.index.meanings_of_term.get(term) {
            self.add_meaning(clause, *meaning, how);
        }
    }

    fn add_meaning(&self, clause: &mut Clause, meaning: u32, how: How) {
        let way = (how, FoundBy::Meaning(meaning));
        if let Some(Meaning::Value { facet: Facet::When, value }) =
            self.index.meanings.get(meaning as usize)
        {
            clause.add(way, self.at_moment(value));
        } else {
            let run = self.index.first_meaning.saturating_add(meaning);
            clause.add(way, self.index.postings.run(run));
        }
    }

    /// "Today" and "now" are no words of an offer: the calendar knows.
    fn at_moment<'b>(&'b self, value: &'b str) -> impl Iterator<Item = (Doc, u8)> + 'b {
        let (calendar, minute) = self.now;
        let holds = move |doc: &Doc| match value {
            "now" => calendar.is_now(*doc, minute),
            _ => calendar.is_today(*doc, minute),
        };
        let docs = 0..Doc::try_from(self.index.len()).unwrap_or(Doc::MAX);
        docs.filter(holds).map(|doc| (doc, Place::Value.bit()))
    }
}
