//! Filters at work: which offers pass, and how many each value would give.
//!
//! For every offer it is found out which filters it fails. One that fails none counts in all
//! filters; one that fails a single filter counts in that filter only. So each count leaves
//! its own filter out, and one pass over the offers makes all counts.
//!
//! Weekday and language belong together where an offer's languages differ by time: "Thursday"
//! and "Russian" must meet in one of its times.

use super::counts::{Tally, Value, is_marked};
use super::facet::KILOMETRES;
use super::index::Index;
use super::postings::Doc;
use super::times::{Calendar, Minute};
use super::{Facet, Near, OfferQuery};
use crate::offer::Position;

/// Stands for the words of the query among the filters failed.
pub(super) const TEXT: u32 = 1 << 31;
/// Weekday and language, where they belong together.
const JOINT: u32 = Facet::Weekday.bit() | Facet::Language.bit();

/// Filters of a query, ready to be asked.
pub(super) struct Filter<'a> {
    index: &'a Index,
    calendar: &'a Calendar,
    minute: Minute,
    /// Marked values of each filter chosen.
    chosen: Vec<(Facet, Vec<bool>)>,
    origin: Option<Position>,
    tallies: Vec<Tally>,
    /// Offers that fail nothing but this filter.
    only_failing: [u32; Facet::ALL.len()],
}

