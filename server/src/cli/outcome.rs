//! How far a command got, as an exit status.

use std::process::ExitCode;

/// How far a command that did not fail got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Everything was done.
    Done,
    /// Rows of an import were left.
    RowsLeft,
    /// A mapping of columns has to be confirmed before anything is imported.
    MappingUnconfirmed,
}

impl Outcome {
    /// 1 is a failure, 2 an error in the arguments.
    pub(super) fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::RowsLeft => ExitCode::from(3),
            Self::MappingUnconfirmed => ExitCode::from(4),
        }
    }
}
