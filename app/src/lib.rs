//! Pages and components of Miteinander, for the server (`ssr`) and the browser (`hydrate`).
//!
//! Pages load data and arrange components; this crate names neither the web
//! server nor the database. The two features never meet in one build.

// The types of whole pages are nested deeper than the compiler looks by itself.
#![recursion_limit = "256"]
#![expect(
    clippy::needless_pass_by_value,
    reason = "components own their props, whether they take them apart or not"
)]

mod address;
#[cfg(feature = "ssr")]
pub mod assets;
#[cfg(feature = "hydrate")]
mod client;
mod components;
pub mod data;
pub mod error;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod i18n;
mod json;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod memory;
mod outbox;
mod pages;
#[cfg(feature = "ssr")]
pub mod print;
mod query;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "hydrate")]
pub mod start;
pub mod status;
#[cfg(feature = "hydrate")]
mod touch;
