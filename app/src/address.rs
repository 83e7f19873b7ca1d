//! Addresses of pages.

use crate::i18n::I18n;

/// The address of a page in the language of the visit; `page` without a slash in front.
pub(crate) fn localised(i18n: I18n, page: &str) -> String {
    let slash = if page.is_empty() { "" } else { "/" };
    ["/", i18n.language().tag(), slash, page].concat()
}
