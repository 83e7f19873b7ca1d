//! Reading a file into a table of texts, independent of the program that wrote it.
//!
//! CSV in UTF-8 or Windows-1252, separated by comma, semicolon or tab; first sheet of XLSX.

mod document;
mod workbook;

pub use document::parse as json;

use crate::error::ReadError;
use crate::formula;
use crate::limits::{MAX_COLUMNS, MAX_FILE, MAX_ROWS};

/// An uploaded or local file.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// File name without folders.
    pub name: String,
    /// Content.
    pub content: Vec<u8>,
}

impl SourceFile {
    /// Its kind, by its file extension.
    ///
    /// # Errors
    /// [`ReadError::Kind`]; [`ReadError::TooLarge`] and [`ReadError::Empty`] for its content.
    pub fn kind(&self) -> Result<Kind, ReadError> {
        let kind = Kind::from_name(&self.name)?;
        let bytes = self.content.len() as u64;
        if bytes > MAX_FILE {
            return Err(ReadError::TooLarge { bytes });
        }
        if self.content.trim_ascii().is_empty() { Err(ReadError::Empty) } else { Ok(kind) }
    }

    /// Its name without the extension.
    pub fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(&self.name, |(stem, _)| stem)
    }
}

impl std::fmt::Debug for SourceFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SourceFile({:?}, {} bytes)", self.name, self.content.len())
    }
}

/// Kind of file, by file extension.
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
    /// Headings as written.
    pub headings: Vec<String>,
    /// Rows with at least one non-empty cell.
    pub rows: Vec<Row>,
    /// Where it was found.
    pub source: TableSource,
}

/// Where a table was found, and what of its file was not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableSource {
    /// Name of the encoding, where it was guessed.
    pub guessed_encoding: Option<&'static str>,
    /// Name of the sheet, where there are several.
    pub sheet: Option<String>,
    /// Number of rows above the headings.
    pub title_rows: usize,
    /// Numbers of hidden rows; they were read.
    pub hidden_rows: Vec<usize>,
    /// Names of hidden sheets; they were not read.
    pub hidden_sheets: Vec<String>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number in the spreadsheet; headings are row 1.
    pub number: usize,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell in a column; empty where the row is shorter or the column is missing.
    pub fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", String::as_str)
    }
}

impl Kind {
    /// The kind of a file by its extension.
    ///
    /// # Errors
    /// [`ReadError::Kind`].
    pub fn from_name(name: &str) -> Result<Self, ReadError> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "csv" | "txt" | "tsv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            "json" => Ok(Self::Json),
            _ => Err(ReadError::Kind),
        }
    }
}

/// Reads a table.
///
/// # Errors
/// [`ReadError::Encoding`], [`ReadError::Table`], [`ReadError::TooManyRows`],
/// [`ReadError::TooManyColumns`], [`ReadError::TooMuchText`], [`ReadError::Empty`],
/// [`ReadError::Kind`] for JSON.
pub fn table(kind: Kind, content: &[u8]) -> Result<Table, ReadError> {
    let mut rows = match kind {
        Kind::Csv => csv_rows(content)?,
        Kind::Xlsx => workbook::rows(content)?,
        Kind::Json => return Err(ReadError::Kind),
    }
    .into_iter();
    let headings = rows.next().ok_or(ReadError::Empty)?.cells;
    let table = Table { headings, rows: rows.collect(), source: TableSource::default() };
    if table.rows.is_empty() { Err(ReadError::Empty) } else { Ok(table) }
}

/// Rows read so far, within the limits; empty rows are skipped.
#[derive(Debug, Default)]
struct Rows(Vec<Row>);

impl Rows {
    fn add(&mut self, number: usize, cells: Vec<String>) -> Result<(), ReadError> {
        if cells.len() > MAX_COLUMNS {
            return Err(ReadError::TooManyColumns { row: number });
        }
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        // One of them contains the headings.
        if self.0.len() > MAX_ROWS {
            return Err(ReadError::TooManyRows);
        }
        self.0.push(Row { number, cells });
        Ok(())
    }
}

