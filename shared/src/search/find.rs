//! Answering a query: words, filters, order, and what to loosen where nothing is found.

use super::filter::{Filter, TEXT};
use super::index::Index;
use super::matching::TextMatch;
use super::postings::Doc;
use super::reason::Reason;
use super::times::{Calendar, Day, Minute, Occurrence};
use super::{Facet, OfferQuery, PAGE_SIZE, Sort};
use std::cmp::Reverse;

/// Offers shown beside an empty result.
const NEARBY: usize = 5;

/// When a query is asked.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// What takes place, seen from today.
    pub calendar: &'a Calendar,
    /// Minute of the day.
    pub minute: Minute,
    /// Days after which a check is too old.
    pub stale_after: Day,
}

/// An offer that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the index.
    pub doc: Doc,
    /// When it takes place next, or is on.
    pub next: Option<Occurrence>,
    /// How far it is, in metres, where that was asked.
    pub metres: Option<u32>,
    /// Whether it was checked too long ago, or never.
    pub is_stale: bool,
    /// Why it was found; nothing without words.
    pub reasons: Vec<Reason>,
}

/// A value of a filter with what it would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: String,
    /// What it is called where only records know it; else empty.
    pub label: String,
    /// Offers, the other filters unchanged.
    pub count: u32,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Something to leave out of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loosen {
    /// The filter; `None` for the words.
    pub facet: Option<Facet>,
    /// Offers there would be.
    pub count: u32,
}

/// The answer to a query.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Offers in all.
    pub total: usize,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// Every filter with the values that give something or are chosen.
    pub facets: Vec<(Facet, Vec<Count>)>,
    /// Words of the query that occur nowhere and were left out.
    pub unknown: Vec<String>,
    /// What to leave out, the most helpful first; only where nothing was found.
    pub loosen: Vec<Loosen>,
    /// Offers that fail one thing only, the nearest first; only where nothing was found.
    pub nearby: Vec<Hit>,
}

impl Found {
    /// The values of a filter that give something or are chosen.
    pub fn counts(&self, facet: Facet) -> &[Count] {
        let counts = self.facets.iter().find(|(one, _)| *one == facet);
        counts.map_or(&[], |(_, counts)| counts)
    }
}

/// What is known of an offer while it is put in order.
#[derive(Clone, Copy)]
struct Candidate {
    doc: Doc,
    score: u32,
    failed: u32,
}

impl Index {
    /// Answers a query. One pass over the offers makes the matches and all counts.
    pub fn find(&self, query: &OfferQuery, moment: Moment<'_>) -> Found {
        self.find_all(query, moment).0
    }

    /// An offer as it is found without words.
    pub fn hit(&self, doc: Doc, moment: Moment<'_>) -> Hit {
        let (query, now) = (OfferQuery::default(), (moment.calendar, moment.minute));
        let words = TextMatch::new(self, "", now);
        let filter = Filter::new(self, &query, now);
        Shown { index: self, words: &words, filter: &filter, moment }.hit(doc)
    }

    /// Answers a query, and names every offer that does, in no order.
    pub fn find_all(&self, query: &OfferQuery, moment: Moment<'_>) -> (Found, Vec<Doc>) {
        let now = (moment.calendar, moment.minute);
        let words = TextMatch::new(self, &query.text, now);
        let mut filter = Filter::new(self, query, now);
        let mut matching = Vec::new();
        let mut near_misses = Vec::new();
        let mut without_words = 0;
        for doc in 0..Doc::try_from(self.len()).unwrap_or(Doc::MAX) {
            if !self.is_visible(doc, moment.calendar.day) {
                continue;
            }
            let failed = filter.failed(doc);
            let Some(score) = words.score(doc) else {
                if failed == 0 {
                    without_words += 1;
                    near_misses.push(Candidate { doc, score: 0, failed: TEXT });
                }
                continue;
            };
            filter.count(doc, failed);
            if failed == 0 {
                matching.push(Candidate { doc, score, failed });
            } else if matching.is_empty() {
                near_misses.push(Candidate { doc, score, failed });
            }
        }
        let total = matching.len();
        let docs = matching.iter().map(|one: &Candidate| one.doc).collect();
        let shown = Shown { index: self, words: &words, filter: &filter, moment };
        let mut found = Found {
            total,
            hits: shown.page(matching, query),
            facets: facets(self, &filter, query),
            unknown: words.unknown.clone(),
            ..Found::default()
        };
        if total == 0 {
            found.loosen = loosen(&filter, query, without_words);
            found.nearby = shown.nearby(&near_misses, query);
        }
        (found, docs)
    }
}

fn facets(index: &Index, filter: &Filter<'_>, query: &OfferQuery) -> Vec<(Facet, Vec<Count>)> {
    let counts = |facet: Facet| {
        let chosen = query.values(facet);
        let count = |(number, (value, label)): (usize, (&str, &str))| {
            let is_chosen = chosen.iter().any(|chosen| chosen == value);
            let count = filter.counted(facet, number);
            (count > 0 || is_chosen).then(|| Count {
                value: value.to_owned(),
                label: label.to_owned(),
                count,
                is_chosen,
            })
        };
        let mut counts: Vec<Count> = index.values(facet).enumerate().filter_map(count).collect();
        // Chosen values that occur nowhere are there too, so that they can be taken back.
        for value in chosen {
            if counts.iter().all(|count| count.value != *value) {
                let (value, label) = (value.clone(), String::new());
                counts.push(Count { value, label, count: 0, is_chosen: true });
            }
        }
        (facet, counts)
    };
    Facet::ALL.into_iter().map(counts).collect()
}

