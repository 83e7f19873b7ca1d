//! Telephone numbers as people and spreadsheet programs write them.

use super::pieces::states_none;
use super::reading::{Assumption, CellReading, DoubtReason};
use super::zeros::with_zeros;
use shared::contact::Phone;

/// Fewest digits of a number with its area code, without the zero.
const FEWEST: usize = 8;
/// Most digits of a number, without country code.
const MOST: usize = 13;

/// The first number; other words are kept beside it.
pub(crate) fn read(cell: &str) -> CellReading<Option<Phone>> {
    if states_none(cell) {
        return CellReading::sure(None);
    }
    let plain = with_zeros(cell);
    let Some(First { start, end }) = first_number(&plain).or_else(|| short_code(&plain)) else {
        return CellReading::unreadable(cell);
    };
    let number = plain[start..end]
        .trim_matches(|letter: char| letter.is_whitespace() || "-/.,;:".contains(letter));
    let number = balanced(number);
    let Some(completed) = completed(&number) else { return CellReading::unreadable(cell) };
    let Ok(phone) = Phone::parse(&completed.text) else { return CellReading::unreadable(cell) };
    let mut reading = CellReading::sure(Some(phone));
    if let Some(assumption) = completed.assumption {
        reading = reading.doubted(&number, DoubtReason::Assumed(assumption));
    }
    if plain[start..end] != cell[start..end] {
        reading = reading.doubted(&cell[start..end], DoubtReason::Assumed(Assumption::Spelling));
    }
    let is_label =
        |text: &str| text.chars().all(|letter| !letter.is_alphanumeric()) || is_label(text);
    for rest in [&cell[..start], &cell[end..]] {
        if !is_label(rest) {
            reading = reading.doubted(
                rest.trim_matches(|letter: char| {
                    letter.is_whitespace() || ",;:()/".contains(letter)
                }),
                DoubtReason::Partly,
            );
        }
    }
    reading
}

/// Numbers of emergency services, helplines and authorities, which have no area code.
const SHORT_CODES: [&str; 6] = ["110", "112", "115", "116117", "116116", "19222"];

/// A short code that stands alone, or behind words that only say what it is. The European range
/// 116 has six digits.
fn short_code(cell: &str) -> Option<First> {
    let begin = cell.find(|letter: char| letter.is_ascii_digit())?;
    let end = cell[begin..]
        .find(|letter: char| !letter.is_ascii_digit() && letter != ' ')
        .map_or(cell.len(), |length| begin + length);
    let code: String = cell[begin..end].chars().filter(char::is_ascii_digit).collect();
    let is_harmonised = code.len() == 6 && code.starts_with("116");
    let is_alone = !cell[..begin]
        .ends_with(|letter: char| letter.is_alphanumeric() || "-/+".contains(letter))
        && !cell[end..].starts_with(['-', '/', ',', '.']);
    (is_alone && (is_harmonised || SHORT_CODES.contains(&code.as_str())))
        .then_some(First { start: begin, end })
}

struct First {
    start: usize,
    end: usize,
}

/// The first run of digits and separators that is long enough; a separator with spaces around it
/// ends it where a whole number came before.
fn first_number(cell: &str) -> Option<First> {
    let is_part = |letter: char| letter.is_ascii_digit() || "+-/() .\u{a0}–".contains(letter);
    let mut from = 0;
    while let Some(begin) =
        cell[from..].find(|letter: char| letter.is_ascii_digit() || "+(".contains(letter))
    {
        let start = from + begin;
        let run =
            cell[start..].find(|letter| !is_part(letter)).map_or(cell.len(), |end| start + end);
        let end = start + one_number(&cell[start..run]);
        let text = &cell[start..end];
        // "4,92E+11" is a number that a spreadsheet program shortened.
        let mut behind = cell[end..].chars();
        let is_mixed = behind.next().is_some_and(|letter| letter.is_alphabetic() || letter == ',')
            && behind.next().is_some_and(|letter| letter.is_ascii_digit() || "+-".contains(letter));
        if digits(text) >= 5 && !is_mixed && !is_fax(&cell[..start]) {
            return Some(First { start, end });
        }
        // Behind the number of a fax the one of a telephone may follow.
        from = if run > start && !is_fax(&cell[..start]) { run } else { end.max(start + 1) };
    }
    None
}

