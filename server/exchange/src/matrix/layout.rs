//! Where a file has fields, headings and rows: a sheet for each field, names of fields above the
//! headings, or a column of fields.

use super::columns::{Column, key};
use super::doubts::{At, DoubtKind, Finding, Ledger};
use super::field_name::{FieldName, is_of_sheet, of_sheet};
use super::headings::{Headings, headings, is_headings};
use crate::error::ReadError;
use crate::file::{Row, Sheet};
use std::rc::Rc;

/// A line of a sheet.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// The name of a field; what follows belongs to it.
    Field(FieldLine),
    /// Headings of what follows.
    Headings(Rc<Headings>),
    /// A row with content.
    Row(&'a Row),
}

#[derive(Debug)]
pub(super) struct FieldLine {
    pub(super) row: usize,
    pub(super) name: String,
}

/// The lines of a sheet.
#[derive(Debug)]
pub(super) struct SheetLines<'a> {
    pub(super) sheet: Option<&'a str>,
    pub(super) lines: Vec<Line<'a>>,
    /// Columns that have content somewhere in the sheet.
    pub(super) used: Vec<Column>,
}

/// The lines of a file.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    pub(super) sheets: Vec<SheetLines<'a>>,
    /// Names of sheets without headings of a matrix.
    pub(super) unread_sheets: Vec<String>,
}

/// Divides the sheets into lines.
///
/// # Errors
/// [`ReadError::MissingColumn`] where no sheet has challenges; [`ReadError::DoubleColumn`].
pub(super) fn layout<'a>(
    sheets: &'a [Sheet],
    ledger: &mut Ledger<'_>,
) -> Result<Layout<'a>, ReadError> {
    let has_visible = sheets.iter().any(|sheet| !sheet.is_hidden);
    let is_matrix = |sheet: &&Sheet| sheet.rows.iter().any(is_headings);
    let (hidden, shown): (Vec<&Sheet>, Vec<&Sheet>) =
        sheets.iter().partition(|sheet| sheet.is_hidden && has_visible);
    let (matrices, others): (Vec<&Sheet>, Vec<&Sheet>) = shown.into_iter().partition(is_matrix);
    for sheet in hidden.iter().filter(|sheet| is_matrix(sheet)) {
        let name = sheet.name.as_deref().unwrap_or_default();
        let at = At { sheet: sheet.name.clone(), row: 0 };
        ledger.ask(&at, "", Finding::new(DoubtKind::HiddenSheet, name));
    }
    if matrices.is_empty() {
        return Err(ReadError::MissingColumn(Column::Challenge.heading()));
    }
    let has_several = matrices.len() > 1;
    let mut layout = Layout {
        unread_sheets: others.into_iter().filter_map(|sheet| sheet.name.clone()).collect(),
        ..Layout::default()
    };
    for sheet in matrices {
        let reader = SheetReader { sheet, has_several, field: None, is_marked: None };
        layout.sheets.push(reader.read(ledger)?);
    }
    Ok(layout)
}

struct SheetReader<'a> {
    sheet: &'a Sheet,
    /// Whether there are several sheets with a matrix, each named after its field.
    has_several: bool,
    /// The field so far.
    field: Option<String>,
    /// Whether names of fields are announced by a word or a number in this sheet.
    is_marked: Option<bool>,
}

impl<'a> SheetReader<'a> {
    fn read(mut self, ledger: &mut Ledger<'_>) -> Result<SheetLines<'a>, ReadError> {
        let (rows, name) = (&self.sheet.rows, self.sheet.name.as_deref());
        let mut lines: Vec<Line<'a>> = Vec::new();
        let mut used: Vec<Column> = Vec::new();
        let mut head: Option<Rc<Headings>> = None;
        let mut begin = 0;
        for (place, row) in rows.iter().enumerate() {
            let may_be = head.as_ref().is_none_or(|head| head.may_be_followed_by(row));
            if !may_be || !is_headings(row) {
                continue;
            }
            let next = Rc::new(headings(row, name, ledger)?);
            let above = self.rows_above(begin, place, head.as_deref());
            for row in &rows[begin..above] {
                if let Some(head) = &head {
                    note_used(&mut used, head, row);
                    lines.push(Line::Row(row));
                }
            }
            let found = self.lines_above(&rows[above..place], &next, head.is_none(), ledger);
            lines.extend(found);
            lines.push(Line::Headings(Rc::clone(&next)));
            head = Some(next);
            begin = place + 1;
        }
        for row in &rows[begin..] {
            if let Some(head) = &head {
                note_used(&mut used, head, row);
            }
            lines.push(Line::Row(row));
        }
        let names_field = |line: &Line<'_>| match line {
            Line::Field(_) => true,
            Line::Headings(head) => head.has(Column::Field),
            Line::Row(_) => false,
        };
        if !lines.iter().any(names_field) {
            return Err(ReadError::MissingColumn(Column::Field.heading()));
        }
        Ok(SheetLines { sheet: name, lines, used })
    }

