//! The status a page answers with: a page that finds nothing says 404 here.
//!
//! Knows no web server: the server puts a [`PageStatus`] into the context, in
//! the browser there is none and nothing happens.

use leptos::prelude::use_context;
use std::sync::Arc;

/// Where the server takes down the status of the page that is being rendered.
#[derive(Clone)]
pub struct PageStatus(Arc<dyn Fn(u16) + Send + Sync>);

impl PageStatus {
    /// `record` is called with the code of the last [`set_page_status`] as well as with all before.
    pub fn new(record: impl Fn(u16) + Send + Sync + 'static) -> Self {
        Self(Arc::new(record))
    }
}

/// Makes the page under way answer with `code`; without effect in the browser.
pub fn set_page_status(code: u16) {
    if let Some(PageStatus(record)) = use_context() {
        record(code);
    }
}
