//! What JavaScript can call.

use crate::moment::{TODAY, moment, school_free};
use shared::search::OfferQuery;
use shared::search::index::Index;
use shared::search::times::{Calendar, day_number};
use std::hint::black_box;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// An index with the day's calendar, ready to be asked.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Handle {
    index: Index,
    calendar: Calendar,
}

/// Reads an index and makes its calendar.
///
/// # Errors
/// Where the bytes are no index.
#[wasm_bindgen]
pub fn load(bytes: &[u8]) -> Result<Handle, JsError> {
    let index = Index::from_bytes(bytes)?;
    let calendar = index.calendar(day_number(TODAY), &school_free()?);
    Ok(Handle { index, calendar })
}

#[wasm_bindgen]
impl Handle {
    /// Offers that answer a query, which comes as the pairs of an address: a line each,
    /// `name=value`, nothing encoded.
    ///
    /// # Errors
    /// Where a pair cannot be.
    pub fn find(&self, pairs: &str, minute: u16) -> Result<usize, JsError> {
        let query = OfferQuery::from_pairs(pairs_of(pairs))?;
        // Nothing of the answer may be left out because nobody reads it.
        let found = black_box(self.index.find(&query, moment(&self.calendar, minute)));
        Ok(found.total)
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
    fn a_pair_ends_with_its_line_and_its_name_with_the_first_sign() {
        let pairs: Vec<_> = pairs_of("q=a=b & c\ncity=marl\n\nnothing").collect();
        assert_eq!(pairs, [("q", "a=b & c"), ("city", "marl")]);
    }
}
