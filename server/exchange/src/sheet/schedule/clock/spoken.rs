//! Times in words: "halb zehn", "viertel nach drei", "neun Uhr", "mittags", "midnight".

use super::Clock;
use crate::sheet::schedule::tokens::{At, Token};

const HOURS: [&str; 12] = [
    "eins", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
    "zwolf",
];

/// "halb 8", "viertel nach sieben", "viertel vor 8", "dreiviertel 8", "neun Uhr", "noon".
pub(super) fn spoken_at(tokens: &[Token<'_>], place: usize) -> Option<At<Clock>> {
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    let (minute, is_before, hour_at) = match (word(place)?, word(place + 1)) {
        ("halb", _) => (30, true, place + 1),
        ("dreiviertel", _) => (45, true, place + 1),
        ("viertel", Some("vor")) => (45, true, place + 2),
        ("viertel", Some("nach")) => (15, false, place + 2),
        ("noon", _) => return Some(At { found: named(12), next: place + 1 }),
        ("midnight", _) => return Some(At { found: named(0), next: place + 1 }),
        (hour, Some("uhr")) => {
            let hour = if hour == "ein" { 1 } else { in_words(hour)? };
            return Some(At { found: colloquial(hour, 0), next: place + 2 });
        }
        _ => return None,
    };
    let At { found: hour, next } = hour(tokens, hour_at)?;
    let hour = hour.checked_sub(i8::from(is_before)).filter(|hour| (0..24).contains(hour))?;
    Some(At {
        found: colloquial(hour, minute),
        next: next + usize::from(word(next) == Some("uhr")),
    })
}

/// The end of a span in words: "bis elf", "bis Mitternacht", "bis mittags".
pub(super) fn end_at(tokens: &[Token<'_>], place: usize) -> Option<At<Clock>> {
    let found = match tokens.get(place)?.word()? {
        "mitternacht" => named(0),
        "mittag" | "mittags" => Clock { is_unsure: true, ..named(12) },
        word => colloquial(in_words(word)?, 0),
    };
    Some(At { found, next: place + 1 })
}

/// The beginning of a span in words, where its end follows: "neun bis elf".
pub(super) fn start_at(tokens: &[Token<'_>], place: usize) -> Option<At<Clock>> {
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    let hour = in_words(word(place)?)?;
    let is_span = tokens
        .get(place + 1)
        .is_some_and(|token| token.is_sign('-') || matches!(token.word(), Some("bis" | "und")));
    let has_end = hour_at_end(tokens, place + 2);
    (is_span && has_end).then_some(At { found: colloquial(hour, 0), next: place + 1 })
}

/// Whether an hour follows that is not the number of something: "drei bis vier Kinder".
fn hour_at_end(tokens: &[Token<'_>], place: usize) -> bool {
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    let is_hour = word(place).and_then(in_words).is_some();
    let is_spoken = spoken_at(tokens, place).is_some();
    is_spoken || (is_hour && word(place + 1).is_none_or(|word| word == "uhr"))
}

fn hour(tokens: &[Token<'_>], place: usize) -> Option<At<i8>> {
    let token = tokens.get(place)?;
    let hour = match token.number() {
        Some(digits) => digits.parse().ok()?,
        None => in_words(token.word()?)?,
    };
    Some(At { found: hour, next: place + 1 })
}

fn in_words(word: &str) -> Option<i8> {
    (1..).zip(HOURS).find(|(_, name)| *name == word).map(|(hour, _)| hour)
}

fn colloquial(hour: i8, minute: i8) -> Clock {
    Clock { minute, is_colloquial: true, ..named(hour) }
}

fn named(hour: i8) -> Clock {
    Clock {
        hour,
        minute: 0,
        second: 0,
        is_explicit: true,
        half: None,
        is_colloquial: false,
        is_unsure: false,
    }
}