    /// Where the lines with one cell begin that stand directly above headings.
    fn rows_above(&self, begin: usize, end: usize, head: Option<&Headings>) -> usize {
        let rows = self.sheet.rows.get(begin..end).unwrap_or_default();
        let has_column = head.is_some_and(|head| head.has(Column::Field));
        let lone = rows.iter().rev().take_while(|row| !has_column && is_lone(row)).count();
        end - lone
    }

    /// What lone lines above headings are: of the first ones one is the name of the field and the
    /// others are titles; of later ones the last may be a name, and the others are rows.
    fn lines_above(
        &mut self,
        rows: &'a [Row],
        head: &Headings,
        is_first: bool,
        ledger: &mut Ledger<'_>,
    ) -> Vec<Line<'a>> {
        if head.has(Column::Field) {
            return if is_first { Vec::new() } else { rows.iter().map(Line::Row).collect() };
        }
        let names: Vec<FieldName> = rows
            .iter()
            .map(|row| {
                let text = lone_text(row);
                if head.is_own() { FieldName::read_own(text) } else { FieldName::read(text) }
            })
            .collect();
        let marked = names.iter().position(|name| name.is_marked);
        let chosen = marked.or_else(|| self.unmarked(rows, is_first, ledger));
        let mut lines = Vec::new();
        for (place, (row, name)) in rows.iter().zip(names).enumerate() {
            let is_same = self.field.as_deref().is_some_and(|field| key(field) == key(&name.name));
            if chosen == Some(place) {
                self.is_marked.get_or_insert(name.is_marked);
                self.field = Some(name.name.clone());
                lines.push(Line::Field(FieldLine { row: row.number, name: name.name }));
            } else if !is_first && !is_same {
                lines.push(Line::Row(row));
            }
        }
        if is_first
            && chosen.is_none()
            && let Some(name) = self.sheet_field()
        {
            self.field = Some(name.clone());
            lines.push(Line::Field(FieldLine { row: 1, name }));
        }
        lines
    }

    /// Which of several lines is the name of a field, where none is announced as one.
    fn unmarked(&self, rows: &[Row], is_first: bool, ledger: &mut Ledger<'_>) -> Option<usize> {
        let last = rows.len().checked_sub(1)?;
        let sheet = self.sheet.name.as_deref().unwrap_or_default();
        if self.is_sheet_of_field() {
            let is_name = |row: &Row| is_first && is_of_sheet(lone_text(row), sheet);
            return rows.iter().position(is_name);
        }
        if is_first || self.is_marked != Some(true) {
            return Some(last);
        }
        let row = rows.get(last)?;
        let at = At { sheet: self.sheet.name.clone(), row: row.number };
        let finding = Finding::new(DoubtKind::FieldLine, lone_text(row));
        ledger.ask(&at, "", finding).then_some(last)
    }

    fn is_sheet_of_field(&self) -> bool {
        self.has_several && self.sheet_field().is_some()
    }

    fn sheet_field(&self) -> Option<String> {
        self.sheet.name.as_deref().and_then(of_sheet)
    }
}

/// Whether a row has one cell that is not empty.
fn is_lone(row: &Row) -> bool {
    row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1
}

fn lone_text(row: &Row) -> &str {
    row.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str)
}

fn note_used(used: &mut Vec<Column>, head: &Headings, row: &Row) {
    for (column, cell) in head.columns.iter().zip(&row.cells) {
        if let Some(column) = column.filter(|column| !cell.is_empty() && !used.contains(column)) {
            used.push(column);
        }
    }
}
