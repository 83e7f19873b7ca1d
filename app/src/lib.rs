//! Pages and components of Miteinander, for the server (`ssr`) and the browser (`hydrate`).
//!
//! Pages load data and arrange components; this crate names neither the web
//! server nor the database. The two features never meet in one build.

#[cfg(feature = "ssr")]
pub mod assets;
pub mod i18n;
mod pages;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "hydrate")]
pub mod start;
pub mod status;
