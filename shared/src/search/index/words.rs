//! Words of a catalogue while its index is made: terms, postings, meanings.

use super::super::Facet;
use super::super::compound::Splitter;
use super::super::counts::{Column, Lists};
use super::super::dictionary::{Dictionary, Term};
use super::super::fold::{fold_word, tokens};
use super::super::key::Key;
use super::super::postings::{Doc, Place, Postings};
use super::super::vocabulary::{Pattern, Phrase, Vocabulary};
use super::Meaning;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words met so far.
pub(super) struct Entries {
    splitter: Splitter,
    terms: BTreeMap<Vec<u8>, Term>,
    keys: Vec<Key>,
    shown: Vec<String>,
    runs: Vec<Vec<(Doc, u8)>>,
    /// Terms of a word as written: itself, then its parts.
    seen: HashMap<String, Vec<Term>>,
}

/// What stands for what.
pub(super) struct Labels<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) labels: &'a [(Facet, String, String)],
}

/// All that an index knows of words.
pub(super) struct Known {
    pub(super) dictionary: Dictionary,
    pub(super) postings: Postings,
    pub(super) shown: Vec<String>,
    pub(super) meanings_of_term: Lists,
    pub(super) stems: Dictionary,
    pub(super) meanings_of_stem: Lists,
    pub(super) phrases: Vec<(Phrase, u32)>,
    pub(super) meanings: Vec<Meaning>,
    pub(super) first_meaning: u32,
    pub(super) splitter: Splitter,
}

impl Entries {
    pub(super) fn new(parts: BTreeSet<String>) -> Self {
        Self {
            splitter: Splitter::new(parts),
            terms: BTreeMap::new(),
            keys: Vec::new(),
            shown: Vec::new(),
            runs: Vec::new(),
            seen: HashMap::new(),
        }
    }

    /// Notes a text of an offer; offers come in order.
    pub(super) fn add(&mut self, doc: Doc, text: &str, place: Place) {
        let part = if place == Place::Name { Place::NamePart } else { place };
        for token in tokens(text) {
            if !self.seen.contains_key(token) {
                let terms = self.terms_of(token);
                self.seen.insert(token.to_owned(), terms);
            }
            let terms = self.seen.get(token).map_or(&[][..], Vec::as_slice);
            for (number, term) in terms.iter().enumerate() {
                let bit = if number == 0 { place.bit() } else { part.bit() };
                match self.runs[*term as usize].last_mut() {
                    Some((last, mask)) if *last == doc => *mask |= bit,
                    _ => self.runs[*term as usize].push((doc, bit)),
                }
            }
        }
    }

    fn terms_of(&mut self, token: &str) -> Vec<Term> {
        let folded = fold_word(token);
        let Some(key) = Key::of_folded(&folded) else { return Vec::new() };
        let mut terms = vec![self.term(key, token)];
        let parts: Vec<String> =
            self.splitter.split(&folded).into_iter().map(str::to_owned).collect();
        for part in parts {
            if let Some(key) = Key::of_folded(&part) {
                terms.push(self.term(key, &part));
            }
        }
        terms
    }

    /// The term of a key, which is made if it is new.
    fn term(&mut self, key: Key, shown: &str) -> Term {
        let next = Term::try_from(self.runs.len()).unwrap_or(Term::MAX);
        let term = *self.terms.entry(key.entry()).or_insert(next);
        if term == next {
            self.keys.push(key);
            self.shown.push(shown.to_owned());
            self.runs.push(Vec::new());
        }
        term
    }

    /// Terms that a pattern of the vocabulary means.
    fn meant(&self, pattern: &Pattern) -> Vec<Term> {
        let entry = pattern.key.entry();
        if !pattern.is_stem {
            return self.terms.get(&entry).copied().into_iter().collect();
        }
        let from = self.terms.range(entry.clone()..);
        from.take_while(|(key, _)| key.starts_with(&entry)).map(|(_, term)| *term).collect()
    }

    /// Offers in which an entry of the vocabulary occurs, with the places.
    fn occurrences(&self, phrase: &Phrase) -> BTreeMap<Doc, u8> {
        let mut patterns = phrase.0.iter().map(|pattern| {
            let mut docs: BTreeMap<Doc, u8> = BTreeMap::new();
            for term in self.meant(pattern) {
                for (doc, mask) in &self.runs[term as usize] {
                    *docs.entry(*doc).or_default() |= widened(*mask);
                }
            }
            docs
        });
        let first = patterns.next().unwrap_or_default();
        patterns.fold(first, |docs, other| {
            let both = docs.into_iter().filter_map(|(doc, mask)| {
                // All words in one place: both in the name, or both in the description.
                let mask = mask & other.get(&doc)?;
                (mask != 0).then_some((doc, mask))
            });
            both.collect()
        })
    }

