//! What was decided in the form of a review.

use crate::http::extract::Pairs;
use backend::db::staged_matrices::MatrixDecisions;
use backend::voting::MatrixReview;
use exchange::matrix::{Decision, Decisions, Doubt, DoubtKey};
use shared::id::ChallengeId;
use std::collections::BTreeMap;

/// Most characters of a text in place of doubtful words.
const MAX_OWN: usize = 2_000;
/// Begins the name of the choice what a new challenge is.
pub(super) const SAME: &str = "same-";

/// A form that was sent.
#[derive(Debug)]
pub(super) struct Posted {
    pub(super) decisions: MatrixDecisions,
    answers: BTreeMap<DoubtKey, Decision>,
}

impl Posted {
    pub(super) fn parse(fields: &Pairs) -> Self {
        let mut answers = BTreeMap::new();
        for (key, answer) in fields.with_prefix("doubt-") {
            let decision = if answer == "accept" { Decision::Accept } else { Decision::Decline };
            answers.insert(DoubtKey::new(key), decision);
        }
        for (key, text) in fields.with_prefix("own-") {
            let text = text.trim();
            if !text.is_empty() {
                let text = text.chars().take(MAX_OWN).collect();
                answers.insert(DoubtKey::new(key), Decision::Text(text));
            }
        }
        let mut doubts = Decisions::default();
        for (key, decision) in &answers {
            doubts.decide(key.clone(), decision.clone());
        }
        let same = fields
            .with_prefix(SAME)
            .filter_map(|(key, id)| Some((key.to_owned(), ChallengeId::parse(id).ok()?)));
        let decisions = MatrixDecisions {
            doubts,
            removed: fields.values("remove").map(str::to_owned).collect(),
            same: same.collect(),
            details: None,
        };
        Self { decisions, answers }
    }

    /// Whether the review was made with these answers.
    pub(super) fn is_shown_in(&self, review: &MatrixReview) -> bool {
        let is_answered = |doubt: &Doubt| match self.answers.get(&doubt.key) {
            None => doubt.own_text.is_none(),
            Some(Decision::Text(text)) => doubt.own_text.as_ref() == Some(text),
            Some(Decision::Accept) => doubt.is_accepted && doubt.own_text.is_none(),
            Some(Decision::Decline) => !doubt.is_accepted && doubt.own_text.is_none(),
        };
        let removed = review.gone.iter().map(|one| &one.gone).filter(|gone| gone.is_removed);
        let same = review.new.iter().filter_map(|new| Some((&new.key, new.same_as.as_ref()?)));
        review.doubts.iter().all(is_answered)
            && removed.map(|gone| &gone.key).eq(self.removed_of(review))
            && same.clone().count() == self.decisions.same.len()
            && same.into_iter().all(|(key, id)| self.decisions.same.get(key) == Some(id))
    }

    /// The records of a review that are to be removed, in its order.
    fn removed_of<'a>(&'a self, review: &'a MatrixReview) -> impl Iterator<Item = &'a String> {
        let keys = review.gone.iter().map(|one| &one.gone.key);
        keys.filter(|key| self.decisions.removed.contains(*key))
    }
}
