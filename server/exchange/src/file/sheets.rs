//! Which sheet and row of a file has the headings.

use super::{Row, Table, TableSource};
use crate::error::ReadError;

/// Rows in which headings are looked for.
pub(super) const HEAD: usize = 30;

/// A sheet of a file, or the only one of a text.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: Option<String>,
    /// Rows with at least one cell that is not empty.
    pub(crate) rows: Vec<Row>,
    pub(crate) is_hidden: bool,
    pub(crate) hidden_rows: Vec<usize>,
    pub(crate) guessed_encoding: Option<&'static str>,
}

/// The first sheet with its first row as headings.
pub(super) fn first_table(sheets: Vec<Sheet>) -> Result<Table, ReadError> {
    let sheet = sheets.into_iter().next().ok_or(ReadError::Empty)?;
    with_headings(sheet, 0)
}

/// The sheet and row with most headings, the first of equal ones. Hidden sheets are left out where
/// there are others.
pub(super) fn best_table(
    sheets: Vec<Sheet>,
    is_heading: &dyn Fn(&str) -> bool,
) -> Result<Table, ReadError> {
    let has_several = sheets.len() > 1;
    let has_visible = sheets.iter().any(|sheet| !sheet.is_hidden);
    let (hidden, shown): (Vec<Sheet>, Vec<Sheet>) =
        sheets.into_iter().partition(|sheet| sheet.is_hidden && has_visible);
    let found = shown.into_iter().map(|sheet| {
        let head = head(&sheet.rows, is_heading);
        (sheet, head)
    });
    // `max_by_key` returns the last maximum.
    let best = found.rev().max_by_key(|(_, head)| head.headings);
    let (mut sheet, head) = best.ok_or(ReadError::Empty)?;
    let name = sheet.name.take().filter(|_| has_several);
    let mut table = with_headings(sheet, head.place)?;
    table.source.sheet = name;
    table.source.hidden_sheets = hidden.into_iter().filter_map(|sheet| sheet.name).collect();
    Ok(table)
}

/// A row and how many of its cells are headings.
pub(super) struct Head {
    pub(super) place: usize,
    pub(super) headings: usize,
}

/// The row with most headings; the first row where fewer than two are known.
pub(super) fn head(rows: &[Row], is_heading: &dyn Fn(&str) -> bool) -> Head {
    let count =
        |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty() && is_heading(cell)).count();
    let counted =
        rows.iter().take(HEAD).enumerate().map(|(place, row)| Head { place, headings: count(row) });
    let best =
        counted.reduce(|best, other| if other.headings > best.headings { other } else { best });
    best.filter(|head| head.headings > 1).unwrap_or(Head { place: 0, headings: 0 })
}

fn with_headings(sheet: Sheet, place: usize) -> Result<Table, ReadError> {
    let mut rows = sheet.rows.into_iter().skip(place);
    let headings = rows.next().ok_or(ReadError::Empty)?.cells;
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return Err(ReadError::Empty);
    }
    let source = TableSource {
        guessed_encoding: sheet.guessed_encoding,
        sheet: None,
        title_rows: place,
        hidden_rows: sheet.hidden_rows,
        hidden_sheets: Vec::new(),
    };
    Ok(Table { headings, rows, source })
}