impl<'a> Filter<'a> {
    pub(super) fn new(
        index: &'a Index,
        query: &OfferQuery,
        (calendar, minute): (&'a Calendar, Minute),
    ) -> Self {
        let origin = match &query.near {
            Some(Near::Position(position)) => Some(*position),
            Some(Near::City(city)) => index.position_of_city(city.as_str()),
            None => None,
        };
        let marks = |(facet, values): (&Facet, &Vec<String>)| (*facet, mark(index, *facet, values));
        Self {
            index,
            calendar,
            minute,
            chosen: query.chosen.iter().map(marks).collect(),
            origin,
            tallies: Facet::ALL.map(|facet| Tally::new(index.column(facet).values.len())).into(),
            only_failing: [0; Facet::ALL.len()],
        }
    }

    fn marked(&self, facet: Facet) -> Option<&[bool]> {
        self.chosen.iter().find(|(chosen, _)| *chosen == facet).map(|(_, marked)| &**marked)
    }

    /// The filters an offer fails, as bits.
    pub(super) fn failed(&self, doc: Doc) -> u32 {
        let passes = |facet: Facet, marked: &[bool]| match facet {
            Facet::Within => self.kilometres(doc).any(|value| is_marked(marked, value)),
            Facet::When => self.moments(doc).any(|value| is_marked(marked, value)),
            _ => self.index.column(facet).has_any(doc, marked),
        };
        let failed = self.chosen.iter().filter(|(facet, marked)| !passes(*facet, marked));
        let failed = failed.fold(0, |bits, (facet, _)| bits | facet.bit());
        if failed & JOINT == 0 && !self.meets(doc) { failed | JOINT } else { failed }
    }

    /// Whether a weekday and a language chosen meet in one of the offer's times.
    fn meets(&self, doc: Doc) -> bool {
        let (Some(days), Some(languages)) =
            (self.marked(Facet::Weekday), self.marked(Facet::Language))
        else {
            return true;
        };
        let pairs = self.index.pairs(doc);
        pairs.is_empty()
            || pairs.iter().any(|pair| {
                let (day, language) = unpair(*pair);
                is_marked(days, day) && is_marked(languages, language)
            })
    }

    /// Counts an offer that matches the words, by the filters it fails.
    pub(super) fn count(&mut self, doc: Doc, failed: u32) {
        if failed == JOINT && !self.index.pairs(doc).is_empty() {
            self.count_pairs(doc);
        } else if failed.count_ones() <= 1 {
            for facet in Facet::ALL {
                if failed & !facet.bit() == 0 {
                    self.add(facet, doc);
                }
            }
            if failed != 0 {
                self.only_failing[failed.trailing_zeros() as usize] += 1;
            }
        }
    }

    /// An offer whose weekdays and languages chosen never meet: it counts for the days of that
    /// language, and for the languages of that day.
    fn count_pairs(&mut self, doc: Doc) {
        for (facet, other) in [(Facet::Weekday, Facet::Language), (Facet::Language, Facet::Weekday)]
        {
            self.add(facet, doc);
            let marked = self.marked(other).unwrap_or_default();
            if self.index.column(other).has_any(doc, marked) {
                self.only_failing[facet as usize] += 1;
            }
        }
    }

    fn add(&mut self, facet: Facet, doc: Doc) {
        match facet {
            Facet::Within => {
                for value in self.kilometres(doc) {
                    self.tallies[facet as usize].add(value);
                }
            }
            Facet::When => {
                for value in self.moments(doc) {
                    self.tallies[facet as usize].add(value);
                }
            }
            Facet::Weekday if self.is_joint(doc, Facet::Language) => {
                self.add_meeting(facet, self.meeting(doc, Facet::Language, unpair));
            }
            Facet::Language if self.is_joint(doc, Facet::Weekday) => {
                let swapped = |pair| {
                    let (day, language) = unpair(pair);
                    (language, day)
                };
                self.add_meeting(facet, self.meeting(doc, Facet::Weekday, swapped));
            }
            _ => self.tallies[facet as usize].add_all(self.index.column(facet), doc),
        }
    }

    fn add_meeting(&mut self, facet: Facet, values: Vec<Value>) {
        for value in values {
            self.tallies[facet as usize].add(value);
        }
    }

    fn is_joint(&self, doc: Doc, other: Facet) -> bool {
        self.marked(other).is_some() && !self.index.pairs(doc).is_empty()
    }

    /// The first of each pair whose second is chosen, each once.
    fn meeting(&self, doc: Doc, other: Facet, part: fn(u32) -> (Value, Value)) -> Vec<Value> {
        let marked = self.marked(other).unwrap_or_default();
        let pairs = self.index.pairs(doc).iter().map(|pair| part(*pair));
        let mut values: Vec<Value> = pairs
            .filter(|(_, second)| is_marked(marked, *second))
            .map(|(first, _)| first)
            .collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// Metres from where distances are measured; `None` where that is not known.
    pub(super) fn metres(&self, doc: Doc) -> Option<u32> {
        metres(self.origin?, self.index.position(doc)?)
    }

    /// Numbers of the distances it is within.
    fn kilometres(&self, doc: Doc) -> impl Iterator<Item = Value> + use<> {
        let metres = self.metres(doc);
        let within = move |kilometres: &&str| {
            let most = kilometres.parse::<u32>().map_or(0, |kilometres| kilometres * 1000);
            metres.is_some_and(|metres| metres <= most)
        };
        (0..).zip(&KILOMETRES).filter(move |(_, km)| within(km)).map(|(number, _)| number)
    }

    /// Numbers of `today` and `now`, as far as they hold.
    fn moments(&self, doc: Doc) -> impl Iterator<Item = Value> + use<> {
        let today = self.calendar.is_today(doc, self.minute);
        let now = self.calendar.is_now(doc, self.minute);
        [(0, today), (1, now)].into_iter().filter(|(_, holds)| *holds).map(|(number, _)| number)
    }

    /// How many offers the value of a number would give, the other filters unchanged.
    pub(super) fn counted(&self, facet: Facet, number: usize) -> u32 {
        let number = Value::try_from(number).unwrap_or(Value::MAX);
        self.tallies[facet as usize].of(number)
    }

    /// How many offers would be there besides, were it not for this one filter.
    pub(super) const fn only_failing(&self, facet: Facet) -> u32 {
        self.only_failing[facet as usize]
    }
}

/// Weekday and language of a pair.
const fn unpair(pair: u32) -> (Value, Value) {
    ((pair >> 16) as Value, (pair & 0xffff) as Value)
}

/// The number of a value; those of computed filters are their places in the list.
fn number_of(index: &Index, facet: Facet, value: &str) -> Option<Value> {
    match facet {
        Facet::Within | Facet::When => {
            let place = facet.fixed_values()?.iter().position(|known| *known == value)?;
            Value::try_from(place).ok()
        }
        _ => index.column(facet).number(value),
    }
}

/// Marks the values chosen; those that occur nowhere leave no mark.
fn mark(index: &Index, facet: Facet, values: &[String]) -> Vec<bool> {
    let numbers = values.iter().filter_map(|value| number_of(index, facet, value));
    let mut marked = Vec::new();
    for number in numbers.map(usize::from) {
        if marked.len() <= number {
            marked.resize(number + 1, false);
        }
        marked[number] = true;
    }
    marked
}

/// Metres between two positions on a sphere, for distances within a county: the county is
/// taken for flat, which is off by less than one in a thousand over 50 km.
pub(super) fn metres(one: Position, other: Position) -> Option<u32> {
    const METRES_PER_DEGREE: f64 = 111_195.0;
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    let north = degrees(one.latitude) - degrees(other.latitude);
    let middle = (degrees(one.latitude) + degrees(other.latitude)).to_radians() / 2.0;
    let east = (degrees(one.longitude) - degrees(other.longitude)) * middle.cos();
    let metres = north.hypot(east) * METRES_PER_DEGREE;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 4e7")]
    metres.is_finite().then(|| metres.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_right_within_a_county() {
        // Marl and Recklinghausen, 8,505 m by the great circle.
        let marl = Position { latitude: 51_656_000, longitude: 7_095_000 };
        let recklinghausen = Position { latitude: 51_614_000, longitude: 7_198_000 };
        let metres = metres(marl, recklinghausen).unwrap();
        assert!((8_400..8_600).contains(&metres), "{metres}");
    }
}
