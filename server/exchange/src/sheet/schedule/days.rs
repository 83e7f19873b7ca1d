//! Days of the week: names, abbreviations, "werktags", "Mo-Fr".

mod names;

use super::tokens::{At, Kind, Token};
use super::vocabulary::is_closing;
use names::GERMAN;
pub(super) use names::weekday;
use shared::offer::schedule::Weekday;
use strsim::osa_distance;

/// Abbreviations that are more often another word.
const WORDS: [&str; 16] = [
    "die", "mit", "so", "don", "son", "sam", "sun", "diens", "dienst", "frei", "donn", "sonn",
    "sal", "car", "cum", "paz",
];
const MORNING: [&str; 4] = ["vormittag", "vorm", "morgen", "fruh"];
const NOON: [&str; 1] = ["mittag"];
const AFTERNOON: [&str; 4] = ["nachmittag", "nachm", "spatnachmittag", "nachmitt"];
const EVENING: [&str; 2] = ["abend", "nacht"];
/// Days that were named together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) named: Vec<Weekday>,
    /// "werktags" includes Saturday for some.
    pub(super) is_doubtful: bool,
    /// "Montagabend".
    pub(super) part: Option<Part>,
    /// The name that a mistyped one is like.
    pub(super) similar: Option<&'static str>,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

impl Days {
    pub(super) fn sure(named: &[Weekday]) -> Self {
        Self { named: named.to_vec(), is_doubtful: false, part: None, similar: None }
    }
}

/// The day whose name a mistyped one is like: one letter is wrong, missing, added or swapped.
fn mistyped(word: &str) -> Option<Days> {
    let is_like = |name: &str| {
        let name = name.to_lowercase();
        osa_distance(word, &name) == 1 || osa_distance(word, &format!("{name}s")) == 1
    };
    // A letter more or less, and the "s" of "montags".
    let is_near =
        |name: &str| word.len() > 5 && (name.len() - 1..=name.len() + 2).contains(&word.len());
    let mut found = GERMAN.into_iter().filter(|(_, name)| is_near(name) && is_like(name));
    let (day, name) = found.next().filter(|_| found.next().is_none())?;
    Some(Days { similar: Some(name), ..Days::sure(&[day]) })
}

/// The part of the day that a folded word names.
pub(super) fn part_of_day(word: &str) -> Option<Part> {
    let part = word.strip_suffix('s').unwrap_or(word);
    [
        (&MORNING[..], Part::Morning),
        (&NOON[..], Part::Noon),
        (&AFTERNOON[..], Part::Afternoon),
        (&EVENING[..], Part::Evening),
    ]
    .into_iter()
    .find(|(names, _)| names.contains(&part))
    .map(|(_, part)| part)
}

/// The days at a place.
pub(super) fn days_at(tokens: &[Token<'_>], place: usize) -> Option<At<Days>> {
    let first = day_at(tokens, place)?;
    let At { found: Days { named: days, .. }, next } = &first;
    let ([first_day], Some(dash)) = (&days[..], tokens.get(*next)) else { return Some(first) };
    let is_range = dash.is_sign('-')
        || matches!(
            dash.word(),
            Some("bis" | "to" | "through" | "thru" | "au" | "a" | "по" | "до" | "الي")
        );
    let last = if is_range { day_at(tokens, next + 1) } else { None };
    match last {
        Some(At { found: Days { named: days, part, similar, .. }, next }) if days.len() == 1 => {
            let named = through(*first_day, days[0]);
            let similar = similar.or(first.found.similar);
            Some(At { found: Days { named, is_doubtful: false, part, similar }, next })
        }
        _ => Some(first),
    }
}

/// Every day from one to the other, over the weekend where needed.
fn through(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let from_first = Weekday::ALL.into_iter().cycle().skip_while(|day| *day != first);
    let mut days: Vec<Weekday> = from_first.take(7).take_while(|day| *day != last).collect();
    days.push(last);
    days
}

fn day_at(tokens: &[Token<'_>], place: usize) -> Option<At<Days>> {
    let word = tokens.get(place)?.word()?;
    if let Some(part_of_week) = part_of_week(tokens, place) {
        return Some(At { found: part_of_week, next: place + 2 });
    }
    let found = match word {
        "werktags" | "werktaglich" | "werktagen" | "werktage" => {
            Some(Days { is_doubtful: true, ..Days::sure(&Weekday::ALL[..5]) })
        }
        "wochentags" | "weekdays" | "weekday" => Some(Days::sure(&Weekday::ALL[..5])),
        "taglich" | "tagl" | "tgl" | "daily" | "ежедневно" | "щодня" | "codziennie" => {
            Some(Days::sure(&Weekday::ALL))
        }
        "wochenende" | "wochenends" | "wochenenden" | "weekends" | "weekend" => {
            Some(Days::sure(&Weekday::ALL[5..]))
        }
        _ => weekday(word)
            .filter(|_| !WORDS.contains(&word) || is_abbreviation(tokens, place))
            .map(|day| Days::sure(&[day]))
            .or_else(|| compound(word))
            .or_else(|| mistyped(word)),
    }?;
    let is_point = tokens.get(place + 1).is_some_and(|token| {
        token.is_sign('.') && token.start == tokens[place].end && word.len() <= 7
    });
    Some(At { found, next: place + 1 + usize::from(is_point) })
}

/// Turkish for the weekend and the working days: "hafta sonu", "hafta içi".
fn part_of_week(tokens: &[Token<'_>], place: usize) -> Option<Days> {
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    match (word(place)?, word(place + 1)?) {
        ("hafta", "sonu" | "sonlari") => Some(Days::sure(&Weekday::ALL[5..])),
        ("hafta", "ici") => Some(Days::sure(&Weekday::ALL[..5])),
        _ => None,
    }
}

/// "montagabends"; "mittwochnachmittags" has the other "tag" at its end.
fn compound(word: &str) -> Option<Days> {
    let wednesday = word.strip_prefix("mittwoch").map(|_| "mittwoch".len());
    let place = wednesday.or_else(|| word.find("tag").map(|place| place + 3))?;
    let (day, part) = (word.get(..place)?, word.get(place..)?);
    let part = part_of_day(part)?;
    Some(Days { part: Some(part), ..Days::sure(&[weekday(day)?]) })
}

/// "So Gottesdienst 10.30 Uhr" at the beginning of a clause; "so gegen 10" says how late.
fn is_sunday_with_name(tokens: &[Token<'_>], place: usize) -> bool {
    let begins =
        place == 0 || [';', '\n', ',', '/'].iter().any(|sign| tokens[place - 1].is_sign(*sign));
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    let has_name = word(place + 1)
        .is_some_and(|name| !matches!(name, "gegen" | "ca" | "circa" | "etwa" | "zwischen"));
    let is_before_time = tokens.get(place + 2).is_some_and(|token| token.number().is_some());
    word(place) == Some("so") && begins && has_name && is_before_time
}

/// Whether a word that is also an article stands for a day: a sign, number or day follows.
fn is_abbreviation(tokens: &[Token<'_>], place: usize) -> bool {
    if is_sunday_with_name(tokens, place) {
        return true;
    }
    match tokens.get(place + 1).map(|token| &token.kind) {
        None | Some(Kind::Number(_) | Kind::Sign(_)) => true,
        Some(Kind::Word(word)) => {
            matches!(word.as_str(), "und" | "u" | "bis" | "von" | "ab" | "um" | "oder")
                || is_closing(word)
        }
    }
}
