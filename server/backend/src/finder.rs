//! Use cases of the finder: finding and showing offers, taking them in, handing them out.

pub(crate) mod catalogue;
mod exports;
mod imports;
mod lists;
mod offers;
mod providers;
mod reports;

pub use exports::WholeExport;
pub use imports::Document;
