//! Ages as people write them: "Jugendliche", "6-12 Jahre", "ab 18", "60+".

mod classes;
mod named_years;
mod names;
mod years;

use super::lists::folded;
use super::pieces::{coarse, content, fine, states_nothing};
use super::reading::{CellReading, Doubt, DoubtReason};
use super::schedule::dates::month;
use classes::{Classes, classes, is_school};
use jiff::civil::Date;
use named_years::NamedYears;
use names::{EVERYONE, FILLERS, like, named};
use shared::offer::audience::AgeGroup;
use shared::search::fold::words;
use std::ops::RangeInclusive;
use years::{Years, years};

use AgeGroup::{
    Adults, Babies, Kindergarten, PrimarySchool, Seniors, Toddlers, YoungAdults, Youth,
};

const BANDS: [(AgeGroup, RangeInclusive<u32>); 8] = [
    (Babies, 0..=0),
    (Toddlers, 1..=2),
    (Kindergarten, 3..=5),
    (PrimarySchool, 6..=9),
    (Youth, 10..=17),
    (YoungAdults, 18..=26),
    (Adults, 27..=59),
    (Seniors, 60..=u32::MAX),
];

/// Age groups from the youngest (years of birth as of `today`), empty for all; `None` where nothing is stated.
pub(crate) fn read(cell: &str, today: Date) -> CellReading<Option<Vec<AgeGroup>>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let mut found = Found::new(today);
    let cell = &without_fractions(cell);
    if !found.take(cell) {
        for part in coarse(cell) {
            if !found.take(part) {
                for piece in fine(part) {
                    if !found.take(piece) && !found.take_mistyped(piece) {
                        found.doubts.push(Doubt::beside(piece));
                    }
                }
            }
        }
    }
    if found.is_everyone {
        return CellReading { value: Some(Vec::new()), doubts: found.doubts };
    }
    if found.ages.is_empty() {
        return CellReading::unreadable(cell);
    }
    let ages: Vec<AgeGroup> =
        AgeGroup::ALL.into_iter().filter(|age| found.ages.contains(age)).collect();
    // "0-99 Jahre" names all.
    let ages = if ages.len() == AgeGroup::ALL.len() { Vec::new() } else { ages };
    CellReading { value: Some(ages), doubts: found.doubts }
}

/// "1,5 Jahre" as "1 Jahre": completed years decide.
fn without_fractions(cell: &str) -> String {
    let mut kept = String::with_capacity(cell.len());
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_fraction = matches!(letter, ',' | '.')
            && kept.ends_with(|before: char| before.is_ascii_digit())
            && letters.peek() == Some(&'5');
        if is_fraction {
            letters.next();
        } else {
            kept.push(letter);
        }
    }
    kept
}

