//! The server's use cases over a database, independent of HTTP and pages: finder, voting, live
//! states, recounts.
//!
//! Depends on neither axum nor `app`. SQL is in `db` only, the clock is read in `clock` only,
//! random numbers are drawn in `secret` only. Only use cases announce changes, and only a commit
//! publishes them.

mod about;
pub mod accounts;
pub mod backup;
mod changes;
pub mod clock;
pub mod db;
mod disk_notice;
pub mod error;
mod expiry;
pub mod figures;
pub mod finder;
pub mod import;
pub mod legal;
pub mod legal_pages;
pub mod live;
pub mod mail;
mod metrics;
mod private_file;
mod qr;
mod readiness;
pub mod recount;
mod scrape;
pub mod secret;
mod service;
mod settings;
mod tasks;
pub mod voting;

pub use expiry::ExpiryReport;
pub use service::Service;
pub use settings::{CareSettings, Operator, Settings};
