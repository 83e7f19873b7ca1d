//! The server's use cases over a database, apart from requests and pages: finder, voting, live
//! states, recounts.
//!
//! Names neither axum nor `app`. SQL stands in `db` only, the clock is asked in `clock` only,
//! randomness is drawn in `secret` only. Only use cases announce changes, and only a
//! commit publishes them.

mod about;
mod changes;
pub mod clock;
pub mod db;
pub mod error;
pub mod finder;
pub mod import;
pub mod live;
mod qr;
mod readiness;
pub mod recount;
pub mod secret;
mod service;
mod tasks;
pub mod voting;

pub use about::Operator;
pub use service::{Service, Settings};
