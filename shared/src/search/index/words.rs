//! The words of a catalogue while its index is built: terms, postings, meanings.

use super::super::Facet;
use super::super::compound::CompoundSplitter;
use super::super::counts::{Column, Lists};
use super::super::dictionary::{Dictionary, Term};
use super::super::fold::{fold_word, gendered_base, tokens};
use super::super::key::Key;
use super::super::postings::{Doc, Place, Postings};
use super::super::vocabulary::{Pattern, Phrase, Vocabulary};
use super::Meaning;
use rustc_hash::FxBuildHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Collects the words of all offers.
pub(super) struct WordIndexBuilder {
    splitter: CompoundSplitter,
    terms: BTreeMap<Vec<u8>, Term>,
    shown: Vec<String>,
    runs: Vec<Vec<(Doc, u8)>>,
    /// Words as written, each with its range of [`Self::parts`].
    seen: HashMap<String, (u32, u32), FxBuildHasher>,
    /// Terms of the words as written: for each the word itself, then its parts.
    parts: Vec<Term>,
    /// Number of offers.
    docs: usize,
}

/// The words for concepts and filter values.
pub(super) struct WordSource<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) labels: &'a [(Facet, String, String)],
}

/// The finished word part of an index.
pub(super) struct WordIndex {
    pub(super) dictionary: Dictionary,
    pub(super) postings: Postings,
    pub(super) shown: Vec<String>,
    pub(super) meanings_of_term: Lists,
    pub(super) stems: Dictionary,
    pub(super) meanings_of_stem: Lists,
    pub(super) phrases: Vec<(Phrase, u32)>,
    pub(super) meanings: Vec<Meaning>,
    pub(super) first_meaning: u32,
    pub(super) splitter: CompoundSplitter,
}

impl WordIndexBuilder {
    pub(super) fn new(parts: BTreeSet<String>) -> Self {
        Self {
            splitter: CompoundSplitter::new(parts),
            terms: BTreeMap::new(),
            shown: Vec::new(),
            runs: Vec::new(),
            seen: HashMap::default(),
            parts: Vec::new(),
            docs: 0,
        }
    }

    /// Adds a text of an offer; offers must come in order.
    pub(super) fn add(&mut self, doc: Doc, text: &str, place: Place) {
        let part = if place == Place::Name { Place::NamePart } else { place };
        self.docs = doc as usize + 1;
        for token in tokens(text) {
            let (from, to) = match self.seen.get(token) {
                Some(stretch) => *stretch,
                None => self.intern(token),
            };
            for place_in_word in from..to {
                let term = self.parts[place_in_word as usize];
                let bit = if place_in_word == from { place.bit() } else { part.bit() };
                match self.runs[term as usize].last_mut() {
                    Some((last, mask)) if *last == doc => *mask |= bit,
                    _ => self.runs[term as usize].push((doc, bit)),
                }
            }
        }
    }

    /// Folds and splits a word on its first occurrence.
    fn intern(&mut self, token: &str) -> (u32, u32) {
        let length = |parts: &Vec<Term>| u32::try_from(parts.len()).unwrap_or(u32::MAX);
        let from = length(&self.parts);
        let terms = self.terms_of(token);
        self.parts.extend(terms);
        let stretch = (from, length(&self.parts));
        self.seen.insert(token.to_owned(), stretch);
        stretch
    }

    fn terms_of(&mut self, token: &str) -> Vec<Term> {
        let folded = fold_word(token);
        let Some(key) = Key::from_folded(&folded) else { return Vec::new() };
        let mut terms = vec![self.term(&key, token)];
        let parts: Vec<String> =
            self.splitter.split(&folded).into_iter().map(str::to_owned).collect();
        for part in parts.into_iter().chain(gendered_base(token).map(fold_word)) {
            if let Some(key) = Key::from_folded(&part) {
                terms.push(self.term(&key, &part));
            }
        }
        terms
    }

    /// The term of a key; a new key is added.
    fn term(&mut self, key: &Key, shown: &str) -> Term {
        let next = Term::try_from(self.runs.len()).unwrap_or(Term::MAX);
        let term = *self.terms.entry(key.entry()).or_insert(next);
        if term == next {
            self.shown.push(shown.to_owned());
            self.runs.push(Vec::new());
        }
        term
    }

    /// Terms that a pattern of the vocabulary matches.
    fn matching_terms(&self, pattern: &Pattern) -> Vec<Term> {
        let entry = pattern.key.entry();
        if !pattern.is_stem {
            return self.terms.get(&entry).copied().into_iter().collect();
        }
        self.terms
            .range(entry.clone()..)
            .take_while(|(key, _)| key.starts_with(&entry))
            .map(|(_, term)| *term)
            .collect()
    }

    /// Adds the offers in which a word of the vocabulary occurs, with the places.
    fn add_pattern(&self, pattern: &Pattern, masks: &mut PlaceMasks) {
        for term in self.matching_terms(pattern) {
            for (doc, mask) in &self.runs[term as usize] {
                masks.add(*doc, widened(*mask));
            }
        }
    }

