//! Words of a query against the index: which offers each of them finds, and how well.
//!
//! The text falls into clauses: an entry of the vocabulary of several words, or one word. An
//! offer must answer every clause. For one word, in this order: the word itself, words that
//! begin with it, the same word in another script, what it means by the vocabulary; and only
//! where nothing is found yet, its parts as a compound, then words that are spelled alike.
//! A word that occurs nowhere is left out and named, as long as half of the words are found.

use super::Facet;
use super::dictionary::Term;
use super::fold::{fold_word, tokens};
use super::index::{Index, Meaning};
use super::key::Key;
use super::postings::{Doc, Place};
use super::reason::{How, Reason};
use super::times::{Calendar, Minute};
use super::vocabulary::MAX_PHRASE;

/// Words of a query that are looked at.
const MAX_WORDS: usize = 16;
/// Letters from which on a word's beginning stands for what it means.
const MEANT_FROM: usize = 3;
/// Letters from which on the beginning of a word in another script is enough.
const OTHER_SCRIPTS_FROM: usize = 5;
/// Letters from which on a word with typing errors may still be going on.
const CONTINUED_FROM: usize = 7;

/// How sure a way to find something is, in sixteenths. Chosen by hand on the query set.
const fn quality(how: How) -> u16 {
    match how {
        How::Exact => 16,
        How::OtherScript | How::Meaning => 14,
        How::Parts => 12,
        How::Beginning => 11,
        How::Similar => 7,
    }
}

/// A way in which a word found something.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    how: How,
    found: FoundBy,
}

#[derive(Clone, Copy, Debug)]
enum FoundBy {
    Term(Term),
    Meaning(u32),
    /// Several words at once.
    Words,
}

/// One word or phrase of the query, with what it finds.
#[derive(Debug)]
struct Clause {
    typed: String,
    candidates: Vec<Candidate>,
    hits: Hits,
}

/// For each offer the best way it was found: worth in the highest byte, then three bits of
/// place, then the number of the candidate. 0 for offers not found.
#[derive(Clone, Debug)]
struct Hits(Vec<u32>);

const CANDIDATE_BITS: u32 = 21;
const MAX_CANDIDATES: usize = (1 << CANDIDATE_BITS) - 1;

impl Hits {
    fn new(offers: usize) -> Self {
        Self(vec![0; offers])
    }

    fn note(&mut self, doc: Doc, place: Place, (how, candidate): (How, usize)) {
        self.note_worth(doc, place, (u32::from(place.weight() * quality(how)), candidate));
    }

    fn note_worth(&mut self, doc: Doc, place: Place, (worth, candidate): (u32, usize)) {
        let worth = worth.clamp(1, 0xff);
        let candidate = u32::try_from(candidate).unwrap_or(0) & ((1 << CANDIDATE_BITS) - 1);
        let packed = worth << 24 | (place as u32) << CANDIDATE_BITS | candidate;
        if let Some(best) = self.0.get_mut(doc as usize) {
            *best = (*best).max(packed);
        }
    }

    fn worth(&self, doc: Doc) -> u32 {
        self.0.get(doc as usize).map_or(0, |packed| packed >> 24)
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|packed| *packed == 0)
    }

    /// Place and candidate of an offer that was found.
    fn best(&self, doc: Doc) -> Option<(Place, usize)> {
        let packed = self.0.get(doc as usize).copied().filter(|packed| *packed != 0)?;
        let place = Place::of_number((packed >> CANDIDATE_BITS & 7) as u8);
        Some((place, (packed & ((1 << CANDIDATE_BITS) - 1)) as usize))
    }
}

/// A word as typed.
struct Word<'a> {
    typed: &'a str,
    key: Key,
    /// Whether it may still be going on: the last word of the text.
    is_last: bool,
}

/// A text against an index.
pub(super) struct TextMatch {
    clauses: Vec<Clause>,
    /// Words that occur nowhere.
    pub(super) unknown: Vec<String>,
    is_hopeless: bool,
}

