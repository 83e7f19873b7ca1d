//! Use cases of the finder: finding and showing offers, taking them in, handing them out.

pub(crate) mod catalogue;
mod exports;
mod facets;
mod imports;
mod lists;
mod maps;
mod offer_views;
mod offers;
mod providers;
mod reports;

pub use catalogue::SchoolFreeRange;
pub use exports::WholeExport;
pub use imports::Document;
