//! Use cases of the finder: finding and showing offers, taking them in, handing them out.

mod asking;
pub(crate) mod catalogue;
mod exports;
mod imports;
mod lists;
mod offers;
mod providers;
mod reports;

pub use exports::WholeExport;
pub use imports::Document;
