//! Fixed phrases: "nach Vereinbarung", "14-tägig", "außer in den Ferien", "open end".

mod appointments;
mod list;
mod pause_clauses;
mod pauses;

use super::tokens::{Kind, Token};
use appointments::appointment_at;
pub(super) use list::Phrase;
use list::{LISTS, Named};
use pause_clauses::pause_at;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The phrases by their first word, since nearly all of them begin with another one.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<Named>>> = LazyLock::new(|| {
    let mut by_first: HashMap<_, Vec<Named>> = HashMap::new();
    for (words, phrase) in LISTS.into_iter().flatten() {
        let first = words.split(' ').next().unwrap_or_default();
        by_first.entry(first).or_default().push((*words, *phrase));
    }
    by_first
});

/// The phrase at a place, and the place after it.
pub(super) fn phrase_at(tokens: &[Token<'_>], place: usize) -> Option<(Phrase, usize)> {
    let first = match &tokens.get(place)?.kind {
        Kind::Word(word) => word.as_str(),
        Kind::Number(digits) => digits,
        Kind::Sign(_) => return None,
    };
    let beginning = BY_FIRST.get(first).map(Vec::as_slice).unwrap_or_default();
    let ends = beginning
        .iter()
        .filter_map(|(words, phrase)| Some((*phrase, end_of(tokens, place, words)?)));
    let appointment = appointment_at(tokens, place).map(|end| (Phrase::Appointment, end));
    ends.chain(appointment).chain(pause_at(tokens, place)).max_by_key(|(_, end)| *end)
}

/// The place after "open end" or "offen" behind a dash.
pub(super) fn open_end_at(tokens: &[Token<'_>], place: usize) -> Option<usize> {
    match phrase_at(tokens, place) {
        Some((Phrase::OpenEnd, next)) => Some(next),
        _ => tokens
            .get(place)
            .and_then(Token::word)
            .filter(|word| matches!(*word, "offen" | "open" | "ende"))
            .map(|_| place + 1),
    }
}

fn end_of(tokens: &[Token<'_>], place: usize, phrase: &str) -> Option<usize> {
    let mut next = place;
    for (number, wanted) in phrase.split(' ').enumerate() {
        while number > 0
            && tokens.get(next).is_some_and(|token| token.is_sign('-') || token.is_sign('.'))
        {
            next += 1;
        }
        let found = match &tokens.get(next)?.kind {
            Kind::Word(word) => word.as_str(),
            Kind::Number(digits) => digits,
            Kind::Sign(_) => return None,
        };
        if found != wanted {
            return None;
        }
        next += 1;
    }
    // The point of an abbreviation.
    let is_point = phrase.len() <= 3 && tokens.get(next).is_some_and(|token| token.is_sign('.'));
    Some(next + usize::from(is_point))
}
