//! How pages get the interface's texts in the visitor's language.

#[cfg(any(feature = "hydrate", test))]
use crate::json;
pub use ::i18n::I18n;
#[cfg(any(feature = "hydrate", test))]
use ::i18n::LanguageFileError;
use leptos::prelude::use_context;
#[cfg(any(feature = "hydrate", test))]
use shared::language::UiLanguage;

/// The interface's texts for the current page; the shell provides them.
///
/// # Panics
/// Outside of the shell: a programming error that no visitor can cause.
pub fn use_i18n() -> I18n {
    // `expect_context` would bring the formatting of its message to every phone.
    use_context().unwrap_or_else(|| panic!("outside of the shell"))
}

/// Parses the language file that the browser has loaded.
///
/// # Errors
/// [`LanguageFileError`] where the file is damaged or belongs to another build.
#[cfg(any(feature = "hydrate", test))]
pub(crate) fn parse_language_file(
    language: UiLanguage,
    file: &str,
) -> Result<I18n, LanguageFileError> {
    I18n::from_texts(language, json::parse(file).ok_or(LanguageFileError::Unreadable)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_is_refused() {
        for file in ["", "<html>", "[1]", "[\"0123456789abcdef\", \"An"] {
            let error = parse_language_file(UiLanguage::De, file).err();
            assert_eq!(error, Some(LanguageFileError::Unreadable), "{file}");
        }
    }
}
