//! Addresses in cells: "Lange Straße 18, 44579 Castrop-Rauxel", with or without commas, town,
//! postal code.

mod labels;
pub(crate) mod parts;

use super::pieces::states_nothing;
use super::reading::{Assumption, CellReading, Doubt, DoubtReason};
use labels::{labelled_address, with_labels};
use shared::contact::Address;
use shared::search::fold::words;
use shared::text::{Line, Text, TextError};
use std::ops::Range;

/// Beginnings of folded words that say where inside a building.
const INSIDE: [&str; 20] = [
    "og",
    "eg",
    "ug",
    "dg",
    "etage",
    "stock",
    "obergeschoss",
    "erdgeschoss",
    "untergeschoss",
    "hintereingang",
    "seiteneingang",
    "eingang",
    "raum",
    "zimmer",
    "saal",
    "hinterhaus",
    "hinterhof",
    "aufgang",
    "keller",
    "parterre",
];

/// Street, then postal code and place.
pub(crate) fn format_address(address: &Address) -> String {
    let code = address.postal_code.as_ref().map(Text::as_str);
    let place = address.place.as_ref().map(Text::as_str);
    let town = [code, place].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let street = address.street.as_ref().map(Text::as_str).unwrap_or_default();
    let plain =
        [street, &town].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if read(&plain) == CellReading::sure(Some(address.clone())) {
        plain
    } else {
        with_labels(address)
    }
}

/// Street, postal code and place; words about the inside of a building are kept beside it.
pub(crate) fn read(cell: &str) -> CellReading<Option<Address>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    if let Some(address) = labelled_address(cell) {
        return address.map_or_else(
            |_| CellReading::unreadable(cell),
            |address| CellReading::sure(Some(address)),
        );
    }
    if is_no_address(cell) {
        return CellReading::unreadable(cell);
    }
    let mut beside = Vec::new();
    let plain = without_inside(cell, &mut beside);
    let Parts { street, code, place, doubt, house } =
        parts(&plain).unwrap_or_else(|| without_code(&plain));
    let line = |text: &str| -> Result<Option<Line>, TextError> {
        if text.is_empty() { Ok(None) } else { Text::parse(text).map(Some) }
    };
    let code = code.map(|code| Text::parse(&code)).transpose();
    let (Ok(street), Ok(place), Ok(postal_code)) = (line(&street), line(&place), code) else {
        return CellReading::unreadable(cell);
    };
    CellReading::sure(Some(Address { street, postal_code, place }))
        .with(doubt)
        .with(house)
        .with(beside)
}

/// Whether a cell has labels, so that its parts are what they say.
pub(crate) fn is_labelled(cell: &str) -> bool {
    labelled_address(cell).is_some()
}

/// "wechselnde Orte", "siehe Homepage", "nach Absprache".
fn is_no_address(cell: &str) -> bool {
    const BEGINNINGS: [&str; 12] = [
        "online",
        "digital",
        "zoom",
        "wechselnd",
        "verschieden",
        "unterschiedlich",
        "divers",
        "siehe",
        "nach absprache",
        "nach vereinbarung",
        "auf anfrage",
        "wird bekannt",
    ];
    let text = words(cell).join(" ");
    let has_number = cell.chars().any(|letter| letter.is_ascii_digit());
    !has_number && BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
}

/// Without a postal code the first part is the street.
fn without_code(text: &str) -> Parts {
    let text = text.replace(" | ", ", ").replace(" · ", ", ");
    // "Musterweg 3 / Marl", "Musterweg 3 in Marl"; "3 / 5" are house numbers.
    let text = match text.split_once(" / ").or_else(|| split_at_in(&text)) {
        Some((street, place)) if place.starts_with(char::is_alphabetic) => {
            format!("{street}, {place}")
        }
        _ => text,
    };
    let mut parts = text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let street = parts.next().unwrap_or_default().to_owned();
    Parts {
        street,
        code: None,
        place: parts.collect::<Vec<_>>().join(", "),
        doubt: None,
        house: None,
    }
}

/// "Musterweg 3 in Marl"; a street may have the word in its name.
fn split_at_in(text: &str) -> Option<(&str, &str)> {
    let (street, place) = text.split_once(" in ")?;
    let has_number = street.ends_with(|letter: char| letter.is_ascii_digit());
    let is_name = place.starts_with(char::is_uppercase)
        && !place.contains(|letter: char| letter.is_ascii_digit());
    (has_number && is_name).then_some((street, place))
}

/// Parts around a postal code.
struct Parts {
    street: String,
    code: Option<String>,
    place: String,
    doubt: Option<Doubt>,
    /// The name of a building.
    house: Option<Doubt>,
}

impl Parts {
    /// "Gemeindehaus, Kirchplatz 2": the only part with a number is the street, and the others are
    /// kept beside it.
    fn without_house(self) -> Self {
        // "Haus der Begegnung - Ringstr. 5"; a dash between numbers joins them.
        let dashed = |part: &'_ str| match part.split_once(" - ") {
            Some((name, _)) if !name.chars().any(|letter| letter.is_ascii_digit()) => " - ",
            _ => ", ",
        };
        let split = self.street.split(", ").flat_map(|part| part.split(dashed(part)));
        let parts: Vec<&str> = split.collect();
        let is_street = |part: &&str| part.chars().any(|letter| letter.is_ascii_digit());
        let [street] = parts.iter().copied().filter(|part| is_street(part)).collect::<Vec<_>>()[..]
        else {
            return self;
        };
        let others: Vec<&str> = parts.into_iter().filter(|part| !is_street(part)).collect();
        if others.is_empty() || street.starts_with(|letter: char| letter.is_ascii_digit()) {
            return self;
        }
        let house = Some(Doubt::beside(&others.join(", ")));
        Self { street: street.to_owned(), house, ..self }
    }
}

