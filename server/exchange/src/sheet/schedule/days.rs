//! Days of the week: names, abbreviations, "werktags", "Mo-Fr".

use super::clock::At;
use super::tokens::{Kind, Token};
use shared::offer::schedule::Weekday;

/// Folded names of a day.
const NAMES: [(Weekday, &[&str]); 7] = [
    (Weekday::Mo, &["mo", "mon", "montag", "montags", "monday", "mondays", "montage"]),
    (Weekday::Tu, &["di", "die", "dienstag", "dienstags", "tu", "tusday", "tusdays", "dienstage"]),
    (Weekday::We, &["mi", "mit", "mittwoch", "mittwochs", "wed", "wednesday", "wednesdays"]),
    (Weekday::Th, &["do", "don", "donnerstag", "donnerstags", "thu", "thursday", "thursdays"]),
    (Weekday::Fr, &["fr", "fre", "freitag", "freitags", "fri", "friday", "fridays"]),
    (
        Weekday::Sa,
        &[
            "sa",
            "sam",
            "samstag",
            "samstags",
            "sonnabend",
            "sonnabends",
            "sat",
            "saturday",
            "saturdays",
        ],
    ),
    (Weekday::Su, &["so", "son", "sonntag", "sonntags", "sun", "sunday", "sundays"]),
];
/// Abbreviations that are more often another word.
const WORDS: [&str; 7] = ["die", "mit", "so", "don", "son", "sam", "sun"];
const PARTS_OF_DAY: [&str; 8] =
    ["vormittag", "nachmittag", "abend", "morgen", "mittag", "fruh", "nacht", "spatnachmittag"];

/// Days that were named together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) named: Vec<Weekday>,
    /// "werktags" includes Saturday for some.
    pub(super) is_doubtful: bool,
    /// "Montagabend" is in the second half of the day.
    pub(super) is_afternoon: bool,
}

/// The day with this folded name.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    NAMES.iter().find(|(_, names)| names.contains(&word)).map(|(day, _)| *day)
}

/// Whether a folded word names a part of the day, and if so whether it is after noon.
pub(super) fn part_of_day(word: &str) -> Option<bool> {
    let part = word.strip_suffix('s').unwrap_or(word);
    let is_part = PARTS_OF_DAY.contains(&part);
    is_part.then(|| part.ends_with("nachmittag") || matches!(part, "abend" | "nacht"))
}

/// The days at a place.
pub(super) fn days_at(tokens: &[Token<'_>], place: usize) -> Option<At<Days>> {
    let first = day_at(tokens, place)?;
    let At { found: Days { named: days, .. }, next } = &first;
    let ([first_day], Some(dash)) = (&days[..], tokens.get(*next)) else { return Some(first) };
    let is_range = dash.is_sign('-') || matches!(dash.word(), Some("bis" | "to" | "through"));
    let last = if is_range { day_at(tokens, next + 1) } else { None };
    match last {
        Some(At { found: Days { named: days, is_afternoon, .. }, next }) if days.len() == 1 => {
            let days = through(*first_day, days[0]);
            Some(At { found: Days { named: days, is_doubtful: false, is_afternoon }, next })
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
    let sure =
        |days: &[Weekday]| Days { named: days.to_vec(), is_doubtful: false, is_afternoon: false };
    let found = match word {
        "werktags" | "werktaglich" | "werktagen" | "werktage" => {
            Some(Days { is_doubtful: true, ..sure(&Weekday::ALL[..5]) })
        }
        "wochentags" | "weekdays" => Some(sure(&Weekday::ALL[..5])),
        "taglich" | "daily" => Some(sure(&Weekday::ALL)),
        "wochenende" | "wochenends" | "wochenenden" | "weekends" | "weekend" => {
            Some(sure(&Weekday::ALL[5..]))
        }
        _ => weekday(word)
            .filter(|_| !WORDS.contains(&word) || is_abbreviation(tokens, place))
            .map(|day| sure(&[day]))
            .or_else(|| compound(word)),
    }?;
    let is_point = tokens.get(place + 1).is_some_and(|token| {
        token.is_sign('.') && token.start == tokens[place].end && word.len() <= 3
    });
    Some(At { found, next: place + 1 + usize::from(is_point) })
}

/// "montagabends".
fn compound(word: &str) -> Option<Days> {
    let place =
        word.find("tag").map(|place| place + 3).or_else(|| word.find("mittwoch").map(|_| 8))?;
    let (day, part) = (word.get(..place)?, word.get(place..)?);
    let is_afternoon = part_of_day(part)?;
    Some(Days { named: vec![weekday(day)?], is_doubtful: false, is_afternoon })
}

/// Whether a word that is also an article stands for a day: a sign, number or day follows.
fn is_abbreviation(tokens: &[Token<'_>], place: usize) -> bool {
    match tokens.get(place + 1).map(|token| &token.kind) {
        None | Some(Kind::Number(_) | Kind::Sign(_)) => true,
        Some(Kind::Word(word)) => {
            matches!(word.as_str(), "und" | "u" | "bis" | "von" | "ab" | "um" | "oder")
        }
    }
}
