//! Extractors: a handler's arguments, parsed from the request before the handler runs.
//!
//! Owns how a path, a query, cookies and bodies become typed values, and the error of each. What
//! the values mean is decided by use cases.

mod caller;
mod form;
mod json;
mod pairs;
mod path;
mod query;

pub(crate) use caller::{Participant, Visitor};
pub(crate) use form::{FormFields, PageLang};
pub(crate) use json::JsonBody;
pub(crate) use pairs::Pairs;
pub(crate) use path::{Code, Id};
pub(crate) use query::{Lang, SearchQuery, TextLang};