    /// Adds the offers in which all words of a phrase occur in one place: all in the name or all
    /// in the description.
    fn add_phrase(&self, phrase: &Phrase, buffers: &mut PhraseBuffers) {
        let PhraseBuffers { masks, matched, next } = buffers;
        let Some((first, rest)) = phrase.0.split_first() else { return };
        if rest.is_empty() {
            self.add_pattern(first, masks);
            return;
        }
        self.add_pattern(first, matched);
        for pattern in rest {
            self.add_pattern(pattern, next);
            matched.intersect(next);
            next.clear();
        }
        for doc in &matched.docs {
            masks.add(*doc, matched.masks[*doc as usize]);
        }
        matched.clear();
    }

    pub(super) fn finish(self, source: &WordSource<'_>, columns: &[Column]) -> WordIndex {
        let mut vocabulary = Meanings::default();
        let mut meant: Vec<Vec<(Doc, u8)>> = Vec::new();
        let mut buffers = PhraseBuffers::new(self.docs);
        for concept in &source.vocabulary.concepts {
            let meaning = Meaning::Concept { id: concept.id.clone(), label: concept.label.clone() };
            let number = vocabulary.add(meaning);
            for entry in concept.words.values().flatten() {
                if let Some(phrase) = Phrase::parse(entry) {
                    self.add_phrase(&phrase, &mut buffers);
                    vocabulary.add_phrase(phrase, number);
                }
            }
            meant.push(buffers.masks.take());
        }
        for ((facet, value), words) in source.by_value() {
            let docs = docs_of_value(&columns[facet as usize], value);
            let number = vocabulary.add(Meaning::Value { facet, value: value.to_owned() });
            for entry in words {
                if let Some(phrase) = Phrase::parse(entry) {
                    vocabulary.add_phrase(phrase, number);
                }
            }
            meant.push(docs);
        }
        self.build(vocabulary, meant)
    }

    fn build(mut self, vocabulary: Meanings, meant: Vec<Vec<(Doc, u8)>>) -> WordIndex {
        let mut of_term: BTreeMap<Term, BTreeSet<u32>> = BTreeMap::new();
        for (key, meanings) in vocabulary.words {
            let shown = key.letters.clone();
            let term = self.term(&key, &shown);
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
        WordIndex {
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

/// Places by offer: an array as long as there are offers; clearing it costs only the entries used.
struct PlaceMasks {
    masks: Vec<u8>,
    docs: Vec<Doc>,
}

/// Buffers that are reused from phrase to phrase.
struct PhraseBuffers {
    /// Places of the concept so far.
    masks: PlaceMasks,
    /// Places that all words of the phrase so far have.
    matched: PlaceMasks,
    /// Places of the next word.
    next: PlaceMasks,
}

impl PhraseBuffers {
    fn new(docs: usize) -> Self {
        let [masks, matched, next] = [(); 3].map(|()| PlaceMasks::new(docs));
        Self { masks, matched, next }
    }
}

impl PlaceMasks {
    fn new(docs: usize) -> Self {
        Self { masks: vec![0; docs], docs: Vec::new() }
    }

    fn add(&mut self, doc: Doc, mask: u8) {
        let places = &mut self.masks[doc as usize];
        if *places == 0 && mask != 0 {
            self.docs.push(doc);
        }
        *places |= mask;
    }

    /// Drops the places that `other` does not have, and offers left without any.
    fn intersect(&mut self, other: &Self) {
        let masks = &mut self.masks;
        self.docs.retain(|doc| {
            let places = &mut masks[*doc as usize];
            *places &= other.masks[*doc as usize];
            *places != 0
        });
    }

    fn clear(&mut self) {
        for doc in self.docs.drain(..) {
            self.masks[doc as usize] = 0;
        }
    }

    /// Takes everything out, sorted.
    fn take(&mut self) -> Vec<(Doc, u8)> {
        self.docs.sort_unstable();
        let run = self.docs.iter().map(|doc| (*doc, self.masks[*doc as usize])).collect();
        self.clear();
        run
    }
}

/// A whole word of the name also counts as a part of it.
const fn widened(mask: u8) -> u8 {
    if mask & Place::Name.bit() == 0 { mask } else { mask | Place::NamePart.bit() }
}

/// Offers that state a value; being open to all does not count.
fn docs_of_value(column: &Column, value: &str) -> Vec<(Doc, u8)> {
    let Some(number) = column.number(value) else { return Vec::new() };
    (0..Doc::try_from(column.len()).unwrap_or(Doc::MAX))
        .filter(|doc| column.stated(*doc).any(|stated| stated == number))
        .map(|doc| (doc, Place::Value.bit()))
        .collect()
}

impl<'a> WordSource<'a> {
    /// Every value with its words. German as a spoken language is left out: nearly every offer has
    /// it, and a search for "German" is for courses.
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

    fn add_phrase(&mut self, mut phrase: Phrase, meaning: u32) {
        if phrase.0.len() > 1 {
            self.phrases.insert((phrase, meaning));
        } else if let Some(pattern) = phrase.0.pop() {
            // A stem is also a word, so that typing errors and prefixes find it.
            if pattern.is_stem {
                self.stems.entry(pattern.key.clone()).or_default().insert(meaning);
            }
            self.words.entry(pattern.key).or_default().insert(meaning);
        }
    }
}
