//! Reading a file into a table of texts, independent of the program that wrote it.
//!
//! Delimited text in any encoding that spreadsheet programs write, XLSX, `OpenDocument` sheets.

mod delimited;
mod document;
mod encoding;
mod opendocument;
mod sheets;
mod workbook;

pub use document::parse as json;

use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_FILE, MAX_ROWS};
use crate::sheet::errors::is_formula_error;
use serde::{Deserialize, Serialize};
pub(crate) use sheets::Sheet;

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
    /// `.xlsx`, and `.xlsm` with its macros left out.
    Xlsx,
    /// `.ods`.
    Ods,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
            // Macros are not read.
            "xlsx" | "xlsm" => Ok(Self::Xlsx),
            "ods" => Ok(Self::Ods),
            "json" => Ok(Self::Json),
            _ => Err(ReadError::Kind),
        }
    }
}

/// Reads a table whose headings are in the first row of the first sheet; cells with the error of a
/// formula are empty.
///
/// # Errors
/// [`ReadError::Encoding`], [`ReadError::Table`], [`ReadError::TooManyRows`],
/// [`ReadError::TooManyColumns`], [`ReadError::TooMuchText`], [`ReadError::Empty`],
/// [`ReadError::Kind`] for JSON.
pub fn table(kind: Kind, content: &[u8]) -> Result<Table, ReadError> {
    let mut table = sheets::first_table(read_sheets(kind, content, None)?)?;
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if is_formula_error(cell) {
            cell.clear();
        }
    }
    Ok(table)
}

/// Reads the table of a file: of all visible sheets, the one with the row of which most cells are
/// headings, which may be below titles.
///
/// # Errors
/// See [`table`].
pub fn find_table(
    kind: Kind,
    content: &[u8],
    is_heading: &dyn Fn(&str) -> bool,
) -> Result<Table, ReadError> {
    sheets::best_table(read_sheets(kind, content, Some(is_heading))?, is_heading)
}

/// Visits the rows of the table of a file, its headings first, which may be below titles. CSV is read
/// row by row and may have any number of them; the visitor must limit it.
///
/// # Errors
/// See [`table`]; those of the visitor.
pub(crate) fn for_each_row(
    kind: Kind,
    content: &[u8],
    is_heading: &dyn Fn(&str) -> bool,
    visit: &mut dyn FnMut(Row) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    if kind == Kind::Csv {
        return delimited::for_each_row(content, is_heading, visit);
    }
    let table = find_table(kind, content, is_heading)?;
    visit(Row { number: 0, cells: table.headings })?;
    table.rows.into_iter().try_for_each(visit)
}

/// Reads all sheets; a text is one. `is_heading` finds its delimiter.
///
/// # Errors
/// See [`table`].
pub(crate) fn all_sheets(
    kind: Kind,
    content: &[u8],
    is_heading: &dyn Fn(&str) -> bool,
) -> Result<Vec<Sheet>, ReadError> {
    read_sheets(kind, content, Some(is_heading))
}

fn read_sheets(
    kind: Kind,
    content: &[u8],
    is_heading: Option<&dyn Fn(&str) -> bool>,
) -> Result<Vec<Sheet>, ReadError> {
    match kind {
        Kind::Csv => delimited::sheet(content, is_heading).map(|sheet| vec![sheet]),
        Kind::Xlsx => workbook::sheets(content, is_heading.is_none()),
        Kind::Ods => opendocument::sheets(content),
        Kind::Json => Err(ReadError::Kind),
    }
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
            return Err(ReadError::TooManyRows { most: MAX_ROWS });
        }
        self.0.push(Row { number, cells });
        Ok(())
    }
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
    #[case(b"\xff\xfeS\0t\0a\0d\0t\0;\0N\0a\0m\0e\0\n\0M\0a\0r\0l\0;\0C\0a\0f\0\xe9\0,\0 \0g\0r\0o\0\xdf\0")]
    #[case("sep=|\r\nStadt|Name\r\nMarl|Café, groß".as_bytes())]
    fn csv_of_any_program_is_read(#[case] content: &[u8]) {
        let table = csv(content).unwrap();
        assert_eq!(table.headings, ["Stadt", "Name"]);
        assert_eq!(table.rows[0].cells, ["Marl", "Café, groß"]);
    }

    #[rstest]
    #[case(b"\x00\x01\x02\x00\x00", "the file is no text in UTF-8 or Windows-1252")]
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
        assert!(matches!(csv(long.as_bytes()), Err(ReadError::TooManyRows { .. })));
        assert_eq!(csv(&long.as_bytes()[2..]).unwrap().rows.len(), MAX_ROWS);
    }

    #[test]
    fn a_workbook_with_a_password_is_named() {
        let protected = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 512]].concat();
        for kind in [Kind::Xlsx, Kind::Ods] {
            assert!(matches!(table(kind, &protected), Err(ReadError::Protected)), "{kind:?}");
        }
    }

    #[test]
    fn a_workbook_with_macros_is_a_workbook() {
        assert_eq!(Kind::from_name("Angebote.XLSM").unwrap(), Kind::Xlsx);
    }

    #[rstest]
    #[case("a.xls", b"x", "files of this kind are not read")]
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
