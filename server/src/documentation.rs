//! The documentation of a conference as a file: either HTML to print, rendered from components of
//! `app`, or a format of `exchange`.

use crate::config::ResultsFormat;
use app::print::print_documentation;
use backend::Service;
use backend::error::ServiceError;
use exchange::documentation::Format;
use i18n::I18n;
use shared::api::Documentation;
use shared::language::UiLanguage;

/// The content of the file; HTML shows today's date.
///
/// # Errors
/// [`ServiceError::Encode`] if the documentation exceeds a limit of the format.
pub(crate) fn encode(
    service: &Service,
    document: &Documentation,
    format: ResultsFormat,
    language: UiLanguage,
) -> Result<Vec<u8>, ServiceError> {
    let format = match format {
        ResultsFormat::Csv => Format::Csv,
        ResultsFormat::Xlsx => Format::Xlsx,
        ResultsFormat::Docx => Format::Docx,
        ResultsFormat::Json => Format::Json,
        ResultsFormat::Html => {
            let i18n = I18n::for_server(language);
            return Ok(print_documentation(document.clone(), service.today(), i18n).into_bytes());
        }
    };
    service.export_documentation(document, format, language)
}
