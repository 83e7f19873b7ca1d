//! The first sheet of a workbook, cell by cell and within limits.
//!
//! A workbook is a compressed archive, and a few kilobytes can expand to gigabytes: a cell of 900
//! MB, a cell in the last of 17 billion positions, or a text shared by a million cells. Therefore
//! the archive is measured before it is parsed, and the sheet is never stored as a grid.

use super::{Row, Rows};
use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_TEXT};
use calamine::{Cell, Data, DataRef, Reader, Xlsx, XlsxError};
use std::io::{Cursor, Read, sink};
use zip::ZipArchive;
use zip::result::ZipError;

/// Non-empty rows of the first sheet.
pub(super) fn rows(content: &[u8]) -> Result<Vec<Row>, ReadError> {
    measure(content)?;
    // calamine 0.38 does not check for overflow when parsing cell names.
    std::panic::catch_unwind(|| read_sheet(content))
        .unwrap_or_else(|_| Err(ReadError::Table { reason: "damaged cell names".to_owned() }))
}

/// Decompresses everything without keeping it, since the sizes stated in an archive can be wrong.
fn measure(content: &[u8]) -> Result<(), ReadError> {
    let damaged = |error: ZipError| ReadError::Table { reason: error.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(damaged)?;
    let mut left = MAX_TEXT;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(damaged)?;
        let unpacked = std::io::copy(&mut file.take(left + 1), &mut sink())
            .map_err(|error| damaged(error.into()))?;
        left = left.checked_sub(unpacked).ok_or(ReadError::TooMuchText)?;
    }
    Ok(())
}

fn read_sheet(content: &[u8]) -> Result<Vec<Row>, ReadError> {
    let damaged = |error: XlsxError| ReadError::Table { reason: error.to_string() };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).map_err(damaged)?;
    let name = book.sheet_names().first().cloned().ok_or(ReadError::Empty)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut sheet = Sheet { left: MAX_TEXT, ..Sheet::default() };
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        sheet.add(&cell)?;
    }
    sheet.into_rows()
}

/// The part of a sheet read so far.
#[derive(Default)]
struct Sheet {
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

impl Sheet {
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

    /// Rows by number, without empty columns on the left.
    fn into_rows(mut self) -> Result<Vec<Row>, ReadError> {
        self.end_row()?;
        let (mut rows, first) = (self.rows.0, self.first_column.unwrap_or(0));
        for row in &mut rows {
            row.cells.drain(..first.min(row.cells.len()));
        }
        rows.sort_by_key(|row| row.number);
        Ok(rows)
    }
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
        Data::Empty | Data::Error(_) => String::new(),
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
fn day_and_time(day: &str, time: &str) -> String {
    if matches!(time, "" | "00:00") { day.to_owned() } else { format!("{day} {time}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tabelle1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

    /// A hand-written workbook with these cells and a text for them to share.
    fn workbook(cells: &str, shared: &str) -> Vec<u8> {
        let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
        let shared = format!("<sst><si><t>{shared}</t></si></sst>");
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", LINKS),
            ("xl/worksheets/sheet1.xml", &sheet),
            ("xl/sharedStrings.xml", &shared),
        ] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(content.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// A cell with an inline text.
    fn cell(name: &str, text: &str) -> String {
        format!(r#"<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    }

    fn row(number: u32, cells: &str) -> String {
        format!(r#"<row r="{number}">{cells}</row>"#)
    }

    #[test]
    fn rows_keep_their_numbers_at_any_position_of_the_table() {
        let head = row(3, &(cell("C3", "Stadt") + &cell("D3", "Name")));
        let first = row(7, &cell("D7", " Café "));
        let last = row(1_048_576, &cell("C1048576", "Marl"));
        let rows = rows(&workbook(&(head + &first + &last), "")).unwrap();
        let read: Vec<(usize, Vec<&str>)> = rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(String::as_str).collect()))
            .collect();
        let expected =
            [(3, vec!["Stadt", "Name"]), (7, vec!["", "Café"]), (1_048_576, vec!["Marl"])];
        assert_eq!(read, expected);
    }

    #[rstest]
    #[case::the_last_place(row(1, &cell("A1", "x")) + &row(1_048_576, &cell("XFD1048576", "x")))]
    #[case::a_column_that_overflows(row(1, &cell("ZZZZZZZZZZ1", "x")))]
    #[case::a_row_that_overflows(row(1, &cell("A99999999999", "x")))]
    #[case::no_row(row(1, &cell("A0", "x")))]
    #[case::no_name(row(1, &cell("ÄÖ", "x")))]
    #[case::a_row_of_its_own_kind(r#"<row r="-1"><c><v>1</v></c></row>"#.to_owned())]
    #[case::a_text_that_is_not_shared(row(1, r#"<c r="A1" t="s"><v>4000000000</v></c>"#))]
    fn a_damaged_cell_reference_is_rejected_without_a_crash(#[case] cells: String) {
        let read = rows(&workbook(&cells, ""));
        assert!(
            matches!(read, Err(ReadError::Table { .. } | ReadError::TooManyColumns { .. })),
            "{read:?}"
        );
    }

    #[test]
    fn a_formula_is_read_as_its_stored_value() {
        let formula =
            r#"<c r="A1"><f t="shared" si="4294967295" ref="A1:XFD1048576">1</f><v>7</v></c>"#;
        assert_eq!(rows(&workbook(&row(1, formula), "")).unwrap()[0].cells, ["7"]);
    }

    #[test]
    fn a_small_file_that_unpacks_to_too_much_is_rejected_unread() {
        let text = "x".repeat(usize::try_from(MAX_TEXT).unwrap());
        let file = workbook(&row(1, &cell("A1", &text)), "");
        assert!(file.len() < 1024 * 1024);
        assert!(matches!(rows(&file), Err(ReadError::TooMuchText)));
    }

    #[test]
    fn a_shared_text_counts_for_each_of_its_cells() {
        let cells: String =
            (1..=200).map(|n| row(n, &format!(r#"<c r="A{n}" t="s"><v>0</v></c>"#))).collect();
        let file = workbook(&cells, &"x".repeat(1024 * 1024));
        assert!(matches!(rows(&file), Err(ReadError::TooMuchText)));
        let few = workbook(&cells, "x");
        assert_eq!(rows(&few).unwrap().len(), 200);
    }

    #[test]
    fn day_numbers_become_dates() {
        assert_eq!(spreadsheet_moment(46_346.0), "2026-11-20");
        assert_eq!(spreadsheet_moment(46_346.604_166_666_7), "2026-11-20 14:30");
        assert_eq!(spreadsheet_moment(f64::MAX), "");
        let iso = |text: &str| cell_text(&Data::DateTimeIso(text.to_owned()));
        assert_eq!(iso("2026-11-20T14:30:00"), "2026-11-20 14:30");
        assert_eq!(iso("2026-11-20T00:00:00"), "2026-11-20");
        assert_eq!(iso("2026-11-20"), "2026-11-20");
    }
}
