//! The index: a catalogue of offers made ready to be asked.
//!
//! Holds no offer, only their numbers (documents), words and filter values, and can be written
//! to one compact file and read again. What each part is stands in its own module; building
//! is in [`build`]: every distinct word is folded and split once, so it takes time in
//! proportion to the words of the catalogue.

mod build;
mod words;

pub use build::Source;

use super::compound::Splitter;
use super::counts::{Column, Lists};
use super::dictionary::Dictionary;
use super::key::Key;
use super::postings::{Doc, Postings};
use super::times::{Calendar, Day, SchoolFree, Times};
use super::vocabulary::Phrase;
use super::{Facet, filter};
use crate::id::OfferId;
use crate::language::UiLanguage;
use crate::offer::Position;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Grows with every change of the file's form.
const FORMAT: u32 = 1;

/// A catalogue made ready to be asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Index {
    format: u32,
    /// Ids of the offers, in the order that counts where nothing else decides.
    ids: Vec<OfferId>,
    pub(super) dictionary: Dictionary,
    /// By term: where it occurs. By meaning, after the terms: which offers have it.
    pub(super) postings: Postings,
    /// By term: the word as it was first met, for reasons.
    pub(super) shown: Vec<String>,
    /// By term: the meanings it has as a word of the vocabulary.
    pub(super) meanings_of_term: Lists,
    /// Beginnings of words that have a meaning; numbers of [`Self::meanings_of_stem`].
    pub(super) stems: Dictionary,
    pub(super) meanings_of_stem: Lists,
    /// Entries of several words with their meaning, sorted.
    pub(super) phrases: Vec<(Phrase, u32)>,
    pub(super) meanings: Vec<Meaning>,
    /// Run of postings of the first meaning.
    pub(super) first_meaning: u32,
    parts: BTreeSet<String>,
    #[serde(skip)]
    splitter: Splitter,
    pub(super) ignored: BTreeSet<Key>,
    /// The terms of ignored words, which nobody means who types their first letters.
    pub(super) ignored_terms: BTreeSet<u32>,
    columns: Vec<Column>,
    /// By offer: weekday and language of each of its times, where languages differ by time.
    pairs: Lists,
    times: Vec<Times>,
    positions: Vec<Option<Position>>,
    cities: BTreeMap<String, Position>,
    visible: Vec<(Day, Day)>,
    pub(super) verified: Vec<Option<Day>>,
}

/// What a word of the vocabulary stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Meaning {
    /// A thing people look for: its id, and what it is called by language.
    Concept {
        /// Identifier.
        id: String,
        /// By tag of the interface's language.
        label: BTreeMap<String, String>,
    },
    /// A value of a filter.
    Value {
        /// The filter.
        facet: Facet,
        /// The value.
        value: String,
    },
}

impl Meaning {
    /// What a concept is called; `None` for values, which the interface knows itself.
    pub fn label(&self, language: UiLanguage) -> Option<&str> {
        let Self::Concept { id, label } = self else { return None };
        let label = label.get(language.tag()).or_else(|| label.get(UiLanguage::De.tag()));
        Some(label.map_or(id.as_str(), String::as_str))
    }
}

/// Why a file is no index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Damaged, cut short, or something else altogether.
    #[error("not an index: {0}")]
    Damaged(String),
    /// Written by another version.
    #[error("an index of form {0}, not of {FORMAT}")]
    Format(u32),
}

/// Bytes of an index in memory, by part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IndexSize {
    /// Runs of offers by term.
    pub postings: usize,
    /// Values of filters.
    pub columns: usize,
}

impl Index {
    /// How many offers it knows.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it knows no offer.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The id of an offer.
    pub fn id(&self, doc: Doc) -> Option<&OfferId> {
        self.ids.get(doc as usize)
    }

    /// Its terms.
    pub fn terms(&self) -> usize {
        self.shown.len()
    }

    /// Bytes of its large parts in memory.
    pub fn size(&self) -> IndexSize {
        IndexSize {
            postings: self.postings.size(),
            columns: self.columns.iter().map(Column::size).sum(),
        }
    }

    /// When every offer takes place, seen from one day.
    pub fn calendar(&self, day: Day, school_free: &SchoolFree) -> Calendar {
        Calendar::new(&self.times, day, school_free)
    }

    /// The index as one compact file.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] where memory does not hold it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, IndexError> {
        postcard::to_allocvec(self).map_err(|error| IndexError::Damaged(error.to_string()))
    }

    /// Reads an index.
    ///
    /// # Errors
    /// [`IndexError`]; a damaged file is refused, or finds less, but never panics.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, IndexError> {
        let damaged = |error: postcard::Error| IndexError::Damaged(error.to_string());
        let (format, _) = postcard::take_from_bytes::<u32>(bytes).map_err(damaged)?;
        if format != FORMAT {
            return Err(IndexError::Format(format));
        }
        let mut index: Self = postcard::from_bytes(bytes).map_err(damaged)?;
        if index.columns.len() != Facet::ALL.len() {
            return Err(IndexError::Damaged("filters".to_owned()));
        }
        index.splitter = Splitter::new(index.parts.clone());
        Ok(index)
    }

    /// Values of a filter that occur, with what they are called where only records know it.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = (&str, &str)> {
        let column = self.column(facet);
        column.values.iter().map(String::as_str).zip(column.labels.iter().map(String::as_str))
    }

    pub(super) fn column(&self, facet: Facet) -> &Column {
        // There is a column for each: made so, and checked when read.
        &self.columns[facet as usize]
    }

    pub(super) fn pairs(&self, doc: Doc) -> &[u32] {
        self.pairs.get(doc)
    }

    pub(super) fn split<'a>(&self, word: &'a str) -> Vec<&'a str> {
        self.splitter.split(word)
    }

    /// Where an offer is: its venue, else the centre of its city.
    pub fn position(&self, doc: Doc) -> Option<Position> {
        self.positions.get(doc as usize).copied().flatten()
    }

    pub(super) fn position_of_city(&self, city: &str) -> Option<Position> {
        self.cities.get(city).copied()
    }

    /// Whether an offer says when it takes place.
    pub(super) fn has_times(&self, doc: Doc) -> bool {
        self.times.get(doc as usize).is_some_and(|times| *times != Times::default())
    }

    /// Whether an offer is shown on a day.
    pub(super) fn is_visible(&self, doc: Doc, day: Day) -> bool {
        self.visible.get(doc as usize).is_some_and(|(from, to)| (*from..=*to).contains(&day))
    }

    /// Metres from a position to an offer.
    pub fn metres(&self, from: Position, doc: Doc) -> Option<u32> {
        filter::metres(from, self.position(doc)?)
    }
}
