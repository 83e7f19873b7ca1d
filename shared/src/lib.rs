//! Types and rules shared by the server and the phone.
//!
//! Nothing here reads a file or a clock, generates random numbers, or depends on a database, a
//! browser or a web framework: times and randomness are passed in. The crate builds for
//! `wasm32-unknown-unknown` unchanged.
#![warn(missing_docs)]

mod absent;
pub mod api;
mod backoff;
pub mod contact;
pub mod desk;
pub mod digest;
pub mod doubt;
pub mod error;
pub mod finder;
pub mod forms;
pub mod id;
pub mod language;
pub mod link;
pub mod live;
pub mod offer;
pub mod outbox;
pub mod provider;
pub mod search;
pub mod taxonomy;
pub mod text;
pub mod time;
pub mod voting;
