//! From tokens to the parts of which times are made.

use super::bounds::{Bound, bound_at};
use super::clock::{Span, span_at};
use super::dates::{WrittenDate, date_at};
use super::days::{Days, Part, days_at, part_of_day};
use super::ordinals::nth_at;
use super::phrases::{Phrase, phrase_at};
use super::tokens::{At, Kind, Token};
use super::vocabulary::{
    is_closing, is_filler, is_foreign, is_joint, is_label_of_house, is_negation, is_short_pause,
};
use crate::sheet::languages::named;
use crate::sheet::lists::Labels;
use shared::language::LanguageTag;
use shared::offer::schedule::{WeekOfMonth, Weekday};

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
    /// A range of dates, or where one begins or is excepted.
    Bound(Bound),
    /// The n-th weekdays of a month.
    Nth(Vec<WeekOfMonth>),
    Phrase(Phrase),
    Language(LanguageTag),
    /// "nachmittags".
    PartOfDay(Part),
    /// Nothing takes place on these days: "Di geschlossen".
    Closed(Vec<Weekday>),
    /// "geschlossen".
    Closing,
    /// Nothing takes place on this date: "24.12. entfällt".
    Cancelled(WrittenDate),
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
    /// "bis", "nach" and the like before a time that is no beginning.
    Limit,
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
    map(bound_at(tokens, place), Atom::Bound)
        .or_else(|| map(date_at(tokens, place), Atom::Date))
        .or_else(|| {
            phrase_at(tokens, place).map(|(found, next)| At { found: Atom::Phrase(found), next })
        })
        .or_else(|| map(nth_at(tokens, place), Atom::Nth))
        .or_else(|| map(span_at(tokens, place), Atom::Time))
        .or_else(|| map(days_at(tokens, place), Atom::Days))
        .unwrap_or_else(|| At { found: single(tokens, place, languages), next: place + 1 })
}

fn map<T>(at: Option<At<T>>, make: impl Fn(T) -> Atom) -> Option<At<Atom>> {
    at.map(|At { found, next }| At { found: make(found), next })
}

fn single(tokens: &[Token<'_>], place: usize, languages: &Labels<LanguageTag>) -> Atom {
    match &tokens[place].kind {
        Kind::Number(_) => Atom::Unknown,
        Kind::Sign(';' | '\n' | '|') => Atom::Break,
        Kind::Sign('/' | '+' | '&' | ',') => Atom::Joint,
        Kind::Sign('(' | '[') => Atom::Open,
        Kind::Sign(')' | ']') => Atom::Close,
        Kind::Sign(_) => Atom::Filler,
        Kind::Word(word) => match word.as_str() {
            word if is_joint(word) => Atom::Joint,
            word if is_closing(word) => Atom::Closing,
            "zu" if ends_clause(tokens, place + 1) => Atom::Closing,
            word if is_label_of_house(word) && is_before_numbers(tokens, place) => Atom::Filler,
            word if is_short_pause(word) && says_now(tokens, place) => Atom::Unknown,
            word if is_foreign(word) => Atom::Foreign,
            "bis" | "nach" | "vor" | "erst" | "seit" | "until" | "before" | "after" => Atom::Limit,
            word if is_negation(word) => Atom::Negation,
            word if is_filler(word) => Atom::Filler,
            "auf" | "en" | "po" if is_language(tokens.get(place + 1), languages) => Atom::Filler,
            "sprache" | "spr" if place > 0 && is_language(tokens.get(place - 1), languages) => {
                Atom::Filler
            }
            // "fällt am 24.12. aus".
            "aus" if follows_cancelled(tokens, place) => Atom::Filler,
            word => part_of_day(word)
                .map(Atom::PartOfDay)
                .or_else(|| named(languages, word).map(Atom::Language))
                .unwrap_or(Atom::Unknown),
        },
    }
}

fn is_language(token: Option<&Token<'_>>, languages: &Labels<LanguageTag>) -> bool {
    token.and_then(Token::word).is_some_and(|word| named(languages, word).is_some())
}

/// "So + Mo zu": nothing follows that it could belong to.
fn ends_clause(tokens: &[Token<'_>], place: usize) -> bool {
    tokens
        .get(place)
        .is_none_or(|token| [';', '\n', ')', ',', '.'].iter().any(|end| token.is_sign(*end)))
}

/// Whether no number comes before, so that the word is the heading of all times.
fn is_before_numbers(tokens: &[Token<'_>], place: usize) -> bool {
    tokens[..place].iter().all(|token| token.number().is_none())
}

/// "zurzeit Pause": the times behind the next comma are those of the offer again.
fn says_now(tokens: &[Token<'_>], place: usize) -> bool {
    let words = tokens[..place].iter().rev().map_while(Token::word);
    words.take(3).any(|word| matches!(word, "zurzeit" | "zur" | "derzeit" | "momentan" | "aktull"))
}

fn follows_cancelled(tokens: &[Token<'_>], place: usize) -> bool {
    let mut words = tokens[..place].iter().rev().take(12).filter_map(Token::word);
    words.any(|word| matches!(word, "fallt" | "fallen"))
}
