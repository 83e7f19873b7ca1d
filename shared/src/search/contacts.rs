//! Addresses and contact data: what finds exactly the offers that state it.
//!
//! Street, postal code, telephone number, mail and web address are not words of an offer: a course
//! in the "Deutschstraße" is no German course. They are kept apart, each in one form, and compared
//! as a whole.

use super::fold::{fold_word, tokens};
use super::key::Key;
use super::postings::Doc;
use crate::contact::{Address, Contact};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fewest digits of a telephone number.
const MIN_DIGITS: usize = 6;
/// Digits of a postal code.
const POSTAL_CODE: usize = 5;
/// Most words of a street's name.
pub(super) const MAX_STREET: usize = 5;

/// Offers by what they state.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct ContactIndex(BTreeMap<ContactKey, Vec<Doc>>);

/// A part of an address or a contact, in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum ContactKey {
    /// Its name's key.
    Street(String),
    /// The same with the number.
    House(String, String),
    PostalCode(String),
    /// National digits with the leading zero, international ones with a plus sign.
    Phone(String),
    Mail(String),
    /// Without scheme, `www.` and the slash at the end.
    Web(String),
}

impl ContactKey {
    /// The key of a street's words: `Kurze Str.` and `Kurzestraße` are one.
    pub(super) fn street<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        street_key(words).map(Self::Street)
    }

    /// The key of a house, from the words of its street and those of its number.
    pub(super) fn house(street: &[&str], number: &[&str]) -> Option<Self> {
        let number: String = number.iter().map(|word| fold_word(word)).collect();
        Some(Self::House(street_key(street.iter().copied())?, number))
    }

    /// The key of a postal code; `None` where it is none.
    pub(super) fn postal_code(text: &str) -> Option<Self> {
        let digits = fold_word(text);
        let is_code = digits.len() == POSTAL_CODE && digits.bytes().all(|b| b.is_ascii_digit());
        is_code.then_some(Self::PostalCode(digits))
    }

    /// The key of a telephone number in any notation; `None` where there are too few digits.
    pub(super) fn phone(text: &str) -> Option<Self> {
        let digits: String = tokens(text).map(fold_word).collect();
        let is_abroad = text.trim_start().starts_with('+');
        let abroad = if is_abroad { Some(&*digits) } else { digits.strip_prefix("00") };
        let number = match abroad.map(|digits| (digits, digits.strip_prefix("49"))) {
            Some((_, Some(national))) => format!("0{}", national.trim_start_matches('0')),
            Some((international, None)) => format!("+{international}"),
            None => digits.clone(),
        };
        let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
        (is_number && digits.len() >= MIN_DIGITS).then_some(Self::Phone(number))
    }

    /// The key of a mail address; `None` where it is none.
    pub(super) fn mail(text: &str) -> Option<Self> {
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let (name, host) = text.split_once('@')?;
        (!name.is_empty() && !host.is_empty()).then(|| Self::Mail(text.to_lowercase()))
    }

    /// The key of a web address.
    pub(super) fn web(text: &str) -> Self {
        let text = text.to_lowercase();
        let host = text.split_once("://").map_or(&*text, |(_, host)| host);
        Self::Web(host.strip_prefix("www.").unwrap_or(host).trim_end_matches('/').to_owned())
    }
}

fn street_key<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let name: String = words.into_iter().map(fold_word).collect();
    let name = name.strip_suffix("strasse").map_or(name.clone(), |name| format!("{name}str"));
    Key::from_folded(&name).map(|key| key.letters)
}

/// Whether a word is a house number or begins one.
pub(super) fn is_house_number(word: &str) -> bool {
    fold_word(word).starts_with(|letter: char| letter.is_ascii_digit())
}

impl ContactIndex {
    /// Adds where an offer is; offers must come in order.
    pub(super) fn add_address(&mut self, doc: Doc, address: &Address) {
        if let Some(street) = &address.street {
            let words: Vec<&str> = tokens(street.as_str()).collect();
            let end = words.iter().position(|word| is_house_number(word)).unwrap_or(words.len());
            let (name, number) = words.split_at(end);
            self.add(doc, ContactKey::street(name.iter().copied()));
            if !number.is_empty() {
                self.add(doc, ContactKey::house(name, number));
            }
        }
        let code = address.postal_code.as_ref();
        self.add(doc, code.and_then(|code| ContactKey::postal_code(code.as_str())));
    }

    /// Adds how an offer is contacted; offers must come in order.
    pub(super) fn add_contact(&mut self, doc: Doc, contact: &Contact) {
        let Contact { phone, mail, web, person: _ } = contact;
        self.add(doc, phone.as_ref().and_then(|phone| ContactKey::phone(phone.as_str())));
        self.add(doc, mail.as_ref().and_then(|mail| ContactKey::mail(mail.as_str())));
        self.add(doc, web.as_ref().map(|web| ContactKey::web(web.as_str())));
    }

    fn add(&mut self, doc: Doc, key: Option<ContactKey>) {
        let Some(key) = key else { return };
        let docs = self.0.entry(key).or_default();
        if docs.last() != Some(&doc) {
            docs.push(doc);
        }
    }

    /// The offers that state this, in order.
    pub(super) fn docs(&self, key: &ContactKey) -> Option<&[Doc]> {
        self.0.get(key).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("02365 / 99-12 34")]
    #[case("+49 2365 991234")]
    #[case("+49 (0)2365 991234")]
    #[case("0049 2365 991234")]
    #[case("٠٢٣٦٥ ٩٩١٢٣٤")]
    fn a_number_has_one_key_in_every_notation(#[case] written: &str) {
        assert_eq!(ContactKey::phone(written), Some(ContactKey::Phone("02365991234".into())));
    }

    #[test]
    fn what_has_too_few_digits_or_letters_is_no_number() {
        assert_eq!(ContactKey::phone("12 34"), None);
        assert_eq!(ContactKey::phone("Kurs 123456"), None);
    }
}
