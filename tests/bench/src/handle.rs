//! The interface to JavaScript.

use crate::answers::Answering;
use crate::moment::{TODAY, days_off, moment};
use shared::search::OfferQuery;
use shared::search::index::Index;
use shared::search::times::{Calendar, day_number};
use std::hint::black_box;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// An index with the day's calendar, ready for queries.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Handle {
    index: Index,
    calendar: Calendar,
}

/// Loads an index and builds its calendar.
///
/// # Errors
/// Where the bytes are not an index.
#[wasm_bindgen]
pub fn load(bytes: &[u8]) -> Result<Handle, JsError> {
    let index = Index::from_bytes(bytes)?;
    let calendar = index.calendar(day_number(TODAY), &days_off()?);
    Ok(Handle { index, calendar })
}

#[wasm_bindgen]
impl Handle {
    /// The number of offers that match a query, given as the pairs of an address: one line each,
    /// `name=value`, not encoded.
    ///
    /// # Errors
    /// Where a pair is invalid.
    pub fn find(&self, pairs: &str, minute: u16) -> Result<usize, JsError> {
        let query = OfferQuery::from_pairs(pairs_of(pairs))?;
        // The optimiser must not drop unused parts of the result.
        let found = black_box(self.index.find(&query, moment(&self.calendar, minute)));
        Ok(found.total)
    }
}

/// A catalogue, ready for whole answers.
#[derive(Debug)]
#[wasm_bindgen]
pub struct AnswerHandle(Answering);

/// Loads an index and its records, as JSON.
///
/// # Errors
/// Where the bytes are neither.
#[wasm_bindgen]
pub fn load_catalogue(index: &[u8], records: &str) -> Result<AnswerHandle, JsError> {
    let answering = Answering::new(serde_json::from_str(records)?, Index::from_bytes(index)?)?;
    Ok(AnswerHandle(answering))
}

#[wasm_bindgen]
impl AnswerHandle {
    /// The number of offers that match a query, after making the whole answer.
    ///
    /// # Errors
    /// As for [`Handle::find`].
    pub fn answer(&self, pairs: &str) -> Result<usize, JsError> {
        Ok(self.0.answer(&OfferQuery::from_pairs(pairs_of(pairs))?))
    }
}

/// The pairs of a text; values hold no line breaks.
fn pairs_of(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| line.split_once('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_a_line_split_at_the_first_equals_sign() {
        let pairs: Vec<_> = pairs_of("q=a=b & c\ncity=marl\n\nnothing").collect();
        assert_eq!(pairs, [("q", "a=b & c"), ("city", "marl")]);
    }
}
