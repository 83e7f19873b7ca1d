//! Cells that hold the error of a formula instead of a value.

/// Texts of errors in German and English spreadsheet programs.
const ERRORS: [&str; 15] = [
    "#n/a",
    "#nv",
    "#wert!",
    "#value!",
    "#bezug!",
    "#ref!",
    "#div/0!",
    "#name?",
    "#zahl!",
    "#num!",
    "#null!",
    "#überlauf!",
    "#spill!",
    "#getting_data",
    "#calc!",
];

/// Whether a cell holds such an error.
pub(crate) fn is_formula_error(cell: &str) -> bool {
    cell.starts_with('#') && ERRORS.contains(&cell.trim().to_lowercase().as_str())
}
