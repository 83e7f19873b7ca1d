//! Limits of a file.

/// Maximum file size in bytes.
pub const MAX_FILE: u64 = 50 * 1024 * 1024;
/// Maximum number of rows.
pub const MAX_ROWS: usize = 100_000;
/// Maximum number of columns: spreadsheet programs allow 16,384, no county's table has more than
/// 200.
pub const MAX_COLUMNS: usize = 1_000;
/// Maximum bytes of text in an unpacked workbook.
pub const MAX_TEXT: u64 = 100 * 1024 * 1024;
/// Most problems that are listed; a longer list is of no use.
pub const MAX_PROBLEMS: usize = 200;
