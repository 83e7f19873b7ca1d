//! What reading a cell gives: a value, and doubts about it.
//!
//! No word of a cell is dropped: it is part of the value, or of a doubt.

pub use shared::doubt::{Assumption, Doubt, DoubtReason};

/// A value as far as it was understood, and what an editor should look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellReading<T> {
    /// The value.
    pub value: T,
    /// Doubts, in the order of the words.
    pub doubts: Vec<Doubt>,
}

impl<T> CellReading<T> {
    /// A value without doubts.
    pub const fn sure(value: T) -> Self {
        Self { value, doubts: Vec::new() }
    }

    /// The same with another doubt.
    #[must_use]
    pub fn doubted(mut self, words: &str, reason: DoubtReason) -> Self {
        self.doubts.push(Doubt::new(words, reason));
        self
    }

    /// The same with more doubts.
    #[must_use]
    pub fn with(mut self, doubts: impl IntoIterator<Item = Doubt>) -> Self {
        self.doubts.extend(doubts);
        self
    }

    /// The same with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> CellReading<U> {
        CellReading { value: change(self.value), doubts: self.doubts }
    }
}

impl<T> CellReading<Option<T>> {
    /// A cell of which nothing was understood.
    pub fn unreadable(cell: &str) -> Self {
        Self::sure(None).doubted(cell, DoubtReason::Unreadable)
    }
}
