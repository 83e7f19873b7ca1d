//! The HTTP status of a page: one that finds nothing sets 404 here.
//!
//! Independent of the web server, which puts a [`PageStatus`] into the context; in the browser
//! there is none, and setting the status has no effect.

use leptos::prelude::use_context;
use std::sync::Arc;

/// Records the status of the page that is being rendered.
#[derive(Clone)]
pub struct PageStatus(Arc<dyn Fn(u16) + Send + Sync>);

impl PageStatus {
    /// `record` is called on every [`set_page_status`]; the last code wins.
    pub fn new(record: impl Fn(u16) + Send + Sync + 'static) -> Self {
        Self(Arc::new(record))
    }
}

/// Sets the status of the page that is being rendered; without effect in the browser.
pub fn set_page_status(code: u16) {
    if let Some(PageStatus(record)) = use_context() {
        record(code);
    }
}
