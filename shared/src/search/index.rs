//! The index: a catalogue of offers prepared for searching.
//!
//! Holds no offers, only their numbers (documents), words and filter values. It can be written to
//! one compact file and read back. Each part is described in its own module. Building it
//! ([`build`]) folds and splits every distinct word once, so the time is proportional to the
//! number of words in the catalogue.

mod build;
mod words;

pub use build::Source;

use super::compound::CompoundSplitter;
use super::contacts::ContactIndex;
use super::counts::{Column, Lists};
use super::dictionary::Dictionary;
use super::key::Key;
use super::postings::{Doc, Postings};
use super::times::{Calendar, Day, DaysOff, Times};
use super::vocabulary::Phrase;
use super::{Facet, distance};
use crate::id::OfferId;
use crate::language::UiLanguage;
use crate::offer::Position;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Incremented with every change of the file format.
const FORMAT: u32 = 4;

/// A catalogue prepared for searching.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Index {
    format: u32,
    /// Ids of the offers, in the order used to break ties.
    ids: Vec<OfferId>,
    pub(super) dictionary: Dictionary,
    /// By term: where it occurs. By meaning, after the terms: which offers have it.
    pub(super) postings: Postings,
    /// By term: the word as first encountered, for reasons.
    pub(super) shown: Vec<String>,
    /// By term: the meanings it has in the vocabulary.
    pub(super) meanings_of_term: Lists,
    /// Word beginnings that have a meaning; numbers of [`Self::meanings_of_stem`].
    pub(super) stems: Dictionary,
    pub(super) meanings_of_stem: Lists,
    /// Entries of several words with their meaning, sorted.
    pub(super) phrases: Vec<(Phrase, u32)>,
    pub(super) meanings: Vec<Meaning>,
    /// Postings run of the first meaning.
    pub(super) first_meaning: u32,
    parts: BTreeSet<String>,
    #[serde(skip)]
    splitter: CompoundSplitter,
    pub(super) ignored: BTreeSet<Key>,
    /// The terms of ignored words; a prefix never expands to them.
    pub(super) ignored_terms: BTreeSet<u32>,
    /// By street, number or address: which offers state it.
    pub(super) contacts: ContactIndex,
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
    /// Something people search for: its id and its label by language.
    Concept {
        /// Identifier.
        id: String,
        /// By tag of the interface language.
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
    /// The label of a concept; `None` for filter values, which the interface labels itself.
    pub fn label(&self, language: UiLanguage) -> Option<&str> {
        let Self::Concept { id, label } = self else { return None };
        label
            .get(language.tag())
            .or_else(|| label.get(UiLanguage::De.tag()))
            .or(Some(id))
            .map(String::as_str)
    }
}

/// Why a file is not a usable index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Damaged, truncated, or a different kind of file.
    #[error("not an index: {0}")]
    Damaged(String),
    /// Written by another version.
    #[error("an index of form {0}, not of {FORMAT}")]
    Format(u32),
}

/// Memory used by an index in bytes, by part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IndexSize {
    /// Postings.
    pub postings: usize,
    /// Filter values.
    pub columns: usize,
}

impl Index {
    /// Number of offers.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it has no offers.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The id of an offer.
    pub fn id(&self, doc: Doc) -> Option<&OfferId> {
        self.ids.get(doc as usize)
    }

    /// Number of terms.
    pub fn terms(&self) -> usize {
        self.shown.len()
    }

    /// Memory used by its large parts.
    pub fn size(&self) -> IndexSize {
        IndexSize {
            postings: self.postings.size(),
            columns: self.columns.iter().map(Column::size).sum(),
        }
    }

    /// When each offer takes place, as of one day.
    pub fn calendar(&self, day: Day, days_off: &DaysOff) -> Calendar {
        Calendar::new(&self.times, day, days_off)
    }

    /// Serialises the index to one compact file.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] where memory does not suffice.
    pub fn to_bytes(&self) -> Result<Vec<u8>, IndexError> {
        postcard::to_allocvec(self).map_err(|error| IndexError::Damaged(error.to_string()))
    }

    /// Reads an index from a file.
    ///
    /// # Errors
    /// [`IndexError`]; a damaged file is rejected or finds less, but never panics.
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
        index.splitter = CompoundSplitter::new(index.parts.clone());
        Ok(index)
    }

    /// Filter values that occur, with the labels that only records have.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = (&str, &str)> {
        let column = self.column(facet);
        column.values.iter().map(String::as_str).zip(column.labels.iter().map(String::as_str))
    }

    pub(super) fn column(&self, facet: Facet) -> &Column {
        // Every filter has a column: ensured by `new` and checked by `from_bytes`.
        &self.columns[facet as usize]
    }

    pub(super) fn pairs(&self, doc: Doc) -> &[u32] {
        self.pairs.get(doc)
    }

    pub(super) fn split<'a>(&self, word: &'a str) -> Vec<&'a str> {
        self.splitter.split(word)
    }

    /// Position of an offer: its venue, else the centre of its city.
    pub fn position(&self, doc: Doc) -> Option<Position> {
        self.positions.get(doc as usize).copied().flatten()
    }

    pub(super) fn position_of_city(&self, city: &str) -> Option<Position> {
        self.cities.get(city).copied()
    }

    pub(crate) fn times(&self, doc: Doc) -> Option<&Times> {
        self.times.get(doc as usize)
    }

    /// Whether an offer states when it takes place.
    pub(super) fn has_times(&self, doc: Doc) -> bool {
        self.times(doc).is_some_and(|times| *times != Times::default())
    }

    /// Whether an offer is shown on a day.
    pub(super) fn is_visible(&self, doc: Doc, day: Day) -> bool {
        self.visible.get(doc as usize).is_some_and(|(from, to)| (*from..=*to).contains(&day))
    }

    /// Distance in metres from a position to an offer.
    pub fn metres(&self, from: Position, doc: Doc) -> Option<u32> {
        distance::metres(from, self.position(doc)?)
    }
}
