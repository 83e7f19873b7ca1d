//! Extractors: what a handler takes from a request, read and checked before it runs.
//!
//! Owns how a path, a query, cookies and bodies become typed values, and which error each gives.
//! Decides nothing about these values; that is for use cases.

mod caller;
mod form;
mod fresh;
mod json;
mod pairs;
mod path;
mod query;

pub(crate) use caller::{Participant, Visitor};
pub(crate) use form::{FormFields, PageLang};
pub(crate) use fresh::Fresh;
pub(crate) use json::JsonBody;
pub(crate) use pairs::Pairs;
pub(crate) use path::{Code, Id};
pub(crate) use query::{Lang, OfferChoice, TextLang};
