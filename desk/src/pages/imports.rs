//! Imports: the list with the form to upload a file, and a file step by step.

mod columns;
mod list;
mod preview;
mod result;
mod steps;
mod values;

pub use columns::{ColumnRow, ColumnsPage, columns};
pub use list::{ImportList, PastImport, UndoConflict, WaitingFile, import_list};
pub use preview::{Defaults, Filter, PreviewPage, PreviewRow, RejectedLine, Shown, preview};
pub use result::{ResultPage, result};
pub use steps::FileHead;
pub use values::{ValueColumn, ValueRow, ValuesPage, values};

/// In a form: a value stays as it is, and doubtful.
pub const KEEP: &str = "";
/// In a form: a value that states nothing.
pub const NOTHING: &str = "-";
/// In a form: what a value means follows.
pub const MEANS: &str = "=";
