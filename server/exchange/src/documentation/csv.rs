//! One table as CSV.
//!
//! Results are never imported again, but often opened in a spreadsheet program: a text that it
//! would evaluate as a formula is prefixed with an apostrophe. The workbook contains it unchanged.

use super::grid::{Cell, Grid};
use crate::error::WriteError;
use crate::offer_table::write::encode_csv;

/// Characters that start a formula, or that spreadsheet programs skip before one.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub(super) fn encode(grid: &Grid) -> Result<Vec<u8>, WriteError> {
    let headings = grid.headings.iter().map(|heading| heading.words.clone()).collect();
    let lines = grid.lines.iter().map(|line| line.iter().map(text).collect());
    encode_csv(std::iter::once(headings).chain(lines))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) if text.starts_with(FORMULA) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
    }
}
