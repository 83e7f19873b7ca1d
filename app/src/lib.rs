//! Pages and components of Miteinander, for the server (`ssr`) and the browser (`hydrate`).
//!
//! Pages load data and arrange components; this crate depends neither on the web server nor on the
//! database. The two features are never enabled in one build.

// The types of whole pages are nested deeper than the compiler's default limit.
#![recursion_limit = "256"]
#![expect(
    clippy::needless_pass_by_value,
    reason = "components own their props, whether they destructure them or not"
)]

mod address;
#[cfg(feature = "hydrate")]
mod answer_cache;
#[cfg(feature = "ssr")]
pub mod assets;
#[cfg(feature = "ssr")]
pub mod calendar;
#[cfg(feature = "ssr")]
pub mod care;
#[cfg(feature = "hydrate")]
mod client;
mod components;
pub mod data;
pub mod error;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "hydrate")]
mod haptics;
pub mod i18n;
mod json;
#[cfg(feature = "ssr")]
pub mod legal;
#[cfg(feature = "hydrate")]
mod live;
mod outbox;
mod pages;
#[cfg(feature = "ssr")]
pub mod print;
mod query;
#[cfg(feature = "hydrate")]
mod root_marks;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "hydrate")]
pub mod start;
pub mod status;
#[cfg(feature = "ssr")]
pub mod worksheets;
