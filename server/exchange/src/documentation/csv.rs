//! One table as CSV.

use super::grid::{Cell, Grid};
use crate::error::WriteError;
use crate::offer_table::write::encode_csv;

pub(super) fn encode(grid: &Grid) -> Result<Vec<u8>, WriteError> {
    let headings = grid.headings.iter().map(|heading| heading.words.clone()).collect();
    let lines = grid.lines.iter().map(|line| line.iter().map(text).collect());
    encode_csv(std::iter::once(headings).chain(lines))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    }
}
