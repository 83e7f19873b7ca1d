//! From tokens to the parts of which times are made.

use super::clock::{At, Span, span_at};
use super::dates::{WrittenDate, date_at};
use super::days::{Days, days_at, part_of_day};
use super::phrases::{Phrase, is_filler, is_foreign, is_negation, phrase_at};
use super::tokens::{Kind, Token};
use crate::sheet::languages::named;
use crate::sheet::lists::Labels;
use shared::language::LanguageTag;
use shared::offer::schedule::WeekOfMonth;

/// A part of the text.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) atom: Atom,
    /// Bytes in the text.
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    Days(Days),
    Time(Span),
    Date(WrittenDate),
    /// Both ends included.
    Range(WrittenDate, WrittenDate),
    /// "ab 7.9.2026".
    From(WrittenDate),
    /// The n-th weekdays of a month.
    Nth(Vec<WeekOfMonth>),
    Phrase(Phrase),
    /// What follows is excepted.
    Except,
    Language(LanguageTag),
    /// "nachmittags".
    PartOfDay {
        is_afternoon: bool,
    },
    /// A word that adds nothing.
    Filler,
    /// `/`, `+`, `&`, a comma, "und".
    Joint,
    /// The end of a clause: `;` or a line break.
    Break,
    Open,
    Close,
    /// A word after which times are not those of the offer.
    Foreign,
    /// A word that says when it does not take place.
    Negation,
    Unknown,
}

/// The parts of a text; no token is left out.
pub(super) fn atoms(tokens: &[Token<'_>], languages: &Labels<LanguageTag>) -> Vec<Placed> {
    let mut atoms = Vec::new();
    let mut place = 0;
    while let Some(token) = tokens.get(place) {
        let At { found: atom, next } = atom_at(tokens, place, languages);
        let end = tokens.get(next - 1).map_or(token.end, |last| last.end);
        atoms.push(Placed { atom, start: token.start, end });
        place = next;
    }
    atoms
}

fn atom_at(tokens: &[Token<'_>], place: usize, languages: &Labels<LanguageTag>) -> At<Atom> {
    range_at(tokens, place)
        .or_else(|| from_at(tokens, place))
        .or_else(|| map(date_at(tokens, place), Atom::Date))
        .or_else(|| except_at(tokens, place))
        .or_else(|| {
            phrase_at(tokens, place).map(|(found, next)| At { found: Atom::Phrase(found), next })
        })
        .or_else(|| nth_at(tokens, place))
        .or_else(|| map(span_at(tokens, place), Atom::Time))
        .or_else(|| map(days_at(tokens, place), Atom::Days))
        .unwrap_or_else(|| At { found: single(&tokens[place], languages), next: place + 1 })
}

fn map<T>(at: Option<At<T>>, make: impl Fn(T) -> Atom) -> Option<At<Atom>> {
    at.map(|At { found, next }| At { found: make(found), next })
}

fn single(token: &Token<'_>, languages: &Labels<LanguageTag>) -> Atom {
    match &token.kind {
        Kind::Number(_) => Atom::Unknown,
        Kind::Sign(';' | '\n' | '|') => Atom::Break,
        Kind::Sign('/' | '+' | '&' | ',') => Atom::Joint,
        Kind::Sign('(' | '[') => Atom::Open,
        Kind::Sign(')' | ']') => Atom::Close,
        Kind::Sign(_) => Atom::Filler,
        Kind::Word(word) => match word.as_str() {
            "und" | "u" | "sowie" | "and" | "oder" => Atom::Joint,
            word if is_foreign(word) => Atom::Foreign,
            word if is_negation(word) => Atom::Negation,
            word if is_filler(word) => Atom::Filler,
            word => part_of_day(word)
                .map(|is_afternoon| Atom::PartOfDay { is_afternoon })
                .or_else(|| named(languages, word).map(Atom::Language))
                .unwrap_or(Atom::Unknown),
        },
    }
}

/// "1.9. bis 31.1.2027", "vom 1.9.2026 – 31.1.2027".
fn range_at(tokens: &[Token<'_>], place: usize) -> Option<At<Atom>> {
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
    Some(At { found: Atom::Range(from.found, to.found), next: to.next })
}

fn from_at(tokens: &[Token<'_>], place: usize) -> Option<At<Atom>> {
    let lead = tokens.get(place)?.word()?;
    if !matches!(
        lead,
        "ab" | "seit" | "beginn" | "start" | "beginnend" | "startet" | "beginnt" | "erstmals"
    ) {
        return None;
    }
    let mut next = place + 1;
    let is_between = |token: &Token<'_>| {
        token.is_sign(':')
            || token.is_sign(',')
            || matches!(token.word(), Some("am" | "dem" | "den" | "mit" | "ab"))
    };
    while tokens.get(next).is_some_and(is_between) {
        next += 1;
    }
    // A day before the date only repeats it.
    let after_day = days_at(tokens, next).map(|days| days.next);
    let after_day = after_day
        .map(|next| next + usize::from(tokens.get(next).is_some_and(|token| token.is_sign(','))));
    let date = date_at(tokens, next).or_else(|| date_at(tokens, after_day?))?;
    Some(At { found: Atom::From(date.found), next: date.next })
}

/// "außer 24.12.", "nicht am 24.12.": a date follows.
fn except_at(tokens: &[Token<'_>], place: usize) -> Option<At<Atom>> {
    if !matches!(tokens.get(place)?.word()?, "ausser" | "nicht" | "ausgenommen" | "except") {
        return None;
    }
    let mut next = place + 1;
    while matches!(
        tokens.get(next).and_then(Token::word),
        Some("am" | "den" | "dem" | "der" | "an")
    ) {
        next += 1;
    }
    date_at(tokens, next).map(|_| At { found: Atom::Except, next })
}

/// "1. und 3." or "letzten" before a day.
fn nth_at(tokens: &[Token<'_>], place: usize) -> Option<At<Atom>> {
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
    days_at(tokens, next).map(|_| At { found: Atom::Nth(weeks), next })
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
        let is_ordinal = tokens
            .get(place + 1)
            .is_some_and(|point| point.is_sign('.') && point.start == token.end);
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
