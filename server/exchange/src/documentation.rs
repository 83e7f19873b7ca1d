//! The documentation of a conference as a file.
//!
//! Pure: turns the documentation into bytes, with all texts in the reader's language. CSV and
//! workbook share the same columns, the Word document has the tables of the page. The printable
//! document consists of page components and is not made here.

mod columns;
mod csv;
mod docx;
pub(crate) mod grid;
mod overview;
mod row_height;
mod sheet_columns;
mod sheets;
pub(crate) mod workbook;

use crate::error::WriteError;
use i18n::I18n;
use jiff::civil::Date;
use shared::api::Documentation;

/// File formats of a documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Table in the text format of German spreadsheet programs: UTF-8, semicolons.
    Csv,
    /// Workbook.
    Xlsx,
    /// Word document.
    Docx,
    /// The full data, for other programs.
    Json,
}

/// The documentation in a file format, dated on this day.
///
/// # Errors
/// [`WriteError`] where it exceeds the limits of the format.
pub fn write(
    document: &Documentation,
    format: Format,
    i18n: I18n,
    made: Date,
) -> Result<Vec<u8>, WriteError> {
    match format {
        Format::Json => serde_json::to_vec_pretty(document).map_err(WriteError::encode),
        Format::Csv => csv::encode(&sheets::table(i18n, document)),
        Format::Xlsx => {
            let grids = sheets::sheets(i18n, document, made);
            let about = workbook::About { title: &document.title.text, language: i18n.language() };
            workbook::encode(&grids, about, made).map_err(WriteError::encode)
        }
        Format::Docx => docx::encode(document, i18n, made),
    }
}

#[cfg(test)]
mod tests;