    pub(super) fn finish(self, labels: &Labels<'_>, columns: &[Column]) -> Known {
        let mut vocabulary = Meanings::default();
        let mut meant: Vec<Vec<(Doc, u8)>> = Vec::new();
        for concept in &labels.vocabulary.concepts {
            let meaning = Meaning::Concept { id: concept.id.clone(), label: concept.label.clone() };
            let number = vocabulary.add(meaning);
            let mut docs: BTreeMap<Doc, u8> = BTreeMap::new();
            for entry in concept.words.values().flatten() {
                if let Some(phrase) = Phrase::read(entry) {
                    for (doc, mask) in self.occurrences(&phrase) {
                        *docs.entry(doc).or_default() |= mask;
                    }
                    vocabulary.note(phrase, number);
                }
            }
            meant.push(docs.into_iter().collect());
        }
        for ((facet, value), words) in labels.by_value() {
            let docs = docs_of_value(&columns[facet as usize], value);
            let number = vocabulary.add(Meaning::Value { facet, value: value.to_owned() });
            for entry in words {
                if let Some(phrase) = Phrase::read(entry) {
                    vocabulary.note(phrase, number);
                }
            }
            meant.push(docs);
        }
        self.known(vocabulary, meant)
    }

    fn known(mut self, vocabulary: Meanings, meant: Vec<Vec<(Doc, u8)>>) -> Known {
        let mut of_term: BTreeMap<Term, BTreeSet<u32>> = BTreeMap::new();
        for (key, meanings) in vocabulary.words {
            let shown = key.letters.clone();
            let term = self.term(key, &shown);
            of_term.entry(term).or_default().extend(meanings);
        }
        let mut meanings_of_term = Lists::default();
        let none = BTreeSet::new();
        for term in 0..self.runs.len() {
            let term = Term::try_from(term).unwrap_or(Term::MAX);
            meanings_of_term.push(of_term.get(&term).unwrap_or(&none).iter().copied());
        }
        let mut stems = BTreeMap::new();
        let mut meanings_of_stem = Lists::default();
        for (number, (key, meanings)) in (0..).zip(vocabulary.stems) {
            stems.insert(key.entry(), number);
            meanings_of_stem.push(meanings);
        }
        let mut postings = Postings::default();
        for run in self.runs {
            postings.push(run);
        }
        let first_meaning = u32::try_from(self.shown.len()).unwrap_or(u32::MAX);
        for run in meant {
            postings.push(run);
        }
        Known {
            dictionary: Dictionary::new(&self.terms),
            postings,
            shown: self.shown,
            meanings_of_term,
            stems: Dictionary::new(&stems),
            meanings_of_stem,
            phrases: vocabulary.phrases.into_iter().collect(),
            meanings: vocabulary.all,
            first_meaning,
            splitter: self.splitter,
        }
    }
}

/// A word of a name stands there no less than a part of one.
const fn widened(mask: u8) -> u8 {
    if mask & Place::Name.bit() == 0 { mask } else { mask | Place::NamePart.bit() }
}

/// Offers that have a value, said so and not by being open to all.
fn docs_of_value(column: &Column, value: &str) -> Vec<(Doc, u8)> {
    let Some(number) = column.number(value) else { return Vec::new() };
    let docs = 0..Doc::try_from(column.len()).unwrap_or(Doc::MAX);
    let with = docs.filter(|doc| column.stated(*doc).any(|stated| stated == number));
    with.map(|doc| (doc, Place::Value.bit())).collect()
}

impl<'a> Labels<'a> {
    /// Every value with its words. German spoken is none: nearly every offer has it, and
    /// whoever types "German" wants to learn it.
    fn by_value(&self) -> BTreeMap<(Facet, &'a str), Vec<&'a str>> {
        let mut words: BTreeMap<(Facet, &str), Vec<&str>> = BTreeMap::new();
        for value in &self.vocabulary.values {
            let all = value.words.values().flatten().map(String::as_str);
            words.entry((value.facet, &value.id)).or_default().extend(all);
        }
        for (facet, value, label) in self.labels {
            words.entry((*facet, value)).or_default().push(label);
        }
        let is_german = |facet, value: &str| facet == Facet::Language && value.starts_with("de");
        words.retain(|(facet, value), _| !is_german(*facet, value));
        words
    }
}

/// Meanings with the words that stand for them.
#[derive(Default)]
struct Meanings {
    all: Vec<Meaning>,
    words: BTreeMap<Key, BTreeSet<u32>>,
    stems: BTreeMap<Key, BTreeSet<u32>>,
    phrases: BTreeSet<(Phrase, u32)>,
}

impl Meanings {
    fn add(&mut self, meaning: Meaning) -> u32 {
        self.all.push(meaning);
        u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
    }

    fn note(&mut self, mut phrase: Phrase, meaning: u32) {
        if phrase.0.len() > 1 {
            self.phrases.insert((phrase, meaning));
        } else if let Some(pattern) = phrase.0.pop() {
            // A stem is also a word, so that typing errors and beginnings find it.
            if pattern.is_stem {
                self.stems.entry(pattern.key.clone()).or_default().insert(meaning);
            }
            self.words.entry(pattern.key).or_default().insert(meaning);
        }
    }
}
