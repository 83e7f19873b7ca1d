//! The finder's whole answer: a catalogue, a question, words and a moment become what a page
//! shows.
//!
//! Pure. The server keeps a catalogue in memory and asks it here; a phone without a network can
//! do the same.

mod cards;
mod catalogue;
mod facets;
mod maps;
mod offers;
mod providers;
mod reader;

pub use cards::OfferAddress;
pub use catalogue::{Catalogue, Records, SchoolFreeRange};
pub use reader::{Labels, Now};

use reader::Reader;

/// A catalogue as one reader sees it at one moment.
#[derive(Clone, Copy)]
pub struct Finder<'a> {
    catalogue: &'a Catalogue,
    reader: Reader<'a>,
    now: &'a Now,
}

impl<'a> Finder<'a> {
    /// Texts are picked for the language of `labels`, the names of values are taken from there.
    pub fn new(catalogue: &'a Catalogue, labels: &'a dyn Labels, now: &'a Now) -> Self {
        Self { catalogue, reader: Reader { labels, taxonomy: &catalogue.taxonomy }, now }
    }
}
