//! Where times begin and end: ranges of dates, "ab 7.9.", "nächster Termin: 8.12.", "außer 24.12.".

use super::dates::{WrittenDate, date_at};
use super::days::days_at;
use super::tokens::{At, Token};
use shared::offer::schedule::Weekday;

/// A limit of times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// Both ends included.
    Range(WrittenDate, WrittenDate),
    /// "ab 7.9.2026".
    From(WrittenDate),
    /// "nächster Termin: 8.12.2026".
    Next(WrittenDate),
    /// "bis 31.1.2027", without a beginning.
    Until(WrittenDate),
    /// The dates that follow are excepted.
    Except,
    /// "außer montags".
    ExceptDays(Vec<Weekday>),
}

/// The bound at a place.
pub(super) fn bound_at(tokens: &[Token<'_>], place: usize) -> Option<At<Bound>> {
    range_at(tokens, place)
        .or_else(|| from_at(tokens, place))
        .or_else(|| until_at(tokens, place))
        .or_else(|| except_at(tokens, place))
}

/// "1.9. bis 31.1.2027", "vom 1.9.2026 – 31.1.2027".
fn range_at(tokens: &[Token<'_>], place: usize) -> Option<At<Bound>> {
    let is_lead = matches!(tokens.get(place)?.word(), Some("vom" | "von" | "from"));
    let from = date_at(tokens, place + usize::from(is_lead))?;
    let mut next = from.next;
    let dash = tokens.get(next)?;
    if !dash.is_sign('-') && !matches!(dash.word(), Some("bis" | "to" | "until")) {
        return None;
    }
    next += 1;
    while matches!(tokens.get(next).and_then(Token::word), Some("zum" | "einschliesslich" | "bis"))
    {
        next += 1;
    }
    let to = date_at(tokens, next)?;
    Some(At { found: Bound::Range(from.found, to.found), next: to.next })
}

fn from_at(tokens: &[Token<'_>], place: usize) -> Option<At<Bound>> {
    let mut next = start_at(tokens, place)?;
    let is_between = |token: &Token<'_>| {
        token.is_sign(':')
            || token.is_sign(',')
            || matches!(token.word(), Some("am" | "dem" | "den" | "mit" | "ab" | "im"))
    };
    while tokens.get(next).is_some_and(is_between) {
        next += 1;
    }
    // A day before the date only repeats it.
    let after_day = days_at(tokens, next).map(|days| days.next);
    let after_day = after_day
        .map(|next| next + usize::from(tokens.get(next).is_some_and(|token| token.is_sign(','))));
    let date = date_at(tokens, next).or_else(|| date_at(tokens, after_day?))?;
    let is_next = tokens[place].word().is_some_and(|word| word.starts_with("nachst"));
    let found = if is_next { Bound::Next(date.found) } else { Bound::From(date.found) };
    Some(At { found, next: date.next })
}

/// "bis 31.1.2027", "bis zum 31. Januar"; a date alone would be one on which it takes place.
fn until_at(tokens: &[Token<'_>], place: usize) -> Option<At<Bound>> {
    if !matches!(tokens.get(place)?.word()?, "bis" | "until" | "till") {
        return None;
    }
    let mut next = place + 1;
    while matches!(
        tokens.get(next).and_then(Token::word),
        Some("zum" | "einschliesslich" | "einschl" | "inkl" | "mindestens" | "voraussichtlich")
    ) {
        next += 1;
    }
    let At { found, next } = date_at(tokens, next)?;
    Some(At { found: Bound::Until(found), next })
}

/// "außer 24.12.", "nicht am 24.12.", where a date follows; "außer montags".
fn except_at(tokens: &[Token<'_>], place: usize) -> Option<At<Bound>> {
    if !matches!(tokens.get(place)?.word()?, "ausser" | "nicht" | "ausgenommen" | "except" | "ohne")
    {
        return None;
    }
    let mut next = place + 1;
    while tokens.get(next).is_some_and(|token| {
        token.is_sign(':')
            || matches!(token.word(), Some("am" | "den" | "dem" | "der" | "an" | "on"))
    }) {
        next += 1;
    }
    if date_at(tokens, next).is_some() {
        return Some(At { found: Bound::Except, next });
    }
    let mut days = days_at(tokens, next)?;
    let is_joint =
        |token: &Token<'_>| token.is_sign('+') || matches!(token.word(), Some("und" | "u"));
    while tokens.get(days.next).is_some_and(is_joint) {
        let Some(other) = days_at(tokens, days.next + 1) else { break };
        days.found.named.extend(other.found.named);
        days.next = other.next;
    }
    Some(At { found: Bound::ExceptDays(days.found.named), next: days.next })
}

/// The place after "ab", "Start" or "nächster Termin".
fn start_at(tokens: &[Token<'_>], place: usize) -> Option<usize> {
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    match word(place)? {
        "ab" | "seit" | "beginn" | "start" | "beginnend" | "startet" | "beginnt" | "erstmals" => {
            Some(place + 1)
        }
        "nachster" | "nachstes" | "nachste" | "erster" | "erstes" | "erste" => {
            let is_occasion =
                matches!(word(place + 1)?, "termin" | "treffen" | "mal" | "veranstaltung");
            is_occasion.then_some(place + 2)
        }
        _ => None,
    }
}
