//! Types and rules that the server and the phone have in common.
//!
//! Nothing here reads a file, asks a clock, draws a random number or knows a
//! database, a browser or a web framework: times and randomness are passed in.
//! The crate builds for `wasm32-unknown-unknown` as it stands.
#![warn(missing_docs)]

pub mod api;
pub mod contact;
pub mod digest;
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
