//! The documentation of a conference as a file.
//!
//! Pure: the documentation in, bytes out; every word in the reader's language.

use super::ExportError;
use crate::config::ResultsFormat;
use app::i18n::I18n;
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
    let _ = (i18n, made);
    match format {
        ResultsFormat::Json => serde_json::to_vec_pretty(document).map_err(ExportError::encode),
        _ => Err(ExportError::encode("not yet")),
    }
}
