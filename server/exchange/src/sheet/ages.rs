//! Ages as people write them: "Jugendliche", "6-12 Jahre", "ab 18", "60+".

use super::lists::folded;
use super::pieces::{coarse, content, fine, states_nothing};
use super::reading::{CellReading, Doubt, DoubtReason};
use super::schedule::dates::month;
use shared::offer::audience::AgeGroup;
use shared::search::fold::words;
use std::ops::RangeInclusive;

use AgeGroup::{
    Adults, Babies, Kindergarten, PrimarySchool, Seniors, Toddlers, YoungAdults, Youth,
};

/// Folded names; `false` where the name can mean other ages, too.
const NAMES: &[(&str, &[AgeGroup], bool)] = &[
    ("babys baby sauglinge sauglingsalter neugeborene", &[Babies], true),
    ("kleinkinder kleinkind kleinkindern", &[Toddlers], true),
    ("krabbelkinder krabbelgruppe krabbelalter", &[Babies, Toddlers], false),
    (
        "kindergartenkinder kindergartenkind kita kitakinder kindergartenalter vorschulkinder vorschule vorschulalter kindergarten",
        &[Kindergarten],
        true,
    ),
    (
        "grundschulkinder grundschulkind grundschuler grundschulerinnen grundschulalter grundschule",
        &[PrimarySchool],
        true,
    ),
    ("schulkinder schulkind schuler schulerinnen schulalter", &[PrimarySchool, Youth], false),
    ("kinder kind kindern", &[Kindergarten, PrimarySchool, Youth], false),
    ("jugendliche jugendlicher jugendlichen jugend teenager teenies teens teenie", &[Youth], true),
    ("heranwachsende", &[YoungAdults], false),
    ("erwachsene erwachsener erwachsenen", &[Adults], true),
    ("volljahrige", &[YoungAdults, Adults, Seniors], true),
    (
        "senioren seniorinnen senior seniorin rentner rentnerinnen altere alte hochbetagte seniorenalter",
        &[Seniors],
        true,
    ),
    ("azubis auszubildende studierende studenten studentinnen", &[YoungAdults], false),
];

const EVERYONE: [&str; 22] = [
    "alle altersklassen",
    "alle altersstufen",
    "jeden alters",
    "alle",
    "jeder",
    "jede",
    "jedes",
    "alle alter",
    "jedes alter",
    "alle altersgruppen",
    "altersunabhangig",
    "generationsubergreifend",
    "generationenubergreifend",
    "keine bestimmte",
    "offen",
    "alle offen",
    "egal",
    "ohne altersbegrenzung",
    "ohne altersbeschrankung",
    "keine altersbegrenzung",
    "jung und alt",
    "jede altersgruppe",
];

/// Words that add nothing.
const FILLERS: [&str; 28] = [
    "jeden",
    "fur",
    "nur",
    "auch",
    "die",
    "der",
    "den",
    "im",
    "in",
    "alter",
    "von",
    "menschen",
    "personen",
    "personenkreis",
    "lebensjahr",
    "jahre",
    "jahren",
    "jahr",
    "j",
    "und",
    "oder",
    "alters",
    "besonders",
    "insbesondere",
    "bestimmte",
    "sowie",
    "altersgruppe",
    "zielgruppe",
];

const SCHOOL: [&str; 4] = ["klasse", "schuljahr", "jahrgang", "stufe"];

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

