//! Columns: the filter values of every offer, as numbers.
//!
//! Each filter has a column with its values and, for each offer, a short list of value numbers.
//! Counting a filter is one pass over these lists.

use super::postings::Doc;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Number of a value within its filter.
pub(super) type Value = u16;

/// Lists of numbers, one for each offer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Lists {
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Default for Lists {
    fn default() -> Self {
        Self { starts: vec![0], numbers: Vec::new() }
    }
}

impl Lists {
    pub(super) fn push(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.numbers.extend(numbers);
        self.starts.push(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn get(&self, number: u32) -> &[u32] {
        let number = number as usize;
        self.starts
            .get(number)
            .zip(self.starts.get(number + 1))
            .and_then(|(from, to)| self.numbers.get(*from as usize..*to as usize))
            .unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(super) fn size(&self) -> usize {
        (self.starts.len() + self.numbers.len()) * size_of::<u32>()
    }
}

/// The values of one filter.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Column {
    /// Values as in an address, each once.
    pub(super) values: Vec<String>,
    /// Labels that only the records have; otherwise empty.
    pub(super) labels: Vec<String>,
    lists: Lists,
    /// Whether an offer without a value counts for every value.
    is_open: bool,
    #[serde(skip)]
    numbers: BTreeMap<String, Value>,
}

impl Column {
    pub(super) fn new(is_open: bool) -> Self {
        Self { is_open, ..Self::default() }
    }

    /// The number of a value; a new value is added.
    pub(super) fn intern(&mut self, value: &str, label: &str) -> Value {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = Value::try_from(self.values.len()).unwrap_or(Value::MAX);
        self.values.push(value.to_owned());
        self.labels.push(label.to_owned());
        self.numbers.insert(value.to_owned(), number);
        number
    }

    /// Adds the next offer's values.
    pub(super) fn push(&mut self, values: impl IntoIterator<Item = Value>) {
        let mut values: Vec<u32> = values.into_iter().map(u32::from).collect();
        values.sort_unstable();
        values.dedup();
        self.lists.push(values);
    }

    pub(super) fn number(&self, value: &str) -> Option<Value> {
        let place = self.values.iter().position(|known| known == value)?;
        Value::try_from(place).ok()
    }

    /// The values stated; none where the offer is open to all or nothing is stated.
    pub(super) fn stated(&self, doc: Doc) -> impl Iterator<Item = Value> + '_ {
        self.lists.get(doc).iter().map(|value| Value::try_from(*value).unwrap_or(Value::MAX))
    }

    /// Whether the offer has one of the marked values.
    pub(super) fn has_any(&self, doc: Doc, marked: &[bool]) -> bool {
        self.is_for_all(doc) || self.stated(doc).any(|value| is_marked(marked, value))
    }

    /// Number of offers.
    pub(super) fn len(&self) -> usize {
        self.lists.len()
    }

    /// Whether the offer counts for every value.
    pub(super) fn is_for_all(&self, doc: Doc) -> bool {
        self.is_open && self.lists.get(doc).is_empty()
    }

    pub(super) fn size(&self) -> usize {
        let texts = self.values.iter().chain(&self.labels).map(String::len).sum::<usize>();
        self.lists.size() + texts
    }
}

/// Whether a value is marked.
pub(super) fn is_marked(marked: &[bool], value: Value) -> bool {
    marked.get(usize::from(value)).copied().unwrap_or(false)
}

/// Counts by value.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    by_value: Vec<u32>,
    for_all: u32,
}

impl Tally {
    /// A tally for this many values.
    pub(super) fn new(values: usize) -> Self {
        Self { by_value: vec![0; values], for_all: 0 }
    }

    pub(super) fn add(&mut self, value: Value) {
        if let Some(count) = self.by_value.get_mut(usize::from(value)) {
            *count += 1;
        }
    }

    /// Counts an offer by its values in a column.
    pub(super) fn add_all(&mut self, column: &Column, doc: Doc) {
        if column.is_for_all(doc) {
            self.for_all += 1;
        } else {
            for value in column.stated(doc) {
                self.add(value);
            }
        }
    }

    pub(super) fn count(&self, value: Value) -> u32 {
        self.by_value.get(usize::from(value)).copied().unwrap_or(0) + self.for_all
    }
}
