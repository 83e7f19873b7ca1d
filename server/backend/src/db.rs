//! The database, and the only place with SQL.
//!
//! Two engines, one text per query: `on_db!` repeats a query for each. Every query function takes
//! a transaction, so a use case is one unit of work. SQL that cannot be written once for both
//! engines is in `dialect`. No rule is checked here; rows are converted from and to `shared` types.
//!
//! `error`, `pool`, `transaction`, `listener` and `database` are imported by their own names within
//! this folder; queries use the names below.

pub mod account_links;
pub mod accounts;
pub mod addresses;
pub mod audit;
pub(crate) mod backup;
pub mod ballot_log;
pub mod ballots;
mod bulk;
pub mod cards;
pub mod care_links;
mod column;
pub mod conference_accounts;
pub mod conference_cache;
pub mod conference_list;
pub mod conferences;
mod database;
pub mod demand;
mod dialect;
pub mod documents;
pub mod doubts;
mod error;
pub mod excluded_ballots;
pub mod exclusions;
pub mod failing_addresses;
pub mod field_checks;
mod fields;
pub mod imports;
mod listener;
mod lock;
pub mod mails;
pub mod matrix_imports;
mod notify;
pub mod offer_versions;
pub mod offers;
pub mod paper;
pub mod participants;
mod pool;
pub mod proposals;
pub mod providers;
pub mod reports;
pub mod residents;
mod round_row;
pub mod rounds;
pub mod sessions;
pub mod staged_files;
pub mod staged_matrices;
pub mod tally;
pub mod taxonomy;
mod transaction;
pub mod wordings;
pub mod worksheets;

pub use database::Db;
pub(crate) use database::PoolUsage;
pub use error::{CorruptValue, DbError};
pub(crate) use lock::with_suffix;
pub use lock::{DatabaseLock, LockError};
pub use pool::Pool;
pub(crate) use pool::sqlite_file;
pub use transaction::Tx;
pub(crate) use transaction::on_db;
