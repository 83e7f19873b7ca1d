//! A cache of recent answers: "back" shows the page at once, so that the browser can restore its
//! scroll position. The table of pages says which answers may be cached.

use crate::data::{Answer, ApiRequest};
use std::cell::RefCell;
use std::collections::VecDeque;

/// Most answers in the cache; each takes some tens of kilobytes.
const CAPACITY: usize = 12;
/// How long an answer stays valid, in milliseconds.
const TIME_TO_LIVE: f64 = 300_000.0;

struct Entry {
    request: ApiRequest,
    answer: Answer,
    stored_at: f64,
}

thread_local! {
    /// Newest first.
    static ENTRIES: RefCell<VecDeque<Entry>> = const { RefCell::new(VecDeque::new()) };
}

/// Stores the answer, unless it is an error or must not be cached.
pub(crate) fn insert(request: ApiRequest, answer: &Answer) {
    if !request.is_cacheable || !answer.is_ok() {
        return;
    }
    let entry = Entry { request, answer: answer.clone(), stored_at: js_sys::Date::now() };
    ENTRIES.with_borrow_mut(|entries| {
        entries.retain(|old| old.request != entry.request);
        entries.truncate(CAPACITY - 1);
        entries.push_front(entry);
    });
}

/// The answer to the same request, unless it has expired.
pub(crate) fn get(request: &ApiRequest) -> Option<Answer> {
    let now = js_sys::Date::now();
    ENTRIES.with_borrow(|entries| {
        let entry = entries.iter().find(|entry| entry.request == *request)?;
        (now - entry.stored_at < TIME_TO_LIVE).then(|| entry.answer.clone())
    })
}
