//! `OpenDocument` sheets, row by row and within limits.
//!
//! A row or cell can be repeated a million times by an attribute, so nothing is repeated that is
//! empty, and what is repeated counts towards the limits.

use super::Rows;
use super::sheets::Sheet;
use super::workbook::measure;
use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_ROWS, MAX_TEXT};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{BufReader, Cursor, sink};
use zip::ZipArchive;

/// The sheets with their rows that are not empty.
pub(super) fn sheets(content: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    measure(content, &mut sink())?;
    let damaged = |reason: String| ReadError::Table { reason };
    let mut archive =
        ZipArchive::new(Cursor::new(content)).map_err(|error| damaged(error.to_string()))?;
    let file = archive.by_name("content.xml").map_err(|error| damaged(error.to_string()))?;
    let mut reader = Reader::from_reader(BufReader::new(file));
    let (mut book, mut buffer) = (Book { left: MAX_TEXT, ..Book::default() }, Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(error.to_string()))? {
            Event::Start(tag) => book.start(&tag, false)?,
            Event::Empty(tag) => book.start(&tag, true)?,
            Event::End(tag) => book.end(tag.name().as_ref())?,
            Event::Text(text) => book.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => book.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => book.text(&referenced(&reference)),
            Event::Eof => break,
            _ => {}
        }
    }
    if book.sheets.is_empty() { Err(ReadError::Empty) } else { Ok(book.sheets) }
}

/// The part of the file read so far.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    /// Names of styles of tables that are not shown.
    hidden_styles: Vec<String>,
    style: String,
    rows: Rows,
    /// Number of the row being read.
    number: usize,
    row: OpenRow,
    cell: Option<OpenCell>,
    /// Cells of merged regions by column, and how many more rows they count for.
    merged: Vec<Merged>,
    /// Depth within an annotation, whose text is no text of the cell.
    notes: usize,
    /// Bytes of text that are left.
    left: u64,
}

#[derive(Default)]
struct OpenRow {
    repeated: usize,
    is_hidden: bool,
    cells: Vec<String>,
    /// Empty cells that were not stored yet.
    gap: usize,
}

struct OpenCell {
    repeated: usize,
    rows_spanned: usize,
    /// The value of a number or date, which the text only shows in some format.
    value: Option<String>,
    text: String,
    paragraphs: usize,
}

struct Merged {
    column: usize,
    text: String,
    rows: usize,
}

impl Book {
    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), ReadError> {
        match tag.name().as_ref() {
            "style:style" => self.style = attribute(tag, "style:name").unwrap_or_default(),
            "style:table-properties"
                if attribute(tag, "table:display").as_deref() == Some("false") =>
            {
                self.hidden_styles.push(self.style.clone());
            }
            "table:table" => self.start_table(tag),
            "table:table-row" => {
                let is_hidden =
                    attribute(tag, "table:visibility").is_some_and(|shown| shown != "visible");
                let repeated = count(tag, "table:number-rows-repeated");
                self.row = OpenRow { repeated, is_hidden, ..OpenRow::default() };
                if is_empty {
                    self.number = self.number.saturating_add(repeated);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(OpenCell::new(tag));
                if is_empty {
                    self.end_cell()?;
                }
            }
            "office:annotation" if !is_empty => self.notes += 1,
            "text:p" if self.notes == 0 => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "text:line-break" => self.text("\n"),
            "text:s" | "text:tab" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self, tag: &BytesStart<'_>) {
        let style = attribute(tag, "table:style-name").unwrap_or_default();
        self.sheets.push(Sheet {
            name: attribute(tag, "table:name"),
            is_hidden: self.hidden_styles.contains(&style),
            ..Sheet::default()
        });
        self.rows = Rows::default();
        self.number = 0;
        self.merged.clear();
    }

    fn text(&mut self, text: &str) {
        if self.notes == 0
            && let Some(cell) = &mut self.cell
            && cell.paragraphs > 0
        {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "office:annotation" => self.notes = self.notes.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => self.end_cell()?,
            "table:table-row" => self.end_row()?,
            "table:table" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.rows = std::mem::take(&mut self.rows).0;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let text = cell.value.unwrap_or(cell.text).trim().to_owned();
        if text.is_empty() {
            self.row.gap = self.row.gap.saturating_add(cell.repeated);
            return Ok(());
        }
        let width = self.row.cells.len().saturating_add(self.row.gap).saturating_add(cell.repeated);
        if width > MAX_COLUMNS {
            return Err(ReadError::TooManyColumns { row: self.number + 1 });
        }
        if cell.rows_spanned > 1 {
            let column = self.row.cells.len() + self.row.gap;
            self.merged.retain(|merged| merged.column != column);
            self.merged.push(Merged { column, text: text.clone(), rows: cell.rows_spanned });
        }
        let gap = std::mem::take(&mut self.row.gap);
        self.row.cells.extend(std::iter::repeat_n(String::new(), gap));
        self.row.cells.extend(std::iter::repeat_n(text, cell.repeated));
        Ok(())
    }

    /// Stores a row as often as it is repeated, where it is not empty.
    fn end_row(&mut self) -> Result<(), ReadError> {
        let row = std::mem::take(&mut self.row);
        let first = self.number + 1;
        self.number = self.number.saturating_add(row.repeated);
        let mut cells = row.cells;
        let is_empty = cells.iter().all(String::is_empty);
        for merged in &mut self.merged {
            if !is_empty && cells.len() <= merged.column {
                cells.resize(merged.column + 1, String::new());
            }
            if !is_empty && cells[merged.column].is_empty() {
                cells[merged.column].clone_from(&merged.text);
            }
            merged.rows = merged.rows.saturating_sub(row.repeated);
        }
        self.merged.retain(|merged| merged.rows > 0);
        if is_empty {
            return Ok(());
        }
        if row.repeated > MAX_ROWS {
            return Err(ReadError::TooManyRows { most: MAX_ROWS });
        }
        let bytes: u64 = cells.iter().map(|cell| cell.len() as u64).sum();
        let all = bytes.saturating_mul(row.repeated as u64);
        self.left = self.left.checked_sub(all).ok_or(ReadError::TooMuchText)?;
        for number in first..first + row.repeated {
            self.rows.add(number, cells.clone())?;
            if row.is_hidden
                && let Some(sheet) = self.sheets.last_mut()
            {
                sheet.hidden_rows.push(number);
            }
        }
        Ok(())
    }
}

impl OpenCell {
    fn new(tag: &BytesStart<'_>) -> Self {
        let value = match attribute(tag, "office:value-type").as_deref() {
            Some("float" | "percentage") => attribute(tag, "office:value"),
            Some("date") => attribute(tag, "office:date-value").map(|moment| day(&moment)),
            Some("boolean") => attribute(tag, "office:boolean-value"),
            _ => None,
        };
        Self {
            repeated: count(tag, "table:number-columns-repeated"),
            rows_spanned: count(tag, "table:number-rows-spanned"),
            value: value
                .filter(|_| attribute(tag, "calcext:value-type").as_deref() != Some("error")),
            text: String::new(),
            paragraphs: 0,
        }
    }
}

/// "2026-11-20T14:30:00" as in a workbook.
fn day(moment: &str) -> String {
    match moment.split_once('T') {
        Some((day, time)) => super::workbook::day_and_time(day, time.get(..5).unwrap_or_default()),
        None => moment.to_owned(),
    }
}

fn count(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The character of a reference such as `&amp;`.
fn referenced(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