/// Age groups from the youngest, empty for all; `None` where nothing is stated.
pub(crate) fn read(cell: &str) -> CellReading<Option<Vec<AgeGroup>>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let mut found = Found::default();
    let cell = &without_fractions(cell);
    if !found.take(cell) {
        for part in coarse(cell) {
            if !found.take(part) {
                for piece in fine(part) {
                    if !found.take(piece) {
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
    let ages = AgeGroup::ALL.into_iter().filter(|age| found.ages.contains(age)).collect();
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

#[derive(Default)]
struct Found {
    ages: Vec<AgeGroup>,
    is_everyone: bool,
    doubts: Vec<Doubt>,
}

impl Found {
    fn take(&mut self, text: &str) -> bool {
        let name = content(text, &FILLERS);
        if EVERYONE.contains(&name.as_str()) || EVERYONE.contains(&folded(text).as_str()) {
            self.is_everyone = true;
            return true;
        }
        self.take_name(text, &name) || self.take_month(text) || self.take_years(text)
    }

    fn take_name(&mut self, text: &str, name: &str) -> bool {
        // The county's label without its years.
        if name == "kinder jugendliche" {
            self.ages.push(Youth);
            return true;
        }
        if name == "junge erwachsene" || name == "jungerwachsene" || name == "junge leute" {
            self.ages.push(YoungAdults);
            return true;
        }
        let Some((ages, is_sure)) = named(name) else { return false };
        self.ages.extend(ages);
        if !is_sure {
            self.doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        }
        true
    }

    /// Ranges of years, with words that they make clearer.
    fn take_years(&mut self, text: &str) -> bool {
        let Some(Years { ranges, rest }) = years(text) else { return false };
        // Years of school are no ages.
        if rest.iter().any(|word| SCHOOL.iter().any(|school| word.starts_with(school))) {
            return false;
        }
        for range in ranges {
            let touches = |band: &RangeInclusive<u32>| {
                band.start() <= range.end() && range.start() <= band.end()
            };
            self.ages.extend(BANDS.iter().filter(|(_, band)| touches(band)).map(|(age, _)| *age));
        }
        let is_known = |word: &String| {
            FILLERS.contains(&word.as_str())
                || named(word).is_some()
                || matches!(
                    word.as_str(),
                    "junge" | "kita" | "eltern" | "mit" | "ihren" | "alle" | "ca"
                )
        };
        if !rest.iter().all(is_known) {
            self.doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        }
        true
    }

    /// "06. Dez": spreadsheet programs take "6-12" for a date.
    fn take_month(&mut self, text: &str) -> bool {
        let words = words(text);
        let range = match &words[..] {
            [day, name] => day.parse().ok().zip(month(name)),
            [year, month, day] if year.len() == 4 => day.parse().ok().zip(month.parse().ok()),
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

fn named(name: &str) -> Option<(&'static [AgeGroup], bool)> {
    let is_it =
        |names: &str| names.split(' ').any(|known| known == name || known == name.replace(' ', ""));
    NAMES.iter().find(|(names, ..)| is_it(names)).map(|(_, ages, is_sure)| (*ages, *is_sure))
}

struct Years {
    ranges: Vec<RangeInclusive<u32>>,
    /// The other words, folded.
    rest: Vec<String>,
}

/// Ranges of ages in a text; `None` where it has none or one makes no sense.
fn years(text: &str) -> Option<Years> {
    // Without its dots it would be "U60".
    let text = text.replace("Ü", "über ").replace("ü ", "über ");
    let text = text
        .replace(['–', '—'], "-")
        .replace('+', " plus ")
        .replace('-', " bis ")
        .replace(['(', ')'], " ");
    let mut words = words(&text).into_iter().flat_map(|word| split_number(&word)).peekable();
    let mut years = Years { ranges: Vec::new(), rest: Vec::new() };
    let mut open = Bound::None;
    while let Some(word) = words.next() {
        let Ok(number) = word.parse::<u32>() else {
            open = match (word.as_str(), open) {
                ("ab" | "uber" | "u" | "mindestens" | "mind" | "over" | "u u", _)
                    if words.peek().is_some() && word != "u" =>
                {
                    Bound::From
                }
                ("unter" | "u", Bound::To(first)) => Bound::Below(first),
                ("unter" | "u", _) => Bound::Below(0),
                ("bis", Bound::First(first)) => Bound::To(first),
                ("bis" | "max" | "maximal" | "hochstens", _) => Bound::To(0),
                ("plus" | "aufwarts" | "alter" | "alteren", Bound::First(first)) => {
                    years.ranges.pop();
                    years.ranges.push(first..=u32::MAX);
                    Bound::None
                }
                (
                    "jahre" | "jahren" | "jahr" | "j" | "monate" | "monaten" | "monat" | "mon",
                    open,
                ) => open,
                (_, open) => {
                    years.rest.push(word);
                    open
                }
            };
            continue;
        };
        let is_months = words.peek().is_some_and(|unit| unit.starts_with("mon"));
        let age = if is_months { number / 12 } else { number };
        if age > 120 {
            return None;
        }
        match open {
            Bound::From => years.ranges.push(age..=u32::MAX),
            Bound::To(first) if first <= age => {
                if first > 0 || years.ranges.last() == Some(&(first..=first)) {
                    years.ranges.pop();
                }
                let last = if is_months && number % 12 == 0 { age.saturating_sub(1) } else { age };
                years.ranges.push(first..=last.max(first));
            }
            Bound::Below(first) if first < age => {
                if first > 0 || years.ranges.last() == Some(&(first..=first)) {
                    years.ranges.pop();
                }
                years.ranges.push(first..=age - 1);
            }
            Bound::To(_) | Bound::Below(_) => return None,
            Bound::None | Bound::First(_) => years.ranges.push(age..=age),
        }
        open = if open == Bound::From { Bound::None } else { Bound::First(age) };
    }
    (!years.ranges.is_empty()).then_some(years)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    None,
    /// A number was read, which may begin a range.
    First(u32),
    From,
    To(u32),
    Below(u32),
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
