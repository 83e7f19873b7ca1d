//! What is wrong with a record of a file, and where it stands there.

use crate::limits::MAX_PROBLEMS;
use shared::text::TextError;

/// A field of a record that keeps the file from being taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordProblem {
    /// The record's place in the file, from 1.
    pub record: usize,
    /// Name of the field.
    pub field: &'static str,
    /// What is wrong.
    pub reason: RecordError,
}

/// What is wrong with a field of a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It must be there.
    #[error("missing")]
    Missing,
    /// Its text is too long or broken.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A value that is not in our list.
    #[error("unknown value {0:?}")]
    Unknown(String),
    /// The same record as an earlier one.
    #[error("the same as record {0}")]
    Repeated(usize),
    /// The record has another form than the specification says.
    #[error("of another form: {0}")]
    Shape(String),
}

/// Problems found so far; goes on to look for more.
#[derive(Debug, Default)]
pub(super) struct RecordProblems(Vec<RecordProblem>);

impl RecordProblems {
    pub(super) fn note(&mut self, record: usize, field: &'static str, reason: RecordError) {
        if self.0.len() < MAX_PROBLEMS {
            self.0.push(RecordProblem { record, field, reason });
        }
    }

    /// The problems, if there are any.
    pub(super) fn into_list(self) -> Vec<RecordProblem> {
        self.0
    }
}
