//! The interface in the language of the visit, as pages come by it.

#[cfg(any(feature = "hydrate", test))]
use crate::json;
pub use ::i18n::I18n;
#[cfg(any(feature = "hydrate", test))]
use ::i18n::LanguageFileError;
use leptos::prelude::expect_context;
#[cfg(any(feature = "hydrate", test))]
use shared::language::UiLanguage;

/// The interface of the page that is being shown. The shell provides it.
///
/// # Panics
/// Outside of the shell: a mistake of the programmer, never of a visitor.
pub fn use_i18n() -> I18n {
    expect_context()
}

/// The interface out of the file the browser has loaded.
///
/// # Errors
/// [`LanguageFileError`] where the file is damaged or of another build.
#[cfg(any(feature = "hydrate", test))]
pub(crate) fn read_language_file(
    language: UiLanguage,
    file: &str,
) -> Result<I18n, LanguageFileError> {
    I18n::from_texts(language, json::read(file).ok_or(LanguageFileError::Unreadable)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_is_refused() {
        for file in ["", "<html>", "[1]", "[\"0123456789abcdef\", \"An"] {
            let error = read_language_file(UiLanguage::De, file).err();
            assert_eq!(error, Some(LanguageFileError::Unreadable), "{file}");
        }
    }
}