/// What a spreadsheet program adds to a date: "00:00:00".
fn is_midnight(words: &[String]) -> bool {
    words.iter().all(|word| word.bytes().all(|digit| digit == b'0'))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

struct Found {
    today: Date,
    ages: Vec<AgeGroup>,
    is_everyone: bool,
    doubts: Vec<Doubt>,
}

impl Found {
    const fn new(today: Date) -> Self {
        Self { today, ages: Vec::new(), is_everyone: false, doubts: Vec::new() }
    }

    fn take(&mut self, text: &str) -> bool {
        let name = content(text, &FILLERS);
        if EVERYONE.contains(&name.as_str()) || EVERYONE.contains(&folded(text).as_str()) {
            self.is_everyone = true;
            return true;
        }
        self.take_name(text, &name)
            || self.take_parents(text)
            || self.take_month(text)
            || self.take_births(text)
            || self.take_classes(text)
            || self.take_years(text)
    }

    fn take_name(&mut self, text: &str, name: &str) -> bool {
        // The county's label without its years.
        if name == "kinder jugendliche" {
            self.ages.push(Youth);
            return true;
        }
        let Some((ages, is_sure)) = named(name) else { return false };
        self.ages.extend(ages);
        if !is_sure {
            self.doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        }
        true
    }

    /// A name with one wrong letter.
    fn take_mistyped(&mut self, text: &str) -> bool {
        let name = content(text, &FILLERS);
        let Some((label, (ages, _))) = like(&name).and_then(|like| Some((like, named(like)?)))
        else {
            return false;
        };
        self.ages.extend(ages);
        self.doubts.push(Doubt::new(text, DoubtReason::Similar { label: capitalised(label) }));
        true
    }

    /// Years of school, as the ages of those who are in them.
    fn take_classes(&mut self, text: &str) -> bool {
        let Some(Classes { ages, has_more }) = classes(text) else { return false };
        if has_more && text.contains([',', ';', '\n']) {
            return false;
        }
        self.take_range(&ages);
        if has_more {
            self.doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        }
        true
    }

    /// Ranges of years, with words that they make clearer.
    fn take_years(&mut self, text: &str) -> bool {
        let Some(Years { ranges, rest, is_doubtful }) = years(text) else { return false };
        // Years of school are no ages.
        if rest.iter().any(|word| is_school(word)) {
            return false;
        }
        let limits = NamedYears::new(&rest);
        // "Jugendliche (12-17), Erwachsene" is a list.
        if text.contains([',', ';', '\n']) && limits.has_others(&ranges) {
            return false;
        }
        for range in &ranges {
            match limits.ages(range) {
                Some(ages) => self.ages.extend(ages),
                None => self.take_range(range),
            }
        }
        // Parents beside the children are no group of their own.
        let has_with = rest.iter().any(|word| matches!(word.as_str(), "mit" | "m"));
        let is_known = |word: &String| {
            FILLERS.contains(&word.as_str())
                || named(word).is_some()
                || (word == "eltern" && has_with)
                || matches!(
                    word.as_str(),
                    "junge"
                        | "young"
                        | "jg"
                        | "kita"
                        | "mit"
                        | "ihren"
                        | "alle"
                        | "ca"
                        | "einschliesslich"
                )
        };
        if is_doubtful || !rest.iter().all(is_known) {
            self.doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        }
        true
    }

    fn take_range(&mut self, range: &RangeInclusive<u32>) {
        let touches =
            |band: &RangeInclusive<u32>| band.start() <= range.end() && range.start() <= band.end();
        self.ages.extend(BANDS.iter().filter(|(_, band)| touches(band)).map(|(age, _)| *age));
    }

    /// "Eltern mit Kleinkindern": the parents are adults, whose own age is not said.
    fn take_parents(&mut self, text: &str) -> bool {
        let words = words(text);
        let [parents, with, children @ ..] = &words[..] else { return false };
        let is_parents = ["eltern", "mutter", "vater", "grosseltern"].contains(&parents.as_str())
            && ["mit", "m", "und", "u"].contains(&with.as_str());
        let children = content(&children.join(" "), &["ihren", "ihre", "von"]);
        let Some((ages, _)) = named(&children).filter(|_| is_parents) else { return false };
        self.ages.extend(ages);
        self.ages.push(Adults);
        self.doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        true
    }

    /// "Jahrgänge 2012-2015": ages in the course of this year.
    fn take_births(&mut self, text: &str) -> bool {
        let words = words(text);
        let is_birth = |word: &String| {
            ["jahrgang", "jahrgange", "jg", "geboren", "geb"].contains(&word.as_str())
        };
        let births: Vec<i16> = words.iter().filter_map(|word| word.parse().ok()).collect();
        let is_known = words.iter().all(|word| {
            is_birth(word) || word.len() == 4 && word.parse::<i16>().is_ok() || word == "bis"
        });
        let (Some(first), Some(last)) = (births.iter().min(), births.iter().max()) else {
            return false;
        };
        let age = |birth: &i16| u32::try_from(self.today.year() - birth).ok();
        let (Some(oldest), Some(youngest)) = (age(first), age(last)) else { return false };
        if !is_known || !words.iter().any(is_birth) || oldest > 120 {
            return false;
        }
        self.take_range(&(youngest..=oldest));
        self.doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        true
    }

    /// "06. Dez": spreadsheet programs take "6-12" for a date.
    fn take_month(&mut self, text: &str) -> bool {
        let words = words(text);
        let range = match &words[..] {
            [day, name] => day.parse().ok().zip(month(name)),
            [year, month, day] if year.len() == 4 => day.parse().ok().zip(month.parse().ok()),
            [day, month, year, ..] if year.len() == 4 && is_midnight(&words[3..]) => {
                day.parse().ok().zip(month.parse().ok())
            }
            _ => None,
        };
        let Some((first, last)) = range else { return false };
        let (first, last): (u32, i8) = (first, last);
        let years = format!("{first}-{last}");
        if !self.take_years(&years) {
            return false;
        }
        self.doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        true
    }
}
