//! Use cases of the finder: searching, showing, importing and exporting offers.

mod addresses;
mod calendar_cache;
pub mod care;
pub(crate) mod catalogue;
mod dates;
mod defaults;
pub(crate) mod desk_catalogue;
mod desk_offers;
pub mod editing;
mod exports;
mod imports;
pub(crate) mod intake;
mod list_editing;
mod offers;
mod providers;
mod public_pages;
mod query;
mod report_desk;
mod reports;
mod search_trial;
mod term_editing;
mod word_editing;

pub use dates::{DateFeed, FeedFormat, FeedRequest};
pub use exports::FullExport;
pub use imports::Document;
pub use intake::{
    ColumnReview, DefaultTerms, DoubtfulOffer, FilePreview, STAGED_DAYS, ValueReview,
};
pub use public_pages::PublicPages;
pub use report_desk::{AnswerCounts, ReportView};
