//! Reading a file into a table of texts, whatever it was written with.
//!
//! CSV in UTF-8 or Windows-1252, parted by comma, semicolon or tab; XLSX, first sheet.

use super::{ImportError, MAX_FILE, MAX_ROWS};
use calamine::{Data, Reader, Xlsx};
use serde::de::DeserializeOwned;
use std::io::Cursor;
use std::path::Path;

/// A file by what its name says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `.csv`, `.txt` and `.tsv`.
    Csv,
    /// `.xlsx`.
    Xlsx,
    /// `.json`.
    Json,
}

/// A table with headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Headings as they stand there.
    pub headings: Vec<String>,
    /// Rows with at least one cell that is not empty.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number as the spreadsheet counts it; headings are row 1.
    pub number: usize,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell of a column; empty where the row is shorter or the column is not there.
    pub fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", String::as_str)
    }
}

/// Reads a file of at most [`MAX_FILE`] bytes.
///
/// # Errors
/// [`ImportError::Kind`], [`ImportError::TooLarge`], [`ImportError::Read`], [`ImportError::Empty`].
pub fn read(path: &Path) -> Result<(Kind, Vec<u8>), ImportError> {
    let kind = kind(path)?;
    let bytes = std::fs::metadata(path).map_err(ImportError::Read)?.len();
    if bytes > MAX_FILE {
        return Err(ImportError::TooLarge { bytes });
    }
    let content = std::fs::read(path).map_err(ImportError::Read)?;
    if content.trim_ascii().is_empty() { Err(ImportError::Empty) } else { Ok((kind, content)) }
}

fn kind(path: &Path) -> Result<Kind, ImportError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "csv" | "txt" | "tsv" => Ok(Kind::Csv),
        "xlsx" => Ok(Kind::Xlsx),
        "json" => Ok(Kind::Json),
        _ => Err(ImportError::Kind),
    }
}

/// Reads a table.
///
/// # Errors
/// [`ImportError::Encoding`], [`ImportError::Table`], [`ImportError::TooManyRows`],
/// [`ImportError::Empty`], [`ImportError::Kind`] for JSON.
pub fn table(kind: Kind, content: &[u8]) -> Result<Table, ImportError> {
    let lines = match kind {
        Kind::Csv => csv_lines(content)?,
        Kind::Xlsx => xlsx_lines(content)?,
        Kind::Json => return Err(ImportError::Kind),
    };
    let mut lines = lines
        .into_iter()
        .enumerate()
        .map(|(index, cells)| Row { number: index + 1, cells: trimmed(cells) })
        .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let headings = lines.next().ok_or(ImportError::Empty)?.cells;
    let rows: Vec<Row> = lines.take(MAX_ROWS + 1).collect();
    match rows.len() {
        0 => Err(ImportError::Empty),
        length if length > MAX_ROWS => Err(ImportError::TooManyRows),
        _ => Ok(Table { headings, rows }),
    }
}

fn trimmed(cells: Vec<String>) -> Vec<String> {
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Reads JSON of a given shape.
///
/// # Errors
/// [`ImportError::Encoding`], [`ImportError::Json`] with line and column.
pub fn json<T: DeserializeOwned>(content: &[u8]) -> Result<T, ImportError> {
    let text = std::str::from_utf8(content).map_err(|_| ImportError::Encoding)?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| ImportError::Json {
        line: error.line(),
        column: error.column(),
        reason: error.to_string(),
    })
}

fn csv_lines(content: &[u8]) -> Result<Vec<Vec<String>>, ImportError> {
    let text = decode(content)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| ImportError::Table { reason: error.to_string() })?;
        lines.push(record.iter().map(str::to_owned).collect());
    }
    Ok(lines)
}

/// UTF-8 where it is, Windows-1252 otherwise. UTF-16 and binary files hold NUL bytes or
/// become control characters, which no spreadsheet writes.
fn decode(content: &[u8]) -> Result<String, ImportError> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let text = match std::str::from_utf8(content) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(content).0.into_owned(),
    };
    let is_text = !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if is_text { Ok(text) } else { Err(ImportError::Encoding) }
}

/// The delimiter that the first line has most of, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut is_quoted = false;
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    for byte in first.bytes() {
        is_quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!is_quoted && byte == *delimiter);
        }
    }
    // The last of equals wins, so a line without any is read as comma-separated.
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}

fn xlsx_lines(content: &[u8]) -> Result<Vec<Vec<String>>, ImportError> {
    let table = |error: calamine::XlsxError| ImportError::Table { reason: error.to_string() };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).map_err(table)?;
    let sheet = book.worksheet_range_at(0).ok_or(ImportError::Empty)?.map_err(table)?;
    // A range begins with its first cell that holds something; rows are counted from the top.
    let above = sheet.start().map_or(0, |(row, _)| row as usize);
    let blank = std::iter::repeat_n(Vec::new(), above);
    Ok(blank.chain(sheet.rows().map(|row| row.iter().map(cell_text).collect())).collect())
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

/// The ISO date of a spreadsheet's day number, which counts from 1899-12-30, and the time
/// that its fraction stands for.
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

/// Midnight is how a spreadsheet says that it means the day.
fn day_and_time(day: &str, time: &str) -> String {
    if matches!(time, "" | "00:00") { day.to_owned() } else { format!("{day} {time}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn csv(content: &[u8]) -> Result<Table, ImportError> {
        table(Kind::Csv, content)
    }

    #[rstest]
    #[case("Stadt;Name\nMarl;Café, groß".as_bytes())]
    #[case("Stadt,Name\nMarl,\"Café, groß\"".as_bytes())]
    #[case("\u{feff}Stadt\tName\r\n\r\nMarl\tCafé, groß\r\n".as_bytes())]
    #[case(b"Stadt;Name\nMarl;Caf\xe9, gro\xdf")]
    fn csv_is_read_whatever_wrote_it(#[case] content: &[u8]) {
        let table = csv(content).unwrap();
        assert_eq!(table.headings, ["Stadt", "Name"]);
        assert_eq!(table.rows[0].cells, ["Marl", "Café, groß"]);
    }

    #[rstest]
    #[case(b"\xff\xfeS\0t\0a\0d\0t\0", "the file is no text in UTF-8 or Windows-1252")]
    #[case(b"Stadt;Name\n", "the file holds no rows")]
    #[case(b"\n ; \n", "the file holds no rows")]
    fn what_is_no_table_is_named(#[case] content: &[u8], #[case] error: &str) {
        assert_eq!(csv(content).unwrap_err().to_string(), error);
    }

    #[test]
    fn a_file_that_only_calls_itself_a_workbook_is_refused() {
        assert!(matches!(table(Kind::Xlsx, b"PK not really"), Err(ImportError::Table { .. })));
    }

    #[test]
    fn rows_keep_the_number_of_the_spreadsheet() {
        let table = csv("Stadt;Name\n;\nMarl;x".as_bytes()).unwrap();
        assert_eq!(table.rows[0].number, 3);
    }

    #[test]
    fn days_of_spreadsheets_become_dates() {
        assert_eq!(spreadsheet_moment(46_346.0), "2026-11-20");
        assert_eq!(spreadsheet_moment(46_346.604_166_666_7), "2026-11-20 14:30");
        assert_eq!(spreadsheet_moment(f64::MAX), "");
        let iso = |text: &str| cell_text(&Data::DateTimeIso(text.to_owned()));
        assert_eq!(iso("2026-11-20T14:30:00"), "2026-11-20 14:30");
        assert_eq!(iso("2026-11-20T00:00:00"), "2026-11-20");
        assert_eq!(iso("2026-11-20"), "2026-11-20");
    }
}
