//! Queries as pairs of names and values: what an address holds, and the addresses beside it.

use crate::address::localised;
use crate::i18n::I18n;
use shared::api::Pairs;

/// The address of a page in the reader's language with these pairs.
pub(crate) fn address(i18n: I18n, page: &str, pairs: &[(String, String)]) -> String {
    localised(i18n, page) + &encoded(pairs)
}

/// The pairs as the end of an address, with the question mark.
pub(crate) fn encoded(pairs: &[(String, String)]) -> String {
    let mut end = String::new();
    for (name, value) in pairs {
        end.push(if end.is_empty() { '?' } else { '&' });
        end.push_str(&escape(name));
        end.push('=');
        end.push_str(&escape(value));
    }
    end
}

/// The first value of a name; empty where there is none.
pub(crate) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
}

/// The pairs with one more.
pub(crate) fn with(pairs: &[(String, String)], name: &str, value: &str) -> Pairs {
    let mut pairs = pairs.to_vec();
    pairs.push((name.to_owned(), value.to_owned()));
    pairs
}

/// The pairs without one; with an empty value without all of that name.
pub(crate) fn without(pairs: &[(String, String)], name: &str, value: &str) -> Pairs {
    let is_meant =
        |pair: &&(String, String)| pair.0 != name || !(value.is_empty() || pair.1 == value);
    pairs.iter().filter(is_meant).cloned().collect()
}

/// Percent-encodes everything but letters, digits and `-._~`.
fn escape(value: &str) -> String {
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
        assert_eq!(address(i18n, "offers", &pairs()), expected);
        assert_eq!(address(i18n, "offers", &[]), "/de/offers");
        assert_eq!(encoded(&[("a&b=".to_owned(), "?".to_owned())]), "?a%26b%3D=%3F");
    }

    #[test]
    fn pairs_are_added_and_taken_away() {
        assert_eq!(with(&pairs(), "free", "yes").len(), 4);
        assert_eq!(without(&pairs(), "city", "marl").len(), 2);
        assert_eq!(without(&pairs(), "city", "").len(), 1);
        assert_eq!(value(&pairs(), "city"), "marl");
        assert_eq!(value(&pairs(), "near"), "");
    }
}
