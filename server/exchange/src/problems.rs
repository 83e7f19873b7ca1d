//! Invalid cells: reading continues, so that all of them are found at once.

use crate::error::ReadError;
use crate::limits::MAX_PROBLEMS;
use crate::problem::Problem;
use crate::sheet::CellError;
use std::borrow::Cow;

/// Problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    /// The value, or `None` after reporting the problem.
    pub(crate) fn note<T, E: Into<CellError>>(
        &mut self,
        row: usize,
        column: impl Into<Cow<'static, str>>,
        result: Result<T, E>,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                if self.0.len() < MAX_PROBLEMS {
                    self.0.push(Problem { row, column: column.into(), reason: error.into() });
                }
                None
            }
        }
    }

    /// The content if there were no problems.
    ///
    /// # Errors
    /// [`ReadError::Problems`].
    pub(crate) fn or_content<T>(self, content: T) -> Result<T, ReadError> {
        if self.0.is_empty() { Ok(content) } else { Err(ReadError::Problems(self.0)) }
    }
}
