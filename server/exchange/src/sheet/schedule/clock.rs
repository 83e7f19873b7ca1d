//! Times of day: "9", "9.30", "9 Uhr", "von 9 bis 11", "ab 18 Uhr", "5-7 pm".

mod digits;
mod spoken;

use super::dates::{WrittenDate, date_at};
use super::days::{Part, weekday};
use super::phrases::open_end_at;
use super::tokens::{At, Token};
use super::vocabulary::is_filler;
use digits::clock_at;
use jiff::civil::Time;

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: Time,
    /// At or before `from`: on the next day.
    pub(super) to: Option<Time>,
    /// Whether it can be before noon or after it.
    pub(super) is_of_either_half: bool,
    /// Whether it is surely a time: it has minutes, "Uhr" or an end.
    pub(super) is_explicit: bool,
    /// Whether its signs can mean something else, too: "9,10 Uhr".
    is_unsure: bool,
}

impl Span {
    /// Whether it can mean another time.
    pub(super) fn is_doubtful(self) -> bool {
        let is_long = self.to.is_some_and(|to| {
            to <= self.from && (to.hour() > 6 || (5..17).contains(&self.from.hour()))
        });
        self.is_of_either_half || self.is_unsure || is_long
    }

    /// The same in a part of the day, in which hours are counted from noon: "nachmittags 2-5".
    pub(super) fn in_part(self, part: Part) -> Self {
        let hours = match part {
            // "halb sieben" alone is taken for the evening.
            Part::Morning if self.is_of_either_half && self.from.hour() > 12 => {
                let to = self.to.map(after_noon);
                return Self { from: after_noon(self.from), to, is_of_either_half: false, ..self };
            }
            Part::Morning => return Self { is_of_either_half: false, ..self },
            Part::Noon => 1..=3,
            Part::Afternoon => 1..=7,
            Part::Evening => 4..=11,
        };
        let is_over_noon = self.from.hour() > 8 && self.to.is_some_and(|to| to.hour() >= 12);
        let is_noon = part == Part::Noon && self.from.hour() >= 10;
        if self.from.hour() >= 12 || is_noon || (is_over_noon && part == Part::Afternoon) {
            return Self { is_of_either_half: false, ..self };
        }
        if !hours.contains(&self.from.hour()) {
            return Self { is_of_either_half: true, ..self };
        }
        let to = self.to.map(|to| if to.hour() <= 12 { after_noon(to) } else { to });
        Self { from: after_noon(self.from), to, is_of_either_half: false, ..self }
    }
}

/// Twelve hours later.
fn after_noon(time: Time) -> Time {
    Time::new((time.hour() + 12) % 24, time.minute(), time.second(), 0).unwrap_or(time)
}

#[derive(Clone, Copy)]
struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
    /// Whether it has minutes or "Uhr", so that it is surely a time.
    is_explicit: bool,
    half: Option<Half>,
    /// "halb 8".
    is_colloquial: bool,
    is_unsure: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

const LEADS: [&str; 23] = [
    "von",
    "ab",
    "um",
    "gegen",
    "zwischen",
    "from",
    "at",
    "ca",
    "beginn",
    "start",
    "between",
    "etwa",
    "jeweils",
    "jew",
    "je",
    "v",
    "saat",
    "od",
    "с",
    "з",
    "من",
    "الساعه",
    "о",
];
const ENDS: [&str; 9] = ["bis", "b", "to", "until", "till", "a", "до", "الي", "حتي"];
/// Words that may follow a bare hour; any other word counts what the number stands for.
const AFTER: [&str; 10] = ["und", "u", "oder", "sowie", "bis", "od", "nur", "and", "auch", "mit"];
/// What a range of numbers counts where it is no time.
const UNITS: [&str; 14] = [
    "jahre",
    "jahren",
    "jahrige",
    "j",
    "personen",
    "platze",
    "teilnehmer",
    "teilnehmende",
    "min",
    "minuten",
    "stunden",
    "std",
    "euro",
    "wochen",
];

