//! Queries as pairs of names and values, and addresses with one pair more or less.

use crate::address::localised_path;
use crate::i18n::I18n;
use shared::api::Pairs;

/// The name in an offer's address of the page that led to it, where that is not the list.
pub(crate) const BACK_TO: &str = "back";

/// The address of a page in the reader's language, with these pairs as its query.
pub(crate) fn localised_url(i18n: I18n, page: &str, pairs: &[(String, String)]) -> String {
    localised_path(i18n, page) + &encode_query(pairs)
}

/// The query string, with its question mark; empty where there are no pairs.
pub(crate) fn encode_query(pairs: &[(String, String)]) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(&percent_encode(name));
        query.push('=');
        query.push_str(&percent_encode(value));
    }
    query
}

/// The first value of this name; empty where there is none.
pub(crate) fn first_value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
}

/// The pairs with one added.
pub(crate) fn with_pair(pairs: &[(String, String)], name: &str, value: &str) -> Pairs {
    let mut pairs = pairs.to_vec();
    pairs.push((name.to_owned(), value.to_owned()));
    pairs
}

/// The pairs with the number of a page of results, unless it is the first.
pub(crate) fn with_page(pairs: &[(String, String)], page: u32) -> Pairs {
    if page > 1 { with_pair(pairs, "page", &page.to_string()) } else { pairs.to_vec() }
}

/// The pairs without this one; an empty value removes all of that name.
pub(crate) fn without_pair(pairs: &[(String, String)], name: &str, value: &str) -> Pairs {
    let is_other =
        |pair: &&(String, String)| pair.0 != name || !(value.is_empty() || pair.1 == value);
    pairs.iter().filter(is_other).cloned().collect()
}

/// Percent-encodes everything but letters, digits and `-._~`.
fn percent_encode(value: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push(char::from(HEX[usize::from(byte >> 4)]));
            escaped.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    escaped
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use shared::language::UiLanguage;

    fn pairs() -> Pairs {
        [("q", "Kurs & Café"), ("city", "marl"), ("city", "herten")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    }

    #[test]
    fn an_address_carries_any_text() {
        let i18n = I18n::for_server(UiLanguage::De);
        let expected = "/de/offers?q=Kurs%20%26%20Caf%C3%A9&city=marl&city=herten";
        assert_eq!(localised_url(i18n, "offers", &pairs()), expected);
        assert_eq!(localised_url(i18n, "offers", &[]), "/de/offers");
        assert_eq!(encode_query(&[("a&b=".to_owned(), "?".to_owned())]), "?a%26b%3D=%3F");
    }

    #[test]
    fn pairs_are_added_and_taken_away() {
        assert_eq!(with_pair(&pairs(), "free", "yes").len(), 4);
        assert_eq!(without_pair(&pairs(), "city", "marl").len(), 2);
        assert_eq!(without_pair(&pairs(), "city", "").len(), 1);
        assert_eq!(first_value(&pairs(), "city"), "marl");
        assert_eq!(first_value(&pairs(), "near"), "");
    }
}
