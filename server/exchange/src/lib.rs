//! Formats: the bytes of a file become records, records become the bytes of a file.
//!
//! Pure: knows no database, no request and no clock; what is held already, the lists and the
//! moment come in as arguments. Reading and writing of a format stand side by side.

pub mod calendar;
pub mod conference;
pub mod documentation;
mod duplicates;
pub mod error;
pub mod file;
pub mod geojson;
pub mod hsds;
pub mod json_ld;
pub mod limits;
pub mod names;
mod occurrence;
mod offer_table;
pub mod offers;
pub mod problem;
mod problems;
pub mod records;
#[cfg(test)]
mod samples;
pub mod sheet;

pub use duplicates::{Duplicate, Twin};
