//! Fixed phrases: "nach Vereinbarung", "14-tägig", "außer in den Ferien", "open end".

mod appointments;
mod list;

use super::tokens::{Kind, Token};
use appointments::appointment_at;
use list::PHRASES;
pub(super) use list::Phrase;

/// The phrase at a place, and the place after it.
pub(super) fn phrase_at(tokens: &[Token<'_>], place: usize) -> Option<(Phrase, usize)> {
    let ends =
        PHRASES.iter().filter_map(|(words, phrase)| Some((*phrase, end_of(tokens, place, words)?)));
    let appointment = appointment_at(tokens, place).map(|end| (Phrase::Appointment, end));
    ends.chain(appointment).max_by_key(|(_, end)| *end)
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
