//! The sheets of a workbook, cell by cell and within limits.
//!
//! A workbook is a compressed archive, and a few kilobytes can expand to gigabytes: a cell of 900
//! MB, a cell in the last of 17 billion positions, or a text shared by a million cells. Therefore
//! the archive is measured before it is parsed, and a sheet is never stored as a grid.

mod hidden;
mod marks;

use super::sheets::Sheet;
use super::{Row, Rows};
use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_TEXT};
use calamine::{Cell, Data, DataRef, Dimensions, Reader, SheetVisible, Xlsx, XlsxError};
use marks::Marks;
use std::io::{Cursor, Read, Write};
use zip::ZipArchive;
use zip::result::ZipError;

/// How a compound file begins: a workbook that is encrypted with a password, or one in the format
/// before XLSX under another name.
const COMPOUND_FILE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The sheets with their rows that are not empty; `is_first` for the first one only.
pub(super) fn sheets(content: &[u8], is_first: bool) -> Result<Vec<Sheet>, ReadError> {
    let mut marks = Marks::default();
    measure(content, &mut marks)?;
    // calamine 0.38 does not check for overflow when parsing cell names.
    std::panic::catch_unwind(|| read_sheets(content, is_first, &marks))
        .unwrap_or_else(|_| Err(ReadError::Table { reason: "damaged cell names".to_owned() }))
}

/// Decompresses everything into `scan` without keeping it, since the sizes stated in an archive can
/// be wrong.
pub(super) fn measure(content: &[u8], scan: &mut impl Write) -> Result<(), ReadError> {
    if content.starts_with(&COMPOUND_FILE) {
        return Err(ReadError::Protected);
    }
    let damaged = |error: ZipError| ReadError::Table { reason: error.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(damaged)?;
    let mut left = MAX_TEXT;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(damaged)?;
        let unpacked =
            std::io::copy(&mut file.take(left + 1), scan).map_err(|error| damaged(error.into()))?;
        left = left.checked_sub(unpacked).ok_or(ReadError::TooMuchText)?;
    }
    Ok(())
}

fn read_sheets(content: &[u8], is_first: bool, marks: &Marks) -> Result<Vec<Sheet>, ReadError> {
    let damaged = |error: XlsxError| ReadError::Table { reason: error.to_string() };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).map_err(damaged)?;
    let most = if is_first { 1 } else { usize::MAX };
    let metadata: Vec<_> = book.sheets_metadata().iter().take(most).cloned().collect();
    let hidden_rows = if marks.has_hidden { hidden::rows(content) } else { Vec::new() };
    let mut hidden_rows = hidden_rows.into_iter();
    let (mut sheets, mut left) = (Vec::new(), MAX_TEXT);
    for sheet in metadata {
        let hidden = hidden_rows.next().unwrap_or_default();
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            // A sheet of charts has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(damaged(error)),
        };
        let mut read = SheetRows { left, ..SheetRows::default() };
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            read.add(&cell)?;
        }
        drop(cells);
        let merged = if marks.has_merged {
            book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default()
        } else {
            Vec::new()
        };
        left = read.left;
        sheets.push(Sheet {
            name: Some(sheet.name),
            rows: read.into_rows(&merged)?,
            is_hidden: sheet.visible != SheetVisible::Visible,
            hidden_rows: hidden,
            guessed_encoding: None,
        });
    }
    if sheets.is_empty() { Err(ReadError::Empty) } else { Ok(sheets) }
}

/// The part of a sheet read so far.
#[derive(Default)]
struct SheetRows {
    rows: Rows,
    /// The row being read, counted from 0, and its cells with their columns.
    current: u32,
    cells: Vec<PlacedCell>,
    /// The first non-empty column: tables need not begin on the left.
    first_column: Option<usize>,
    /// Remaining bytes of text.
    left: u64,
}

struct PlacedCell {
    column: usize,
    text: String,
}

