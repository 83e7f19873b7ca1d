//! Pages of an answer, and the address of the query.

use crate::api::Pairs;
use crate::search::{OfferQuery, PAGE_SIZE};

/// The pairs of a query's address without the page.
pub(super) fn pairs_of(query: &OfferQuery) -> Pairs {
    let pairs = query.on_page(1).to_pairs().into_iter();
    pairs.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The number of pages needed for this many entries.
pub(super) fn pages(total: usize) -> u32 {
    u32::try_from(total.div_ceil(PAGE_SIZE)).unwrap_or(u32::MAX)
}
