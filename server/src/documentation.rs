//! The documentation of a conference as a file: to print, made of a page's components, or in a
//! format of `exchange`.

use crate::config::ResultsFormat;
use app::print::print_documentation;
use backend::Service;
use backend::error::ServiceError;
use exchange::documentation::Format;
use i18n::I18n;
use shared::api::Documentation;
use shared::language::UiLanguage;

/// The bytes of the file, made today.
///
/// # Errors
/// [`ServiceError::Encode`] where it does not fit into such a file.
pub(crate) fn write(
    service: &Service,
    document: &Documentation,
    format: ResultsFormat,
    language: UiLanguage,
) -> Result<Vec<u8>, ServiceError> {
    let format = match format {
        ResultsFormat::Csv => Format::Csv,
        ResultsFormat::Xlsx => Format::Xlsx,
        ResultsFormat::Json => Format::Json,
        ResultsFormat::Html => {
            let i18n = I18n::for_server(language);
            return Ok(print_documentation(document.clone(), service.today(), i18n).into_bytes());
        }
    };
    service.export_documentation(document, format, language)
}
