//! Ages in years and months: "6-12 Jahre", "ab 18", "U3", "60+".

use shared::search::fold::words;
use std::iter::Peekable;
use std::ops::RangeInclusive;

/// Words and endings that only say that a number counts years or months.
const UNITS: [&str; 12] = [
    "jahre", "jahren", "jahr", "j", "monate", "monaten", "monat", "mon", "jahrige", "jahrigen",
    "jahriger", "jg",
];

/// Ages in a text.
#[derive(Default)]
pub(super) struct Years {
    pub(super) ranges: Vec<RangeInclusive<u32>>,
    /// The other words, folded.
    pub(super) rest: Vec<String>,
    /// "U25" has no first age; that of youth is assumed.
    pub(super) is_doubtful: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Bound {
    #[default]
    None,
    /// A number was read, which may begin a range.
    First(u32),
    From,
    /// "zwischen" was read, which a range follows.
    Between,
    /// Its first number.
    FirstOf(u32),
    To(u32),
    Below(u32),
    /// "U25".
    Under,
}

/// Ages from which "U25" means young people only.
const GROWN: u32 = 18;
/// First age of those whom youth services call "U25".
const YOUTH: u32 = 15;

/// Ranges of ages in a text; `None` where it has none or one makes no sense.
pub(super) fn years(text: &str) -> Option<Years> {
    // Without its dots it would be "U60".
    let text = text.replace("Ü", "über ").replace("ü ", "über ");
    let text = text
        .replace(['–', '—'], "-")
        .replace('+', " plus ")
        .replace('-', " bis ")
        .replace(['(', ')'], " ");
    let mut words = words(&text).into_iter().flat_map(|word| split_number(&word)).peekable();
    let mut years = Years::default();
    let mut open = Bound::None;
    while let Some(word) = words.next() {
        open = match word.parse::<u32>() {
            Ok(number) => years.take_number(number, open, &mut words)?,
            Err(_) => years.take_word(word, open, words.peek().is_none()),
        };
    }
    (!years.ranges.is_empty()).then_some(years)
}

impl Years {
    fn take_word(&mut self, word: String, open: Bound, is_last: bool) -> Bound {
        match (word.as_str(), open) {
            ("ab" | "uber" | "mindestens" | "mind" | "over", _) if !is_last => Bound::From,
            ("unter" | "u", Bound::To(first)) => Bound::Below(first),
            ("bis", Bound::First(first)) | ("und" | "u" | "and", Bound::FirstOf(first)) => {
                Bound::To(first)
            }
            ("unter", _) => Bound::Below(0),
            ("u", _) => Bound::Under,
            ("zwischen" | "zw" | "between", _) => Bound::Between,
            ("bis" | "max" | "maximal" | "hochstens", _) => Bound::To(0),
            ("plus" | "aufwarts" | "alter" | "alteren", Bound::First(first)) => {
                self.ranges.pop();
                self.ranges.push(first..=u32::MAX);
                Bound::None
            }
            (unit, open) if UNITS.contains(&unit) => open,
            _ => {
                self.rest.push(word);
                open
            }
        }
    }

    /// `None` where the number is no age.
    fn take_number(
        &mut self,
        number: u32,
        open: Bound,
        words: &mut Peekable<impl Iterator<Item = String>>,
    ) -> Option<Bound> {
        let is_months = words.peek().is_some_and(|unit| unit.starts_with("mon"));
        let age = if is_months { number / 12 } else { number };
        if age > 120 {
            return None;
        }
        match open {
            Bound::From => self.ranges.push(age..=u32::MAX),
            Bound::To(first) if first <= age => {
                // The last month begins no further year.
                let is_whole = is_months && number.is_multiple_of(12);
                let last = if is_whole { age.saturating_sub(1) } else { age };
                self.close(first, last.max(first));
            }
            Bound::Below(first) if first < age => self.close(first, age - 1),
            Bound::Under if age >= GROWN => {
                self.is_doubtful = true;
                self.ranges.push(YOUTH..=age - 1);
            }
            Bound::Under if age > 0 => self.ranges.push(0..=age - 1),
            Bound::To(_) | Bound::Below(_) | Bound::Under => return None,
            Bound::None | Bound::First(_) | Bound::Between | Bound::FirstOf(_) => {
                self.ranges.push(age..=age);
            }
        }
        if open == Bound::Between {
            return Some(Bound::FirstOf(age));
        }
        // "ab 3 bis 6 Jahre" ends.
        let has_end = words.peek().is_some_and(|word| word == "bis");
        Some(if open == Bound::From && !has_end { Bound::None } else { Bound::First(age) })
    }

    /// A range in place of its first age.
    fn close(&mut self, first: u32, last: u32) {
        if first > 0 || self.ranges.last() == Some(&(first..=first)) {
            self.ranges.pop();
        }
        self.ranges.push(first..=last);
    }
}

/// "u3" and "12j" as letters and digits.
fn split_number(word: &str) -> Vec<String> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    match word.find(is_digit) {
        Some(0) => {
            let end = word.find(|letter| !is_digit(letter)).unwrap_or(word.len());
            [&word[..end], &word[end..]]
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        }
        Some(place) => vec![word[..place].to_owned(), word[place..].to_owned()],
        None => vec![word.to_owned()],
    }
}