impl TextMatch {
    pub(super) fn new(index: &Index, text: &str, now: (&Calendar, Minute)) -> Self {
        let words = words_of(index, text);
        let matcher = Matcher { index, now };
        let all = matcher.clauses(&words);
        let total = all.len();
        let (clauses, unknown): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|clause| !clause.hits.is_empty());
        let is_hopeless = clauses.len() * 2 < total;
        let unknown = unknown.into_iter().map(|clause| clause.typed).collect();
        Self { clauses, unknown, is_hopeless }
    }

    /// How well an offer answers the words; `None` where it does not.
    pub(super) fn score(&self, doc: Doc) -> Option<u32> {
        if self.is_hopeless {
            return None;
        }
        self.clauses.iter().try_fold(0, |score, clause| {
            let worth = clause.hits.worth(doc);
            (worth > 0).then_some(score + worth)
        })
    }

    /// Why an offer was found: one reason for each clause.
    pub(super) fn reasons(&self, index: &Index, doc: Doc) -> Vec<Reason> {
        let reason = |clause: &Clause| {
            let (place, candidate) = clause.hits.best(doc)?;
            let candidate = clause.candidates.get(candidate)?;
            let found = match candidate.found {
                FoundBy::Term(term) => index.shown.get(term as usize).cloned(),
                FoundBy::Meaning(_) | FoundBy::Words => None,
            };
            let meaning = match candidate.found {
                FoundBy::Meaning(meaning) => index.meanings.get(meaning as usize).cloned(),
                FoundBy::Term(_) | FoundBy::Words => None,
            };
            Some(Reason { typed: clause.typed.clone(), how: candidate.how, place, found, meaning })
        };
        self.clauses.iter().filter_map(reason).collect()
    }
}

fn words_of<'a>(index: &Index, text: &'a str) -> Vec<Word<'a>> {
    let keyed = tokens(text).filter_map(|typed| Some((typed, Key::of(typed)?)));
    let mut words: Vec<Word<'_>> =
        keyed.take(MAX_WORDS).map(|(typed, key)| Word { typed, key, is_last: false }).collect();
    if let Some(last) = words.last_mut() {
        // A word that says nothing may be the beginning of one that does.
        last.is_last = !index.ignored.contains(&last.key);
    }
    words
}

struct Matcher<'a> {
    index: &'a Index,
    now: (&'a Calendar, Minute),
}

