//! Answers of the last minutes, so that "back" shows at once what was there, and the browser
//! finds the place in it again. Which answers may be kept stands in the table of pages.

use crate::data::{Answer, ApiRequest};
use std::cell::RefCell;
use std::collections::VecDeque;

/// Most answers kept; each is a few ten kilobytes.
const MOST: usize = 12;
/// For how long an answer is good, in milliseconds.
const GOOD_FOR: f64 = 300_000.0;

struct Kept {
    request: ApiRequest,
    answer: Answer,
    at: f64,
}

thread_local! {
    static ANSWERS: RefCell<VecDeque<Kept>> = const { RefCell::new(VecDeque::new()) };
}

/// Keeps an answer.
pub(crate) fn remember(request: ApiRequest, answer: &Answer) {
    if !request.is_kept || !answer.is_ok() {
        return;
    }
    let kept = Kept { request, answer: answer.clone(), at: js_sys::Date::now() };
    ANSWERS.with_borrow_mut(|answers| {
        answers.retain(|old| old.request != kept.request);
        answers.truncate(MOST - 1);
        answers.push_front(kept);
    });
}

/// The answer to the same request, if it is still good.
pub(crate) fn recall(request: &ApiRequest) -> Option<Answer> {
    let now = js_sys::Date::now();
    ANSWERS.with_borrow(|answers| {
        let kept = answers.iter().find(|kept| kept.request == *request)?;
        (now - kept.at < GOOD_FOR).then(|| kept.answer.clone())
    })
}
