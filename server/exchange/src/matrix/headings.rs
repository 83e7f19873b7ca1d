//! Rows of headings, wherever they stand in a sheet and however often they are repeated.

use super::columns::Column;
use super::doubts::{At, DoubtKind, Finding, Ledger};
use crate::error::ReadError;
use crate::file::Row;

/// A row of headings.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// The column of each cell; `None` where the heading is unknown or empty.
    pub(super) columns: Vec<Option<Column>>,
    /// The headings as written, up to the last one that is not empty.
    pub(super) names: Vec<String>,
}

impl Headings {
    /// Whether this is a matrix that was written here, whose cells are read as they are.
    pub(super) fn is_own(&self) -> bool {
        self.has(Column::Number) && self.has(Column::References)
    }

    /// Whether a row may be headings below these: those of a matrix that was written here are
    /// repeated word by word only, since its texts may be anything.
    pub(super) fn may_be_followed_by(&self, row: &Row) -> bool {
        !self.is_own() || row.cells == self.names
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|one| *one == Some(column))
    }

    /// The heading of a column as written.
    pub(super) fn name(&self, column: Column) -> &str {
        let name = self.place(column).and_then(|place| self.names.get(place));
        name.map_or(column.heading(), String::as_str)
    }
}

/// Whether a row consists of headings, each of a column of its own and one of them that of
/// challenges. A single such cell counts, since a heading must not be voted on.
pub(super) fn is_headings(row: &Row) -> bool {
    let filled = || row.cells.iter().filter(|cell| !cell.is_empty());
    if !filled().any(|cell| Column::find(cell).is_some()) {
        return false;
    }
    let known = || filled().filter_map(|cell| Column::find(cell).or_else(|| Column::like(cell)));
    let mut columns: Vec<Column> = known().collect();
    columns.sort_unstable();
    columns.dedup();
    let is_alone = filled().count() == 1;
    columns.contains(&Column::Challenge)
        && (columns.len() > 1 || is_alone)
        && columns.len() * 2 >= filled().count()
}

/// The columns of a row of headings. The first of several for one column is taken.
///
/// # Errors
/// [`ReadError::DoubleColumn`] for the same heading twice.
pub(super) fn headings(
    row: &Row,
    sheet: Option<&str>,
    ledger: &mut Ledger<'_>,
) -> Result<Headings, ReadError> {
    let at = At { sheet: sheet.map(str::to_owned), row: row.number };
    let width = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let mut headings = Headings::default();
    for cell in row.cells.iter().take(width) {
        let exact = Column::find(cell);
        if exact.is_some_and(|column| headings.has(column)) {
            return Err(ReadError::DoubleColumn(cell.clone().into()));
        }
        let like = || Column::like(cell).filter(|column| !headings.has(*column));
        let column = exact.or_else(|| {
            let column = like()?;
            let finding = Finding::proposing(DoubtKind::Heading { column }, cell, column.heading());
            ledger.ask(&at, cell, finding).then_some(column)
        });
        if column.is_none() && !cell.is_empty() && !ledger.knows_column(&at, cell) {
            ledger.ask(&at, cell, Finding::new(DoubtKind::UnknownColumn, cell));
        }
        headings.columns.push(column);
        headings.names.push(cell.clone());
    }
    Ok(headings)
}
