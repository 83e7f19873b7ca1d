//! Search quality: how often an engine finds the expected results.

use crate::queries::{Asked, Class};
use crate::run::Answer;
use serde::Serialize;
use std::collections::BTreeMap;

/// Number of results among which an expected one must be.
pub(crate) const FIRST: usize = 3;

/// Number of correct answers out of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Rate {
    pub(crate) right: usize,
    pub(crate) asked: usize,
}

impl Rate {
    /// The sum of both.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self { right: self.right + other.right, asked: self.asked + other.asked }
    }

    /// In percent, rounded down; 0 without questions.
    pub(crate) fn percent(self) -> usize {
        (self.right * 100).checked_div(self.asked).unwrap_or(0)
    }
}

/// Correct answers by class, for questions with words.
pub(crate) fn rates(asked: &[Asked], answers: &[Answer]) -> BTreeMap<Class, Rate> {
    let mut rates: BTreeMap<Class, Rate> = BTreeMap::new();
    for (asked, answer) in asked.iter().zip(answers).filter(|(asked, _)| asked.class.has_words()) {
        let rate = rates.entry(asked.class).or_default();
        rate.asked += 1;
        rate.right += usize::from(is_right(&asked.expect, answer));
    }
    rates
}

/// Whether one of the first results was expected, or there are none where none was expected.
fn is_right(expect: &[String], answer: &Answer) -> bool {
    if expect.is_empty() {
        return answer.total == 0;
    }
    let is_expected = |id: &String| expect.iter().any(|beginning| id.starts_with(beginning));
    answer.first.iter().take(FIRST).any(is_expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(first: &[&str]) -> Answer {
        let first: Vec<_> = first.iter().map(ToString::to_string).collect();
        Answer { total: first.len(), first }
    }

    #[test]
    fn a_right_result_is_one_of_the_first_three_that_begins_as_expected() {
        let expect = ["deutschkurs-".to_owned()];
        assert!(is_right(&expect, &answer(&["yoga", "deutschkurs-marl", "chor"])));
        assert!(!is_right(&expect, &answer(&["yoga", "chor", "theater", "deutschkurs-marl"])));
        assert!(!is_right(&expect, &answer(&[])));
    }

    #[test]
    fn two_of_three_are_66_percent() {
        let one = Rate { right: 1, asked: 1 };
        assert_eq!(one.and(Rate { right: 1, asked: 2 }).percent(), 66);
        assert_eq!(Rate::default().percent(), 0);
    }

    #[test]
    fn where_nothing_is_expected_any_result_is_wrong() {
        assert!(is_right(&[], &answer(&[])));
        assert!(!is_right(&[], &answer(&["yoga"])));
    }
}