/// The span at a place.
pub(super) fn span_at(tokens: &[Token<'_>], place: usize) -> Option<At<Span>> {
    let mut next = place;
    let (mut is_between, mut is_at) = (false, false);
    while let Some(word) =
        tokens.get(next).and_then(Token::word).filter(|word| LEADS.contains(word))
    {
        is_between |= matches!(word, "zwischen" | "between");
        is_at = matches!(word, "um" | "gegen");
        next += 1;
        next += usize::from(
            tokens.get(next).is_some_and(|token| token.is_sign('.') || token.is_sign(':')),
        );
    }
    let At { found: first, next } =
        clock_at(tokens, next).or_else(|| spoken::start_at(tokens, next)).or_else(|| {
            // "um neun".
            spoken::end_at(tokens, next).filter(|end| is_at && ends_there(tokens, end.next))
        })?;
    let ended = end_at(tokens, next, is_between);
    let next = ended.as_ref().map_or(next, |end| end.next);
    let last = ended.and_then(|end| end.found);
    let is_counted = tokens
        .get(next)
        .and_then(Token::word)
        .is_some_and(|word| !AFTER.contains(&word) && weekday(word).is_none() && counts(word));
    let is_unit = tokens.get(next).and_then(Token::word).is_some_and(|word| UNITS.contains(&word));
    let is_explicit = first.is_explicit || last.is_some_and(|last| last.is_explicit);
    if !is_explicit && (is_unit || (is_counted && last.is_none())) {
        return None;
    }
    Some(At { found: span(first, last, is_explicit)?, next })
}

/// Whether a number in front of this word counts it: "10 Termine".
fn counts(word: &str) -> bool {
    !is_filler(word) || matches!(word, "termine" | "terminen" | "tage" | "zeiten")
}

/// Whether no word follows that a number in words could count.
fn ends_there(tokens: &[Token<'_>], place: usize) -> bool {
    tokens.get(place).and_then(Token::word).is_none_or(is_filler)
}

fn span(first: Clock, last: Option<Clock>, is_explicit: bool) -> Option<Span> {
    let half = first.half.or(last.and_then(|last| last.half));
    // "11-1 pm" begins in the morning.
    let is_over_noon =
        first.half.is_none() && last.is_some_and(|last| first.hour % 12 > last.hour % 12);
    let from = first.time(if is_over_noon { None } else { half })?;
    let to = last.map(|last| last.time(last.half)).map_or(Some(None), |to| to.map(Some))?;
    let is_early = !is_explicit && half.is_none() && from.hour() < 7;
    // "halb zehn bis elf" is in the morning, "halb zehn" and "halb acht bis neun" may be in the evening.
    let is_morning = from.hour() > 7 && last.is_some();
    let is_colloquial = first.is_colloquial && from.hour() < 12 && !is_morning;
    let is_unsure = first.is_unsure || last.is_some_and(|last| last.is_unsure);
    let is_of_either_half = is_early || is_colloquial;
    let is_explicit = is_explicit || last.is_some();
    let span = Span { from, to, is_of_either_half, is_explicit, is_unsure };
    // Nobody meets at a quarter past three in the night.
    let is_night = is_colloquial && (1..7).contains(&from.hour());
    let to_noon = |to: Time| if to.hour() < 12 { after_noon(to) } else { to };
    let late = Span { from: after_noon(from), to: to.map(to_noon), ..span };
    Some(if is_night { late } else { span })
}

impl Clock {
    fn time(self, half: Option<Half>) -> Option<Time> {
        let hour = match half {
            Some(Half::Pm) if self.hour < 12 => self.hour + 12,
            Some(Half::Am) if self.hour == 12 => 0,
            _ if self.hour == 24 && self.minute == 0 => 0,
            _ => self.hour,
        };
        Time::new(hour, self.minute, self.second, 0).ok()
    }
}

/// The end of a span; its clock is `None` where the end is open.
fn end_at(tokens: &[Token<'_>], place: usize, is_between: bool) -> Option<At<Option<Clock>>> {
    // "17 Uhr bis" and the end may stand in two lines.
    let is_wrapped = tokens.get(place)?.is_sign('\n')
        && tokens.get(place + 1).and_then(Token::word).is_some_and(|word| ENDS.contains(&word));
    let place = place + usize::from(is_wrapped);
    let token = tokens.get(place)?;
    let is_end = token.is_sign('-')
        || token.word().is_some_and(|word| {
            ENDS.contains(&word) || (is_between && matches!(word, "und" | "u" | "and" | "ve" | "і"))
        });
    if !is_end {
        return None;
    }
    let mut next = place + 1;
    next += usize::from(tokens.get(next).is_some_and(|token| token.is_sign('\n')));
    // "9 b. 12 Uhr", "zwischen 9 u. 12 Uhr".
    if matches!(token.word(), Some("b" | "u")) {
        next += usize::from(tokens.get(next)?.is_sign('.'));
    }
    while tokens
        .get(next)
        .and_then(Token::word)
        .is_some_and(|word| matches!(word, "bis" | "ca" | "gegen" | "etwa"))
    {
        next += 1;
        next += usize::from(tokens.get(next).is_some_and(|token| token.is_sign('.')));
    }
    // "18 Uhr bis 16.12.2026": the end of the series.
    let is_date = |date: At<WrittenDate>| date.found.year.is_some() || !token.is_sign('-');
    if date_at(tokens, next).is_some_and(is_date) {
        return None;
    }
    if let Some(next) = open_end_at(tokens, next) {
        return Some(At { found: None, next });
    }
    clock_at(tokens, next)
        .or_else(|| spoken::end_at(tokens, next))
        .map(|At { found, next }| At { found: Some(found), next })
}
