//! Dates: "20.11.2026", "20. Nov.", "20./21.11.2026", "2026-11-20".

use super::tokens::{At, Token};
use jiff::civil::Date;

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WrittenDate {
    pub(super) year: Option<i16>,
    /// Missing in "20./21.11.": that of the next date.
    pub(super) month: Option<i8>,
    /// Missing in "September 2026".
    pub(super) day: Option<i8>,
}

/// Folded names of months.
const MONTHS: [&[&str]; 12] = [
    &["januar", "jan", "january", "janner"],
    &["februar", "feb", "february", "febr"],
    &["marz", "mrz", "mar", "march"],
    &["april", "apr"],
    &["mai", "may"],
    &["juni", "jun", "june"],
    &["juli", "jul", "july"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "october", "oct"],
    &["november", "nov"],
    &["dezember", "dez", "december", "dec"],
];

/// The number of the month with this folded name.
pub(in crate::sheet) fn month(word: &str) -> Option<i8> {
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(month, _)| month)
}

/// The date at a place.
pub(super) fn date_at(tokens: &[Token<'_>], place: usize) -> Option<At<WrittenDate>> {
    iso_at(tokens, place)
        .or_else(|| slashes_at(tokens, place))
        .or_else(|| points_at(tokens, place))
        .or_else(|| spaced_at(tokens, place))
        .or_else(|| month_first_at(tokens, place))
        .or_else(|| month_at(tokens, place))
}

fn iso_at(tokens: &[Token<'_>], place: usize) -> Option<At<WrittenDate>> {
    let [year, dash, month, other, day] = tokens.get(place..place + 5)? else { return None };
    let is_iso = year.number()?.len() == 4 && dash.is_sign('-') && other.is_sign('-');
    let is_close = year.end + 1 >= dash.end && other.start == month.end && day.start == other.end;
    if !is_iso || !is_close {
        return None;
    }
    written(Some(year.number()?), month.number()?, day.number()?, place + 5)
}

fn slashes_at(tokens: &[Token<'_>], place: usize) -> Option<At<WrittenDate>> {
    let [day, slash, month, other, year] = tokens.get(place..place + 5)? else { return None };
    let is_date = slash.is_sign('/') && other.is_sign('/') && year.number()?.len() == 4;
    if !is_date {
        return None;
    }
    let (day, month) = (day.number()?, month.number()?);
    written(Some(year.number()?), month, day, place + 5)
        .or_else(|| written(Some(year.number()?), day, month, place + 5))
}

/// "20.11.2026", "20.11.", "20. Nov. 2026", and "20." before "/21.11.2026" or "-22.11.".
fn points_at(tokens: &[Token<'_>], place: usize) -> Option<At<WrittenDate>> {
    let [day, point] = tokens.get(place..place + 2)? else { return None };
    let day = short_number(day, 31)?;
    if !point.is_sign('.') {
        return None;
    }
    let third = tokens.get(place + 2)?;
    if let Some(month) = third.word().and_then(month) {
        let is_point = tokens.get(place + 3).is_some_and(|token| token.is_sign('.'));
        let next = place + 3 + usize::from(is_point);
        let At { found: year, next } = year_at(tokens, next);
        return valid(WrittenDate { year, month: Some(month), day: Some(day) }, next);
    }
    if third.is_sign('/') || third.is_sign('-') || matches!(third.word(), Some("und" | "u" | "bis"))
    {
        let is_shared = date_at(tokens, place + 3).is_some_and(|other| other.found.day.is_some());
        let date = WrittenDate { year: None, month: None, day: Some(day) };
        return if is_shared { valid(date, place + 2) } else { None };
    }
    let month = short_number(third, 12)?;
    let is_point = tokens.get(place + 3).is_some_and(|token| token.is_sign('.'));
    if !is_point || tokens[place + 3].start != third.end {
        return None;
    }
    let At { found: year, next } = year_at(tokens, place + 4);
    valid(WrittenDate { year, month: Some(month), day: Some(day) }, next)
}

/// "October 5, 2026", "Oct 5th".
fn month_first_at(tokens: &[Token<'_>], place: usize) -> Option<At<WrittenDate>> {
    const ENGLISH: [&str; 9] =
        ["january", "february", "march", "may", "june", "july", "october", "oct", "december"];
    let name = tokens.get(place)?.word()?;
    let month = month(name)?;
    let day_at = place + 1 + usize::from(tokens.get(place + 1)?.is_sign('.'));
    let day = short_number(tokens.get(day_at)?, 31)?;
    let has_ending = is_ordinal_ending(tokens, day_at + 1);
    let next = day_at + 1 + usize::from(has_ending);
    let comma = usize::from(tokens.get(next).is_some_and(|token| token.is_sign(',')));
    let At { found: year, next: end } = year_at(tokens, next + comma);
    if year.is_some() {
        return valid(WrittenDate { year, month: Some(month), day: Some(day) }, end);
    }
    // "Oktober 18 Uhr": the number is a time.
    let is_time = tokens.get(next).is_some_and(|token| {
        [':', '.', '-'].iter().any(|sign| token.is_sign(*sign))
            || matches!(token.word(), Some("uhr" | "h" | "am" | "pm" | "bis" | "to"))
    });
    let is_date = has_ending || (ENGLISH.contains(&name) && !is_time);
    is_date.then(|| valid(WrittenDate { year, month: Some(month), day: Some(day) }, next)).flatten()
}

/// "st", "nd", "rd" or "th" directly behind a number.
fn is_ordinal_ending(tokens: &[Token<'_>], place: usize) -> bool {
    tokens.get(place).is_some_and(|token| {
        matches!(token.word(), Some("st" | "nd" | "rd" | "th"))
            && place > 0
            && tokens[place - 1].end == token.start
    })
}

/// "20 Nov 2026".
fn spaced_at(tokens: &[Token<'_>], place: usize) -> Option<At<WrittenDate>> {
    let day = short_number(tokens.get(place)?, 31)?;
    let month = place + 1 + usize::from(is_ordinal_ending(tokens, place + 1));
    let At { found, next } = month_at(tokens, month)?;
    valid(WrittenDate { day: Some(day), ..found }, next)
}

/// "September 2026"; a month alone is too little.
fn month_at(tokens: &[Token<'_>], place: usize) -> Option<At<WrittenDate>> {
    let month = tokens.get(place)?.word().and_then(month)?;
    let is_point = tokens.get(place + 1).is_some_and(|token| token.is_sign('.'));
    let At { found: year, next } = year_at(tokens, place + 1 + usize::from(is_point));
    year.and_then(|_| valid(WrittenDate { year, month: Some(month), day: None }, next))
}

/// A year of four digits, or of two directly behind the point; behind a space one that is no hour.
fn year_at(tokens: &[Token<'_>], place: usize) -> At<Option<i16>> {
    let none = At { found: None, next: place };
    let Some(token) = tokens.get(place) else { return none };
    let Some(digits) = token.number() else { return none };
    let is_close = place > 0 && tokens[place - 1].end == token.start;
    let is_time = tokens
        .get(place + 1)
        .is_some_and(|next| next.is_sign(':') || matches!(next.word(), Some("uhr" | "h")));
    let is_four_pair = tokens.get(place + 1).is_some_and(|next| next.is_sign('-'))
        && tokens.get(place + 2).and_then(Token::number).is_some_and(|digits| digits.len() == 4);
    let year = match digits.len() {
        4 if digits.starts_with("19") || digits.starts_with("20") => digits.parse().ok(),
        2 => {
            let year = digits.parse::<i16>().ok();
            year.filter(|year| is_close || (25..60).contains(year)).map(|year| 2000 + year)
        }
        _ => None,
    };
    let is_hours = digits.len() == 4 && is_four_pair && !is_close;
    year.filter(|_| !is_time && !is_hours)
        .map_or(none, |year| At { found: Some(year), next: place + 1 })
}

fn short_number(token: &Token<'_>, most: i8) -> Option<i8> {
    let digits = token.number()?;
    digits.parse().ok().filter(|value| digits.len() <= 2 && (1..=most).contains(value))
}

fn written(year: Option<&str>, month: &str, day: &str, next: usize) -> Option<At<WrittenDate>> {
    let date = WrittenDate {
        year: year.map(str::parse).transpose().ok()?,
        month: Some(month.parse().ok()?),
        day: Some(day.parse().ok()?),
    };
    valid(date, next)
}

/// A date that exists in some year.
fn valid(date: WrittenDate, next: usize) -> Option<At<WrittenDate>> {
    let year = date.year.unwrap_or(2024);
    let day = Date::new(year, date.month.unwrap_or(1), date.day.unwrap_or(1));
    day.ok().map(|_| At { found: date, next })
}
