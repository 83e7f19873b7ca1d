//! Which weeks of a month: "1. und 3. Mittwoch", "letzten Freitag".

use super::days::days_at;
use super::tokens::{At, Token};
use shared::offer::schedule::WeekOfMonth;

/// "1. und 3." or "letzten" before a day.
pub(super) fn nth_at(tokens: &[Token<'_>], place: usize) -> Option<At<Vec<WeekOfMonth>>> {
    let first = ordinal_at(tokens, place)?;
    let (mut weeks, mut next) = (vec![first.found], first.next);
    loop {
        let mut after = next;
        let is_joint = |token: &Token<'_>| {
            [',', '/', '+', '&'].iter().any(|sign| token.is_sign(*sign))
                || matches!(token.word(), Some("und" | "u" | "sowie" | "and" | "jeden" | "oder"))
        };
        while tokens
            .get(after)
            .is_some_and(|token| is_joint(token) || (after > next && token.is_sign('.')))
        {
            after += 1;
        }
        let Some(other) = ordinal_at(tokens, after) else { break };
        weeks.push(other.found);
        next = other.next;
    }
    days_at(tokens, next).map(|_| At { found: weeks, next })
}

fn ordinal_at(tokens: &[Token<'_>], place: usize) -> Option<At<WeekOfMonth>> {
    let token = tokens.get(place)?;
    if let Some(digits) = token.number() {
        let week = match digits {
            "1" => WeekOfMonth::First,
            "2" => WeekOfMonth::Second,
            "3" => WeekOfMonth::Third,
            "4" => WeekOfMonth::Fourth,
            _ => return None,
        };
        // "1." and "1st".
        let is_ordinal = tokens.get(place + 1).is_some_and(|sign| {
            let is_ending = matches!(sign.word(), Some("st" | "nd" | "rd" | "th"));
            (sign.is_sign('.') || is_ending) && sign.start == token.end
        });
        return is_ordinal.then_some(At { found: week, next: place + 2 });
    }
    let word = token.word()?;
    let begins = |beginning: &str| {
        word.strip_prefix(beginning)
            .is_some_and(|ending| matches!(ending, "e" | "er" | "en" | "es" | "em"))
    };
    let week = [
        ("erst", WeekOfMonth::First),
        ("zweit", WeekOfMonth::Second),
        ("dritt", WeekOfMonth::Third),
        ("viert", WeekOfMonth::Fourth),
        ("letzt", WeekOfMonth::Last),
    ]
    .into_iter()
    .find(|(beginning, _)| begins(beginning))
    .map(|(_, week)| week)
    .or(match word {
        "first" => Some(WeekOfMonth::First),
        "second" => Some(WeekOfMonth::Second),
        "third" => Some(WeekOfMonth::Third),
        "fourth" => Some(WeekOfMonth::Fourth),
        "last" => Some(WeekOfMonth::Last),
        _ => None,
    })?;
    Some(At { found: week, next: place + 1 })
}
