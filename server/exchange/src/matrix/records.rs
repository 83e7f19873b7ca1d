//! A matrix as texts: what was read before it is checked, and what is written.

use super::doubts::At;

/// Fields of action in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The fields.
    pub fields: Vec<MatrixField>,
}

/// A field of action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixField {
    /// Where it was read.
    pub at: At,
    /// Its name.
    pub name: String,
    /// Its challenges.
    pub challenges: Vec<MatrixChallenge>,
}

/// A challenge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixChallenge {
    /// Where it was read.
    pub at: At,
    /// The section of the field it belongs to.
    pub section: Option<String>,
    /// Its short title.
    pub short_title: Option<String>,
    /// The challenge.
    pub text: String,
    /// Votes it was given.
    pub votes: Option<u32>,
    /// Its goals.
    pub goals: Vec<MatrixGoal>,
    /// Its sub-challenges.
    pub parts: Vec<MatrixPart>,
    /// What stands beside it and is nothing of the above.
    pub notes: Option<String>,
}

/// A sub-challenge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixPart {
    /// Where it was read.
    pub at: At,
    /// The sub-challenge.
    pub text: String,
    /// Votes it was given.
    pub votes: Option<u32>,
}

/// A goal; without a text it holds measures that nobody gave a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixGoal {
    /// Where it was read.
    pub at: At,
    /// The goal.
    pub text: Option<String>,
    /// Its target group.
    pub audience: Option<String>,
    /// Its measures.
    pub measures: Vec<MatrixMeasure>,
}

/// A measure; any part of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixMeasure {
    /// Where it was read.
    pub at: At,
    /// The measure.
    pub text: Option<String>,
    /// Its target group, where it differs from the goal's.
    pub audience: Option<String>,
    /// First steps, one on each line.
    pub first_steps: Option<String>,
    /// Who is needed.
    pub stakeholders: Option<String>,
    /// What is needed.
    pub resources: Option<String>,
    /// Anything else.
    pub remarks: Option<String>,
    /// References to other places, as written.
    pub references: Vec<String>,
}

impl MatrixMeasure {
    /// Whether nothing but perhaps a target group is known of it.
    pub(super) fn is_empty(&self) -> bool {
        let texts =
            [&self.text, &self.first_steps, &self.stakeholders, &self.resources, &self.remarks];
        texts.into_iter().all(Option::is_none) && self.references.is_empty()
    }
}

/// Appends a text on a line of its own.
pub(super) fn append(to: &mut Option<String>, text: &str) {
    match to {
        Some(before) => {
            before.push('\n');
            before.push_str(text);
        }
        None => *to = Some(text.to_owned()),
    }
}
