//! Addresses of pages.

use crate::i18n::I18n;

/// The path of a page in the interface's language; `page` has no leading slash.
pub(crate) fn localised_path(i18n: I18n, page: &str) -> String {
    let slash = if page.is_empty() { "" } else { "/" };
    ["/", i18n.language().tag(), slash, page].concat()
}
