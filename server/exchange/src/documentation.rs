//! The documentation of a conference as a file.
//!
//! Pure: the documentation in, bytes out; every word in the reader's language. CSV and workbook
//! are made of the same columns. The document to print is made of a page's components, elsewhere.

mod columns;
mod csv;
mod grid;
mod overview;
mod sheets;
mod workbook;

use crate::error::WriteError;
use i18n::I18n;
use jiff::civil::Date;
use shared::api::Documentation;

/// Kinds of files that a documentation is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Table as German spreadsheet programs read text: UTF-8, semicolons.
    Csv,
    /// Workbook.
    Xlsx,
    /// Everything, for other programs.
    Json,
}

/// The documentation as a file of this kind, made on this day.
///
/// # Errors
/// [`WriteError`] where it does not fit into such a file.
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
    }
}

#[cfg(test)]
mod tests;
