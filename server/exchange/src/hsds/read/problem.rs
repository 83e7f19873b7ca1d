//! Problems of the records of a file, with their positions.

use crate::limits::MAX_PROBLEMS;
use serde::{Deserialize, Serialize};
use shared::text::TextError;
use std::borrow::Cow;

/// An invalid field, because of which the record is rejected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordProblem {
    /// Position of the record in the file, from 1.
    pub record: usize,
    /// Name of the field.
    pub field: Cow<'static, str>,
    /// What is wrong.
    pub reason: RecordError,
}

/// What is wrong with a field of a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordError {
    /// It is required.
    #[error("missing")]
    Missing,
    /// Its text is too long or malformed.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A value that is not in our list.
    #[error("unknown value {0:?}")]
    Unknown(String),
    /// A town whose offers somebody else is responsible for.
    #[error("not a town of this editor")]
    ForeignTown,
    /// A duplicate of an earlier record.
    #[error("the same as record {0}")]
    Repeated(usize),
    /// The record does not have the structure of the specification.
    #[error("of another form: {0}")]
    Shape(String),
}

/// Problems found so far; reading continues to find more.
#[derive(Debug, Default)]
pub(super) struct RecordProblems(Vec<RecordProblem>);

impl RecordProblems {
    pub(super) fn note(&mut self, record: usize, field: &'static str, reason: RecordError) {
        if self.0.len() < MAX_PROBLEMS {
            self.0.push(RecordProblem { record, field: field.into(), reason });
        }
    }

    /// The problems, if any; there are none afterwards.
    pub(super) fn take(&mut self) -> Vec<RecordProblem> {
        std::mem::take(&mut self.0)
    }
}
