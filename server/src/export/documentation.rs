//! The documentation of a conference as a file.
//!
//! Pure: the documentation in, bytes out; every word in the reader's language. CSV and workbook
//! are made of the same columns; the document to print is a page's components (`app::print`).

mod columns;
mod csv;
mod grid;
mod overview;
#[cfg(test)]
mod samples;
mod sheets;
mod workbook;

use super::ExportError;
use crate::config::ResultsFormat;
use app::print::print_documentation;
use i18n::I18n;
use jiff::civil::Date;
use shared::api::Documentation;

/// The documentation as a file of this kind, made on this day.
///
/// # Errors
/// [`ExportError::Encode`] where it does not fit into such a file.
pub fn write(
    document: &Documentation,
    format: ResultsFormat,
    (i18n, made): (I18n, Date),
) -> Result<Vec<u8>, ExportError> {
    match format {
        ResultsFormat::Json => serde_json::to_vec_pretty(document).map_err(ExportError::encode),
        ResultsFormat::Html => Ok(print_documentation(document.clone(), made, i18n).into_bytes()),
        ResultsFormat::Csv => csv::encode(&sheets::table(i18n, document)),
        ResultsFormat::Xlsx => {
            let grids = sheets::sheets(i18n, document, made);
            let about = workbook::About { title: &document.title.text, language: i18n.language() };
            workbook::encode(&grids, about, made).map_err(ExportError::encode)
        }
    }
}

#[cfg(test)]
mod tests;
