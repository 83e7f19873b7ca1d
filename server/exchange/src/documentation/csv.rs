//! One table as CSV.
//!
//! Nobody imports a result again, but many open it with a double click: a text that a spreadsheet
//! program would calculate gets an apostrophe in front. The workbook holds it as it is.

use super::grid::{Cell, Grid};
use crate::error::WriteError;
use crate::offer_table::write::encode_csv;

/// Characters a formula begins with, or that such programs leave out in front of one.
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
