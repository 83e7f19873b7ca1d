//! Answers of the last minutes, so that "back" shows at once what was there, and the browser
//! finds the place in it again. Nothing of a conference is kept: there every answer may be
//! another one the next moment.

use crate::data::{Answer, Question};
use std::cell::RefCell;
use std::collections::VecDeque;

/// Most answers kept; each is a few ten kilobytes.
const MOST: usize = 12;
/// For how long an answer is good, in milliseconds.
const GOOD_FOR: f64 = 300_000.0;

struct Kept {
    question: Question,
    answer: Answer,
    at: f64,
}

thread_local! {
    static ANSWERS: RefCell<VecDeque<Kept>> = const { RefCell::new(VecDeque::new()) };
}

/// Keeps an answer.
pub(crate) fn remember(question: Question, answer: &Answer) {
    let is_of_conference = matches!(
        question,
        Question::Phone(..)
            | Question::Board(_)
            | Question::Results(_)
            | Question::Receipt(..)
            | Question::Organiser(_)
    );
    if is_of_conference || !answer.is_ok() {
        return;
    }
    let kept = Kept { question, answer: answer.clone(), at: js_sys::Date::now() };
    ANSWERS.with_borrow_mut(|answers| {
        answers.retain(|old| old.question != kept.question);
        answers.truncate(MOST - 1);
        answers.push_front(kept);
    });
}

/// The answer to the same question, if it is still good.
pub(crate) fn recall(question: &Question) -> Option<Answer> {
    let now = js_sys::Date::now();
    ANSWERS.with_borrow(|answers| {
        let kept = answers.iter().find(|kept| kept.question == *question)?;
        (now - kept.at < GOOD_FOR).then(|| kept.answer.clone())
    })
}
