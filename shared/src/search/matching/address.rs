//! Addresses and contact data among the words of a query.

use super::super::contacts::{ContactKey, MAX_STREET, is_house_number};
use super::super::postings::{Doc, Place};
use super::super::reason::How;
use super::clause::{Clause, Match, MatchTarget};
use super::matcher::Matcher;
use super::typed_contacts::TypedContact;
use super::word::Word;

/// What an address matches is not a word of the catalogue.
const STATED: Match = Match { how: How::Exact, target: MatchTarget::Words };

impl<'a> Matcher<'a> {
    /// The longest address that begins here, in words, with the offers that state it: a postal
    /// code, or a street with or without a number.
    pub(super) fn address(&self, words: &[Word<'_>]) -> Option<(usize, &'a [Doc])> {
        let typed: Vec<&str> = words.iter().take(MAX_STREET + 2).map(|word| word.typed).collect();
        let code = typed.first().and_then(|word| ContactKey::postal_code(word));
        if let Some(docs) = code.and_then(|code| self.index.contacts.docs(&code)) {
            return Some((1, docs));
        }
        let most = typed.iter().position(|word| is_house_number(word)).unwrap_or(typed.len());
        (1..=most.min(MAX_STREET)).rev().find_map(|length| {
            let (street, rest) = typed.split_at(length);
            self.house(street, rest).or_else(|| {
                let key = ContactKey::street(street.iter().copied())?;
                Some((length, self.index.contacts.docs(&key)?))
            })
        })
    }

    /// A house in a street; its number may have a letter of its own.
    fn house(&self, street: &[&str], rest: &[&str]) -> Option<(usize, &'a [Doc])> {
        (1..=rest.len().min(2)).rev().find_map(|length| {
            let key = ContactKey::house(street, &rest[..length])?;
            Some((street.len() + length, self.index.contacts.docs(&key)?))
        })
    }

    /// The offers at an address, and those that have its words in their texts.
    pub(super) fn address_clause(&self, words: &[Word<'_>], docs: &[Doc]) -> Clause {
        let mut clause = match words {
            [word] => self.word_clause(word),
            _ => self.phrase_clause(words, &[]),
        };
        clause.add(STATED, docs.iter().map(|doc| (*doc, Place::Where.bit())));
        clause
    }

    /// The offers that state a telephone number, mail or web address.
    pub(super) fn contact_clause(&self, contact: &TypedContact<'_>) -> Clause {
        let mut clause = Clause::of_contact(contact.typed, self.index.len());
        clause.add(STATED, contact.docs.iter().map(|doc| (*doc, Place::Value.bit())));
        clause
    }
}