fn loosen(filter: &Filter<'_>, query: &OfferQuery, without_words: u32) -> Vec<Loosen> {
    let facets = query.chosen.keys();
    let mut all: Vec<Loosen> = facets
        .map(|facet| Loosen { facet: Some(*facet), count: filter.only_failing(*facet) })
        .collect();
    if !query.text.is_empty() {
        all.push(Loosen { facet: None, count: without_words });
    }
    all.retain(|loosen| loosen.count > 0);
    all.sort_by_key(|loosen| Reverse(loosen.count));
    all
}

/// Makes offers ready to be shown.
struct Shown<'a> {
    index: &'a Index,
    words: &'a TextMatch,
    filter: &'a Filter<'a>,
    moment: Moment<'a>,
}

impl Shown<'_> {
    fn page(&self, matching: Vec<Candidate>, query: &OfferQuery) -> Vec<Hit> {
        let skipped = (query.page.0 as usize - 1).saturating_mul(PAGE_SIZE);
        let sort = query.sort.unwrap_or_else(|| {
            let is_by_distance = query.text.is_empty() && query.near.is_some();
            if is_by_distance { Sort::Distance } else { Sort::Relevance }
        });
        let ranked = matching.into_iter().map(|one| (self.rank(one, sort), one.doc));
        let page = first_in_order(ranked.collect(), skipped, PAGE_SIZE);
        page.into_iter().map(|(_, doc)| self.hit(doc)).collect()
    }

    /// Offers that fail one thing only; where none does, those that answer the words.
    fn nearby(&self, misses: &[Candidate], query: &OfferQuery) -> Vec<Hit> {
        let is_single = |one: &Candidate| one.failed.is_power_of_two() && one.failed != TEXT;
        let single = misses.iter().filter(|one| is_single(one)).copied().collect::<Vec<_>>();
        let by_words = |one: &&Candidate| one.failed & TEXT == 0 && !query.text.is_empty();
        let misses: Vec<Candidate> = if single.is_empty() {
            misses.iter().filter(by_words).copied().collect()
        } else {
            single
        };
        let origin = query.values(Facet::City).first();
        let origin = origin.and_then(|city| self.index.position_of_city(city));
        let metres = |doc| match origin {
            Some(origin) => self.index.metres(origin, doc),
            None => self.filter.metres(doc),
        };
        let ranked = misses.into_iter().map(|one| {
            let (first, second) = self.rank(one, Sort::Relevance);
            let metres = metres(one.doc).map_or(i64::MAX, i64::from);
            ((metres, first), second, one.doc)
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_unstable();
        ranked.into_iter().take(NEARBY).map(|(_, _, doc)| self.hit(doc)).collect()
    }

    /// Where an offer comes in an order: the lower, the earlier.
    fn rank(&self, one: Candidate, sort: Sort) -> (i64, i64) {
        let next = self.moment.calendar.next(one.doc, self.moment.minute);
        let next =
            next.map_or(i64::MAX, |next| i64::from(next.day) * 1440 + i64::from(next.span.from));
        // Freshness decides between offers that answer alike; without words the fresh come
        // first. What is over comes last.
        let is_over = next == i64::MAX && self.index.has_times(one.doc);
        let freshness = if is_over { 14 } else { 16 - i64::from(self.is_stale(one.doc)) };
        let relevance = -(i64::from(one.score) * freshness * 16 + freshness);
        match sort {
            Sort::Relevance => (relevance, next),
            Sort::Next => (next, relevance),
            Sort::Distance => (self.filter.metres(one.doc).map_or(i64::MAX, i64::from), relevance),
            Sort::Verified => {
                let verified = self.verified(one.doc).map_or(i64::MAX, |day| -i64::from(day));
                (verified, relevance)
            }
        }
    }

    fn verified(&self, doc: Doc) -> Option<Day> {
        self.index.verified.get(doc as usize).copied().flatten()
    }

    fn is_stale(&self, doc: Doc) -> bool {
        let oldest = self.moment.calendar.day.saturating_sub(self.moment.stale_after);
        self.verified(doc).is_none_or(|day| day < oldest)
    }

    fn hit(&self, doc: Doc) -> Hit {
        Hit {
            doc,
            next: self.moment.calendar.next(doc, self.moment.minute),
            metres: self.filter.metres(doc),
            is_stale: self.is_stale(doc),
            reasons: self.words.reasons(self.index, doc),
        }
    }
}

/// A stretch of the whole in order, without putting all of it in order.
fn first_in_order<T: Ord>(mut all: Vec<T>, skipped: usize, taken: usize) -> Vec<T> {
    let end = skipped.saturating_add(taken).min(all.len());
    if skipped >= end {
        return Vec::new();
    }
    if end < all.len() {
        all.select_nth_unstable(end);
        all.truncate(end);
    }
    all.sort_unstable();
    all.split_off(skipped)
}
