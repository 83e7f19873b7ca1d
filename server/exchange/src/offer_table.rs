//! The county's spreadsheet of offers: mapping between records and cells, in both directions.
//!
//! The format of single cells is in `sheet`.

pub(crate) mod read;
pub(crate) mod write;