fn parts(text: &str) -> Option<Parts> {
    let code = find_code(text)?;
    let is_gap = |letter: char| letter.is_whitespace() || ",;\n/|·•".contains(letter);
    let trim = |text: &str| tidy(text.trim_matches(is_gap));
    // "Musterweg 3 - 45768 Marl".
    let before =
        text[..code.start].trim_end_matches(|letter| is_gap(letter) || "-–".contains(letter));
    let before = trim(before.strip_suffix(" in").unwrap_or(before));
    let after = trim(&text[code.end..]);
    let doubt = code
        .is_short
        .then(|| Doubt::new(code.digits, DoubtReason::Assumed(Assumption::LeadingZero)));
    let code =
        Some(if code.is_short { format!("0{}", code.digits) } else { code.digits.to_owned() });
    if !before.is_empty() {
        return Some(
            Parts { street: before, code, place: after, doubt, house: None }.without_house(),
        );
    }
    // The town came first.
    match after.split_once(", ") {
        Some((place, street)) if street.chars().any(|letter| letter.is_ascii_digit()) => {
            Some(Parts {
                street: street.to_owned(),
                code,
                place: place.to_owned(),
                doubt,
                house: None,
            })
        }
        _ => Some(Parts { street: String::new(), code, place: after, doubt, house: None }),
    }
}

struct Code<'a> {
    start: usize,
    end: usize,
    digits: &'a str,
    /// A zero was lost.
    is_short: bool,
}

/// The last number of five digits, or of four before a word and behind a comma.
fn find_code(text: &str) -> Option<Code<'_>> {
    let mut found = None;
    let mut place = 0;
    while let Some(begin) = text[place..].find(|letter: char| letter.is_ascii_digit()) {
        let mut start = place + begin;
        let end = text[start..]
            .find(|letter: char| !letter.is_ascii_digit())
            .map_or(text.len(), |length| start + length);
        place = end;
        let digits = &text[start..end];
        let before = text[..start].trim_end();
        let is_country = |mark: &str| {
            let before = text[..start].strip_suffix(mark);
            before.is_some_and(|before| before.is_empty() || before.ends_with([' ', ',', '\n']))
        };
        let has_country = ["D-", "DE-", "D ", "D - "].into_iter().any(is_country);
        let is_apart = start == 0 || has_country || text[..start].ends_with([' ', ',', '\n']);
        let behind = text[end..].trim_start_matches(' ');
        let ends_well = behind.is_empty()
            || behind.starts_with([',', '\n'])
            || behind.starts_with(char::is_alphabetic);
        let is_short = digits.len() == 4
            && (before.is_empty() || before.ends_with([',', '\n']))
            && behind.starts_with(char::is_uppercase);
        if is_apart && ends_well && (digits.len() == 5 || is_short) {
            if has_country {
                start = text[..start].rfind('D').unwrap_or(start);
            }
            found = Some(Code { start, end, digits, is_short });
        }
    }
    found
}

/// Line breaks as commas, one space.
fn tidy(text: &str) -> String {
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// Takes out parts that say where inside a building.
fn without_inside(cell: &str, beside: &mut Vec<Doubt>) -> String {
    let mut kept = String::new();
    let mut rest = cell;
    while let Some((before, behind)) = rest.split_once('(') {
        let Some((inner, after)) = behind.split_once(')') else { break };
        kept.push_str(before.trim_end());
        if is_inside(inner) || !inner.chars().any(|letter| letter.is_ascii_digit()) {
            beside.push(Doubt::beside(inner));
        } else {
            kept.extend([" (", inner, ")"]);
        }
        rest = after;
    }
    kept.push_str(rest);
    if let Some(corner) = corner(&kept) {
        beside.push(Doubt::beside(&kept[corner.clone()]));
        let begin = kept[..corner.start].trim_end_matches([' ', '/', ',', '-', '–']).len();
        kept.replace_range(begin..corner.end, "");
    }
    let parts: Vec<&str> = kept.split_inclusive([',', '\n']).collect();
    if parts.len() < 2 {
        return kept;
    }
    let (inside, others): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|part| is_inside(part.trim_matches([',', '\n', ' '])));
    beside.extend(inside.iter().map(|part| Doubt::beside(part.trim_matches([',', '\n', ' ']))));
    others.concat()
}

/// The street at the corner, behind a street with its number: "Mühlenstr. 22 / Ecke Gartenweg".
fn corner(text: &str) -> Option<Range<usize>> {
    let start = text.find("Ecke ").or_else(|| text.find("Ecke: "))?;
    let before = &text[..start];
    let is_apart = before.ends_with([' ', '/', ',', '-']);
    let has_number = before.chars().any(|letter| letter.is_ascii_digit());
    let end = text[start..].find([',', '\n']).map_or(text.len(), |length| start + length);
    let is_name = !text[start..end].chars().any(|letter| letter.is_ascii_digit());
    (is_apart && has_number && is_name).then_some(start..end)
}

fn is_inside(part: &str) -> bool {
    let words = words(part);
    let is_about = |word: &String| {
        INSIDE.contains(&word.as_str()) || word.ends_with("eingang") || word.ends_with("geschoss")
    };
    let is_number =
        |word: &String| word.len() <= 4 && word.bytes().any(|byte| byte.is_ascii_digit());
    let is_joint = |word: &String| {
        word.len() <= 3 || matches!(word.as_str(), "erster" | "zweiter" | "links" | "rechts")
    };
    words.iter().any(is_about)
        && words.iter().all(|word| is_about(word) || is_number(word) || is_joint(word))
}

#[cfg(test)]
mod tests;