fn csv_rows(content: &[u8]) -> Result<Vec<Row>, ReadError> {
    let text = decode(content)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let (mut rows, mut record) = (Rows::default(), csv::StringRecord::new());
    let mut number = 0;
    while reader
        .read_record(&mut record)
        .map_err(|error| ReadError::Table { reason: error.to_string() })?
    {
        number += 1;
        let cells = record.iter().take(MAX_COLUMNS + 1).map(formula::unguard);
        rows.add(number, cells.map(str::to_owned).collect())?;
    }
    Ok(rows.0)
}

/// Decodes UTF-8, otherwise Windows-1252. UTF-16 and binary files contain NUL bytes or decode to
/// control characters, which spreadsheet programs never write.
fn decode(content: &[u8]) -> Result<String, ReadError> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let text = match std::str::from_utf8(content) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(content).0.into_owned(),
    };
    let is_text = !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if is_text { Ok(text) } else { Err(ReadError::Encoding) }
}

/// The most frequent delimiter in the first line, outside quotes.
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
    // `max_by_key` returns the last maximum, so a line without delimiters is comma-separated.
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn csv(content: &[u8]) -> Result<Table, ReadError> {
        table(Kind::Csv, content)
    }

    #[rstest]
    #[case("Stadt;Name\nMarl;Café, groß".as_bytes())]
    #[case("Stadt,Name\nMarl,\"Café, groß\"".as_bytes())]
    #[case("\u{feff}Stadt\tName\r\n\r\nMarl\tCafé, groß\r\n".as_bytes())]
    #[case(b"Stadt;Name\nMarl;Caf\xe9, gro\xdf")]
    fn csv_of_any_program_is_read(#[case] content: &[u8]) {
        let table = csv(content).unwrap();
        assert_eq!(table.headings, ["Stadt", "Name"]);
        assert_eq!(table.rows[0].cells, ["Marl", "Café, groß"]);
    }

    #[rstest]
    #[case(b"\xff\xfeS\0t\0a\0d\0t\0", "the file is no text in UTF-8 or Windows-1252")]
    #[case(b"Stadt;Name\n", "the file holds no rows")]
    #[case(b"\n ; \n", "the file holds no rows")]
    fn an_unreadable_table_is_named(#[case] content: &[u8], #[case] error: &str) {
        assert_eq!(csv(content).unwrap_err().to_string(), error);
    }

    #[test]
    fn a_file_with_the_wrong_extension_is_rejected() {
        assert!(matches!(table(Kind::Xlsx, b"PK not really"), Err(ReadError::Table { .. })));
    }

    #[test]
    fn rows_keep_the_number_of_the_spreadsheet() {
        let table = csv("Stadt;Name\n;\nMarl;x".as_bytes()).unwrap();
        assert_eq!(table.rows[0].number, 3);
    }

    #[test]
    fn an_endless_table_is_rejected_while_it_is_read() {
        let wide = format!("{}\nx", ";".repeat(MAX_COLUMNS));
        assert!(matches!(csv(wide.as_bytes()), Err(ReadError::TooManyColumns { row: 1 })));
        let long = "x\n".repeat(MAX_ROWS + 2);
        assert!(matches!(csv(long.as_bytes()), Err(ReadError::TooManyRows)));
        assert_eq!(csv(&long.as_bytes()[2..]).unwrap().rows.len(), MAX_ROWS);
    }

    #[rstest]
    #[case("a.ods", b"x", "files of this kind are not read")]
    #[case("csv", b"x", "files of this kind are not read")]
    #[case("A.CSV", b" \n", "the file holds no rows")]
    fn a_file_is_rejected_by_its_extension_and_where_it_is_empty(
        #[case] name: &str,
        #[case] content: &[u8],
        #[case] error: &str,
    ) {
        let file = SourceFile { name: name.to_owned(), content: content.to_vec() };
        assert_eq!(file.kind().unwrap_err().to_string(), error);
    }
}
