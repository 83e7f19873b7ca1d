//! File formats: parsing bytes into records, and encoding records as bytes.
//!
//! Pure: has no access to a database, a request or a clock; existing records, lists and the moment
//! are arguments. Reading and writing of a format are side by side.

pub mod addresses;
pub mod atom;
pub mod calendar;
pub mod conference;
pub mod difference;
pub mod documentation;
mod duplicates;
pub mod error;
pub mod figure;
pub mod file;
mod formula;
pub mod geojson;
pub mod hsds;
pub mod json_ld;
pub mod limits;
pub mod mapping;
pub mod matrix;
pub mod names;
pub mod occurrence;
pub mod offer_form;
mod offer_table;
pub mod offers;
pub mod overview;
pub mod problem;
mod problems;
pub mod public_fields;
pub mod record_file;
pub mod records;
pub mod rejected;
pub mod residents;
#[cfg(test)]
mod samples;
pub mod sheet;
mod word;
pub mod word_difference;

pub use duplicates::{Duplicate, OfferRef, find_duplicates_within};
