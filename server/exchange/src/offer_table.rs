//! The county's spreadsheet of offers: which cells make up a record, read and written.
//!
//! What stands in a cell is decided in `sheet`.

pub(crate) mod read;
pub(crate) mod write;
