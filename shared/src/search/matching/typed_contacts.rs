//! Contact data in the text of a query: what is compared as a whole is taken out of it, the rest
//! is words.

use super::super::contacts::{ContactIndex, ContactKey};
use super::super::postings::Doc;
use std::ops::Range;

/// A telephone number, mail or web address as typed, with the offers that state it.
pub(super) struct TypedContact<'a> {
    pub(super) typed: &'a str,
    pub(super) docs: &'a [Doc],
}

/// A text without its contact data.
pub(super) struct SplitText<'a> {
    pub(super) contacts: Vec<TypedContact<'a>>,
    /// What is left, in order.
    pub(super) rest: Vec<&'a str>,
}

/// Takes contact data out of a text. A number or web address counts only where an offer states it,
/// since it may mean something else; a mail address always.
pub(super) fn split_text<'a>(index: &'a ContactIndex, text: &'a str) -> SplitText<'a> {
    let mut split = SplitText { contacts: Vec::new(), rest: Vec::new() };
    let mut end = 0;
    for range in candidates(text) {
        if range.start < end {
            continue;
        }
        let typed = &text[range.clone()];
        if let Some(docs) = docs_of(index, typed) {
            split.contacts.push(TypedContact { typed, docs });
            split.rest.push(&text[end..range.start]);
            end = range.end;
        }
    }
    split.rest.push(&text[end..]);
    split
}

fn docs_of<'a>(index: &'a ContactIndex, typed: &str) -> Option<&'a [Doc]> {
    let find = |key: ContactKey| index.docs(&key);
    if let Some(mail) = ContactKey::mail(typed) {
        return Some(find(mail).unwrap_or_default());
    }
    ContactKey::phone(typed).and_then(find).or_else(|| find(ContactKey::web(typed)))
}

/// Runs of what telephone numbers are written with, and pieces between spaces, by their beginning.
fn candidates(text: &str) -> Vec<Range<usize>> {
    let is_of_number = |c: char| c.is_numeric() || "+-–/(). ".contains(c);
    let numbers = pieces(text, |c| !is_of_number(c));
    let words = pieces(text, |c| c.is_whitespace() || ",;<>()".contains(c));
    let mut all: Vec<Range<usize>> = numbers.chain(words).collect();
    all.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    all
}

/// The pieces between gaps, without punctuation around them.
fn pieces(text: &str, is_gap: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    text.split(is_gap).filter_map(|piece| {
        let trimmed = piece
            .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '+')
            .trim_end_matches(|c: char| !c.is_alphanumeric());
        let start = trimmed.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
        (!trimmed.is_empty()).then(|| start..start + trimmed.len())
    })
}
