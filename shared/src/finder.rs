//! The finder as a whole: from a catalogue, a query, labels and a moment to what a page shows.
//!
//! Pure. The server keeps a catalogue in memory and queries it here; a phone without a network can
//! do the same.

mod cards;
mod catalogue;
mod date_query;
mod dates;
mod facets;
mod maps;
mod offers;
mod paging;
mod providers;
mod reader;

pub use cards::OfferAddress;
pub use catalogue::{Catalogue, Records, SchoolFreeRange};
pub use date_query::{DateQuery, DateScope};
pub use dates::{DateDay, DateEntry, DateList, DateTown, MAX_DATES, PERIOD};
pub use maps::{MapPoint, PlaceMap, PlaceTown};
pub use reader::{Labels, Now};

use reader::Reader;

/// A catalogue for one reader at one moment.
#[derive(Clone, Copy)]
pub struct Finder<'a> {
    catalogue: &'a Catalogue,
    reader: Reader<'a>,
    now: &'a Now,
}

impl<'a> Finder<'a> {
    /// Texts and the names of values are in the language of `labels`.
    pub fn new(catalogue: &'a Catalogue, labels: &'a dyn Labels, now: &'a Now) -> Self {
        Self { catalogue, reader: Reader { labels, taxonomy: &catalogue.taxonomy }, now }
    }
}
