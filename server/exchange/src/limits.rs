//! What a file may hold at most.

/// Largest file that is read, in bytes.
pub const MAX_FILE: u64 = 20 * 1024 * 1024;
/// Most rows of a table.
pub const MAX_ROWS: usize = 100_000;
/// Most columns of a table: a spreadsheet program ends at 16,384, no county's table beyond 200.
pub const MAX_COLUMNS: usize = 1_000;
/// Most bytes of text in a workbook when it is unpacked.
pub const MAX_TEXT: u64 = 100 * 1024 * 1024;
/// Most problems that are listed; nobody reads on after that.
pub const MAX_PROBLEMS: usize = 200;