impl SheetRows {
    fn add(&mut self, cell: &Cell<DataRef<'_>>) -> Result<(), ReadError> {
        let (row, column) = cell.get_position();
        let text = cell_text(&Data::from(cell.get_value().clone())).trim().to_owned();
        if text.is_empty() {
            return Ok(());
        }
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return Err(ReadError::TooManyColumns { row: row as usize + 1 });
        }
        self.left = self.left.checked_sub(text.len() as u64).ok_or(ReadError::TooMuchText)?;
        if row != self.current {
            self.end_row()?;
            self.current = row;
        }
        self.first_column = Some(self.first_column.map_or(column, |first| first.min(column)));
        self.cells.push(PlacedCell { column, text });
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let width = self.cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
        let mut cells = vec![String::new(); width];
        for cell in self.cells.drain(..) {
            cells[cell.column] = cell.text;
        }
        self.rows.add(self.current as usize + 1, cells)
    }

    /// Rows by number, without empty columns on the left; a merged cell counts for all its rows.
    fn into_rows(mut self, merged: &[Dimensions]) -> Result<Vec<Row>, ReadError> {
        self.end_row()?;
        let (mut rows, first) = (self.rows.0, self.first_column.unwrap_or(0));
        rows.sort_by_key(|row| row.number);
        for region in merged.iter().filter(|region| region.start.0 < region.end.0) {
            self.left = fill_down(&mut rows, region, self.left)?;
        }
        for row in &mut rows {
            row.cells.drain(..first.min(row.cells.len()));
        }
        Ok(rows)
    }
}

/// Copies the first cell of a region into its other rows that have cells; gives the bytes of text
/// that are left.
fn fill_down(rows: &mut [Row], region: &Dimensions, left: u64) -> Result<u64, ReadError> {
    let (first, last) = (region.start.0 as usize + 1, region.end.0 as usize + 1);
    let column = region.start.1 as usize;
    let begin = rows.partition_point(|row| row.number < first);
    let end = rows.partition_point(|row| row.number <= last);
    let Some((head, others)) = rows.get_mut(begin..end).and_then(<[Row]>::split_first_mut) else {
        return Ok(left);
    };
    let text = head.cell(Some(column)).to_owned();
    if head.number != first || text.is_empty() {
        return Ok(left);
    }
    let copied = (text.len() as u64).saturating_mul(others.len() as u64);
    let left = left.checked_sub(copied).ok_or(ReadError::TooMuchText)?;
    for row in others {
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        if row.cells[column].is_empty() {
            row.cells[column].clone_from(&text);
        }
    }
    Ok(left)
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::DateTimeIso(text) => match text.split_once('T') {
            Some((day, time)) => day_and_time(day, time.get(..5).unwrap_or_default()),
            None => text.clone(),
        },
        Data::DateTime(moment) => match moment.as_f64() {
            days if moment.is_datetime() => spreadsheet_moment(days),
            other => other.to_string(),
        },
        Data::Empty => String::new(),
        // An error is no empty cell, which would clear what is held.
        Data::Error(error) => error.to_string(),
        other => other.to_string(),
    }
}

/// The ISO date of a spreadsheet's day number, counted from 1899-12-30, and the time given by its
/// fraction.
fn spreadsheet_moment(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "out of bounds becomes no date below")]
    let minutes = (days * MINUTES_A_DAY).round() as i64;
    let span = jiff::Span::new().try_minutes(minutes);
    let begin = jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0);
    let Ok(moment) = span.and_then(|span| begin.checked_add(span)) else { return String::new() };
    let time = format!("{:02}:{:02}", moment.hour(), moment.minute());
    day_and_time(&moment.date().to_string(), &time)
}

const MINUTES_A_DAY: f64 = 24.0 * 60.0;

/// Midnight means a date without a time.
pub(super) fn day_and_time(day: &str, time: &str) -> String {
    if matches!(time, "" | "00:00") { day.to_owned() } else { format!("{day} {time}") }
}

#[cfg(test)]
mod tests;