/// Whether the words before a number say that it is the one of a fax only: "Fax:", not "Tel./Fax".
fn is_fax(before: &str) -> bool {
    let clause = before.rsplit([',', ';', '\n', ')']).next().unwrap_or_default();
    let words = shared::search::fold::words(clause);
    let mut last = words.iter().rev().map(String::as_str).skip_while(|word| {
        matches!(*word, "nr" | "nummer") || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_named =
        |word: &str| word.starts_with("fax") || word.starts_with("telefax") || word == "f";
    last.next().is_some_and(is_named)
        && !last.next().is_some_and(|word| LABELS.contains(&word) && word != "nr")
}

/// Where the first of several numbers ends: "02361 5550101 / 5550102".
fn one_number(run: &str) -> usize {
    // "0049 (0)2362 / 55 50" has only the area code in front of the slash.
    let whole = |text: &str| digits(without_country(text)) >= 8;
    for (place, letter) in run.char_indices() {
        let (before, after) = run.split_at(place);
        let is_gap = letter == '/'
            || (letter == ' ' && after.trim_start().starts_with(['+', '0']) && digits(after) >= 8)
            || (letter == '(' && !after.starts_with("(0)"));
        if is_gap && whole(before) && digits(after) >= 1 {
            return place;
        }
    }
    run.len()
}

/// The number behind the code of a country.
fn without_country(text: &str) -> &str {
    let behind = ["+49", "0049"].iter().find_map(|code| text.strip_prefix(code));
    let behind = behind.map(str::trim_start);
    behind.map_or(text, |behind| behind.strip_prefix("(0)").unwrap_or(behind))
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Without parentheses that are not closed, and with plain signs.
fn balanced(number: &str) -> String {
    let plain = number.replace('–', "-").replace('\u{a0}', " ");
    let is_open = plain.matches('(').count() != plain.matches(')').count();
    if is_open { plain.replace(['(', ')'], "").trim().to_owned() } else { plain }
}

struct Completed {
    text: String,
    assumption: Option<Assumption>,
}

/// The number with what it lost; `None` without an area code, where no telephone could dial it from
/// another town.
fn completed(number: &str) -> Option<Completed> {
    let as_it_is = |text: String| Some(Completed { text, assumption: None });
    let count = digits(number);
    if short_code(number).is_some_and(|code| code.start == 0 && code.end == number.len()) {
        return as_it_is(number.to_owned());
    }
    let first = number.trim_start_matches('(');
    let in_one = || without_late_slash(number);
    if first.starts_with('+') {
        return as_it_is(in_one()).filter(|_| (8..=15).contains(&count));
    }
    if first.starts_with("00") {
        return as_it_is(in_one()).filter(|_| (10..=17).contains(&count));
    }
    if first.starts_with('0') {
        return as_it_is(number.to_owned()).filter(|_| (6..=MOST + 1).contains(&count));
    }
    // "49" is a country code in front of a whole number only.
    if first.starts_with("49") && count > MOST - 2 {
        return Some(Completed {
            text: format!("+{number}"),
            assumption: Some(Assumption::CountryCode),
        });
    }
    (FEWEST..=MOST).contains(&count).then(|| Completed {
        text: format!("0{number}"),
        assumption: Some(Assumption::LeadingZero),
    })
}

/// "0049 (0)2362 / 55 50": behind nine digits a slash would separate two numbers.
fn without_late_slash(number: &str) -> String {
    match number.split_once('/') {
        Some((before, behind)) if digits(before) >= 9 => {
            format!("{} {}", before.trim_end(), behind.trim_start())
        }
        _ => number.to_owned(),
    }
}

/// Folded words in front of a number that only say what it is.
const LABELS: [&str; 20] = [
    "tel",
    "telef",
    "telefon",
    "telefonnummer",
    "telefonnr",
    "fon",
    "phone",
    "mobil",
    "mobile",
    "mobiltelefon",
    "mobilnummer",
    "handy",
    "handynummer",
    "nr",
    "nummer",
    "rufnummer",
    "festnetz",
    "telefonisch",
    "unter",
    "t",
];

fn is_label(text: &str) -> bool {
    shared::search::fold::words(text).iter().all(|word| LABELS.contains(&word.as_str()))
}
