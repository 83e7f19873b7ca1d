//! Filtering: which offers pass, and how many offers each value would give.
//!
//! For every offer the filters it fails are computed. An offer that fails none counts in all
//! filters; one that fails a single filter counts in that filter only. Each count thus ignores its
//! own filter, and one pass over the offers gives all counts.
//!
//! Weekday and language are joint where an offer's languages differ by time: "Thursday" and
//! "Russian" must apply to the same time.

use super::counts::{Tally, Value, is_marked};
use super::distance::metres;
use super::facet::KILOMETRES;
use super::index::Index;
use super::postings::Doc;
use super::times::{Day, weekday_of};
use super::{Facet, Moment, Near, OfferQuery};
use crate::offer::Position;

/// Bit for the words of the query among the failed filters.
pub(super) const TEXT: u32 = 1 << 31;
/// Weekday and language, which are joint for some offers.
const JOINT: u32 = Facet::Weekday.bit() | Facet::Language.bit();

/// The filters of a query, compiled for an index.
pub(super) struct Filter<'a> {
    index: &'a Index,
    moment: Moment<'a>,
    /// Marked values of each chosen filter.
    chosen: Vec<(Facet, Vec<bool>)>,
    origin: Option<Position>,
    tallies: Vec<Tally>,
    /// Number of offers that fail only this filter.
    only_failing: [u32; Facet::ALL.len()],
}

impl<'a> Filter<'a> {
    pub(super) fn new(index: &'a Index, query: &OfferQuery, moment: Moment<'a>) -> Self {
        let origin = match &query.near {
            Some(Near::Position(position)) => Some(*position),
            Some(Near::City(city)) => index.position_of_city(city.as_str()),
            None => None,
        };
        Self {
            index,
            moment,
            chosen: query
                .chosen
                .iter()
                .map(|(facet, values)| (*facet, mark(index, *facet, values)))
                .collect(),
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
        let failed = self
            .chosen
            .iter()
            .filter(|(facet, marked)| !passes(*facet, marked))
            .fold(0, |bits, (facet, _)| bits | facet.bit());
        if failed & JOINT == 0 && !self.meets(doc) { failed | JOINT } else { failed }
    }

    /// Whether a chosen weekday and a chosen language apply to the same time of the offer.
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

    /// Counts an offer that has no time with both a chosen weekday and a chosen language: under
    /// the weekdays of the chosen languages and the languages of the chosen weekdays.
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
        let mut values: Vec<Value> = self
            .index
            .pairs(doc)
            .iter()
            .map(|pair| part(*pair))
            .filter(|(_, second)| is_marked(marked, *second))
            .map(|(first, _)| first)
            .collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// Whether a day is on a chosen weekday; all are where none is chosen.
    pub(super) fn is_on_chosen_weekday(&self, day: Day) -> bool {
        let number = Value::try_from(weekday_of(day)).unwrap_or(Value::MAX);
        self.marked(Facet::Weekday).is_none_or(|marked| is_marked(marked, number))
    }

    /// Distance in metres; `None` where it is unknown.
    pub(super) fn metres(&self, doc: Doc) -> Option<u32> {
        metres(self.origin?, self.index.position(doc)?)
    }

    /// Numbers of the distances that the offer is within.
    fn kilometres(&self, doc: Doc) -> impl Iterator<Item = Value> + use<> {
        let metres = self.metres(doc);
        let within = move |kilometres: &&str| {
            let most = kilometres.parse::<u32>().map_or(0, |kilometres| kilometres * 1000);
            metres.is_some_and(|metres| metres <= most)
        };
        (0..).zip(&KILOMETRES).filter(move |(_, km)| within(km)).map(|(number, _)| number)
    }

    /// Numbers of `today` and `now`, where they apply.
    fn moments(&self, doc: Doc) -> impl Iterator<Item = Value> + use<> {
        let Moment { calendar, minute, .. } = self.moment;
        let today = calendar.is_today(doc, minute);
        let now = calendar.is_now(doc, minute);
        [(0, today), (1, now)].into_iter().filter(|(_, holds)| *holds).map(|(number, _)| number)
    }

    /// How many offers a value would give with the other filters unchanged.
    pub(super) fn count_of(&self, facet: Facet, number: usize) -> u32 {
        let number = Value::try_from(number).unwrap_or(Value::MAX);
        self.tallies[facet as usize].count(number)
    }

    /// How many more offers there would be without this filter.
    pub(super) const fn only_failing(&self, facet: Facet) -> u32 {
        self.only_failing[facet as usize]
    }
}

/// Weekday and language of a pair.
const fn unpair(pair: u32) -> (Value, Value) {
    ((pair >> 16) as Value, (pair & 0xffff) as Value)
}

/// The number of a value; for computed filters its position in the fixed list.
fn number_of(index: &Index, facet: Facet, value: &str) -> Option<Value> {
    match facet {
        Facet::Within | Facet::When => {
            let place = facet.fixed_values()?.iter().position(|known| *known == value)?;
            Value::try_from(place).ok()
        }
        _ => index.column(facet).number(value),
    }
}

/// Marks the chosen values; values that do not occur are not marked.
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