impl Matcher<'_> {
    fn clauses(&self, words: &[Word<'_>]) -> Vec<Clause> {
        let says_something = |word: &Word<'_>| !self.index.ignored.contains(&word.key);
        let is_any_said = words.iter().any(says_something);
        let mut clauses: Vec<Clause> = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let length = if let Some((length, meanings)) = self.phrase(rest) {
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

    /// The longest entry of several words that begins here, with its meanings.
    fn phrase(&self, words: &[Word<'_>]) -> Option<(usize, Vec<u32>)> {
        (2..=MAX_PHRASE.min(words.len())).rev().find_map(|length| {
            let fits = |(phrase, meaning): &(super::vocabulary::Phrase, u32)| {
                let fits = phrase.0.len() == length
                    && phrase.0.iter().zip(words).all(|(pattern, word)| pattern.fits(&word.key));
                fits.then_some(*meaning)
            };
            let meanings: Vec<u32> = self.index.phrases.iter().filter_map(fits).collect();
            (!meanings.is_empty()).then_some((length, meanings))
        })
    }

    /// What the entry means, or what has all of its words.
    fn phrase_clause(&self, words: &[Word<'_>], meanings: &[u32]) -> Clause {
        let typed = words.iter().map(|word| word.typed).collect::<Vec<_>>().join(" ");
        let mut clause = self.empty_clause(&typed);
        for meaning in meanings {
            self.add_meaning(&mut clause, *meaning, How::Meaning);
        }
        let each: Vec<Clause> = words.iter().map(|word| self.word_clause(word)).collect();
        add_all_of(&mut clause, &each, How::Exact);
        clause
    }

    fn word_clause(&self, word: &Word<'_>) -> Clause {
        let mut clause = self.empty_clause(word.typed);
        self.add_word(&mut clause, word);
        if clause.hits.is_empty() {
            self.add_parts(&mut clause, word);
        }
        if clause.hits.is_empty() {
            self.add_similar(&mut clause, word);
        }
        clause
    }

    fn empty_clause(&self, typed: &str) -> Clause {
        let hits = Hits::new(self.index.len());
        Clause { typed: typed.to_owned(), candidates: Vec::new(), hits }
    }

    /// The word itself, its continuations, its likes in other scripts, its meanings.
    fn add_word(&self, clause: &mut Clause, word: &Word<'_>) {
        let dictionary = &self.index.dictionary;
        let key = &word.key;
        if let Some(term) = dictionary.exact(key) {
            self.add_term(clause, term, How::Exact);
            self.add_meanings_of(clause, term, How::Meaning);
        }
        for stem in self.index.stems.stems_of(key, MEANT_FROM) {
            for meaning in self.index.meanings_of_stem.get(stem) {
                self.add_meaning(clause, *meaning, How::Meaning);
            }
        }
        for term in dictionary.in_other_scripts(key) {
            self.add_term(clause, term, How::OtherScript);
            self.add_meanings_of(clause, term, How::OtherScript);
        }
        if word.is_last || key.letters.len() > 1 {
            for term in dictionary.beginning(key.script, &key.letters) {
                self.add_term(clause, term, How::Beginning);
                if key.letters.len() >= MEANT_FROM {
                    self.add_meanings_of(clause, term, How::Beginning);
                }
            }
        }
    }

    /// A compound that is not in the catalogue as one word: offers with all of its parts.
    fn add_parts(&self, clause: &mut Clause, word: &Word<'_>) {
        let folded = fold_word(word.typed);
        let parts = self.index.split(&folded);
        let each: Vec<Clause> = parts
            .iter()
            .filter_map(|part| {
                let word = Word { typed: part, key: Key::of_folded(part)?, is_last: false };
                let mut clause = self.empty_clause(part);
                self.add_word(&mut clause, &word);
                Some(clause)
            })
            .collect();
        add_all_of(clause, &each, How::Parts);
    }

    /// Words spelled alike: in the word's own script with typing errors, then continuations of
    /// such words, then the same beginning in another script.
    fn add_similar(&self, clause: &mut Clause, word: &Word<'_>) {
        let (dictionary, key) = (&self.index.dictionary, &word.key);
        let length = key.letters.len();
        let mut terms = dictionary.similar(key.script, &key.letters, false);
        if terms.is_empty() && word.is_last && length >= CONTINUED_FROM {
            terms = dictionary.similar(key.script, &key.letters, true);
        }
        if terms.is_empty() && length >= OTHER_SCRIPTS_FROM {
            let others = key.script.others().into_iter();
            terms = others.flat_map(|script| dictionary.beginning(script, &key.letters)).collect();
        }
        for term in terms {
            self.add_term(clause, term, How::Similar);
            self.add_meanings_of(clause, term, How::Similar);
        }
    }

    fn add_term(&self, clause: &mut Clause, term: Term, how: How) {
        let Some(candidate) = clause.candidate(how, FoundBy::Term(term)) else { return };
        for (doc, mask) in self.index.postings.run(term) {
            let place = Place::best(mask);
            clause.hits.note(doc, place, (how, candidate));
        }
    }

    fn add_meanings_of(&self, clause: &mut Clause, term: Term, how: How) {
        for meaning in self.index.meanings_of_term.get(term) {
            self.add_meaning(clause, *meaning, how);
        }
    }

    fn add_meaning(&self, clause: &mut Clause, meaning: u32, how: How) {
        let Some(candidate) = clause.candidate(how, FoundBy::Meaning(meaning)) else { return };
        if let Some(Meaning::Value { facet: Facet::When, value }) =
            self.index.meanings.get(meaning as usize)
        {
            self.add_moment(clause, value, (how, candidate));
            return;
        }
        let run = self.index.postings.run(self.index.first_meaning.saturating_add(meaning));
        for (doc, mask) in run {
            let place = Place::best(mask);
            clause.hits.note(doc, place, (how, candidate));
        }
    }

    /// "Today" and "now" are no words of an offer: the calendar knows.
    fn add_moment(&self, clause: &mut Clause, value: &str, way: (How, usize)) {
        let (calendar, minute) = self.now;
        for doc in 0..Doc::try_from(self.index.len()).unwrap_or(Doc::MAX) {
            let holds = match value {
                "now" => calendar.is_now(doc, minute),
                _ => calendar.is_today(doc, minute),
            };
            if holds {
                clause.hits.note(doc, Place::Name, way);
            }
        }
    }
}

impl Clause {
    /// The number of a new candidate; `None` where there are too many.
    fn candidate(&mut self, how: How, found: FoundBy) -> Option<usize> {
        if self.candidates.len() >= MAX_CANDIDATES {
            return None;
        }
        self.candidates.push(Candidate { how, found });
        Some(self.candidates.len() - 1)
    }
}

/// Adds the offers that all of several clauses found, worth their average.
fn add_all_of(clause: &mut Clause, each: &[Clause], how: How) {
    let Some(candidate) = clause.candidate(how, FoundBy::Words) else { return };
    let Ok(number) = u32::try_from(each.len()) else { return };
    if number == 0 {
        return;
    }
    for doc in 0..Doc::try_from(clause.hits.0.len()).unwrap_or(Doc::MAX) {
        let worth = each
            .iter()
            .map(|one| one.hits.worth(doc))
            .try_fold(0, |sum, worth| (worth > 0).then_some(sum + worth));
        let place = each.first().and_then(|one| one.hits.best(doc)).map(|(place, _)| place);
        if let (Some(sum), Some(place)) = (worth, place) {
            // A phrase that is known as one is the better reason where both are worth the same.
            let worth = sum / number * u32::from(quality(how)) / u32::from(quality(How::Exact));
            clause.hits.note_worth(doc, place, (worth.saturating_sub(1), candidate));
        }
    }
}
