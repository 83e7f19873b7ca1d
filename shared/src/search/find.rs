//! Answering a query: words, filters, order, and suggestions where nothing matches.

use super::filter::{Filter, TEXT};
use super::index::Index;
use super::matching::TextMatch;
use super::postings::Doc;
use super::reason::Reason;
use super::times::{Calendar, Day, Minute, Occurrence};
use super::{Facet, OfferQuery, PAGE_SIZE, Sort};
use std::cmp::Reverse;

/// Offers shown where a search has no results.
const NEARBY: usize = 5;

/// The moment a query is evaluated at.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Occurrences as of today.
    pub calendar: &'a Calendar,
    /// Minute of the day.
    pub minute: Minute,
    /// Days after which a check counts as stale.
    pub stale_after: Day,
}

/// A matching offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the index.
    pub doc: Doc,
    /// The current or next occurrence, on a chosen weekday where one is chosen.
    pub next: Option<Occurrence>,
    /// Distance in metres, where requested.
    pub metres: Option<u32>,
    /// Whether the last check is too old or missing.
    pub is_stale: bool,
    /// Why it matched; empty without words.
    pub reasons: Vec<Reason>,
}

/// A filter value with its number of offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: String,
    /// Label that only the records have; otherwise empty.
    pub label: String,
    /// Number of offers with the other filters unchanged.
    pub count: u32,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A part of a query whose removal gives results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loosen {
    /// The filter; `None` for the words.
    pub facet: Option<Facet>,
    /// Number of offers without it.
    pub count: u32,
}

/// The result of a query.
#[derive(Clone, Debug, Default)]
pub struct SearchResults {
    /// Number of all matching offers.
    pub total: usize,
    /// The requested page.
    pub hits: Vec<Hit>,
    /// Every filter with the values that give results or are chosen.
    pub facets: Vec<(Facet, Vec<Count>)>,
    /// Words of the query that occur nowhere and were ignored.
    pub unknown: Vec<String>,
    /// Whether the text has nothing in it to search for, such as a picture alone.
    pub is_wordless: bool,
    /// What to remove, the most helpful first; only where nothing matched.
    pub loosen: Vec<Loosen>,
    /// Offers that fail one condition only, the nearest first; only where nothing matched.
    pub nearby: Vec<Hit>,
}

impl SearchResults {
    /// The values of a filter that give results or are chosen.
    pub fn counts(&self, facet: Facet) -> &[Count] {
        self.facets.iter().find(|(one, _)| *one == facet).map_or(&[], |(_, counts)| counts)
    }
}

/// An offer while results are being ranked.
#[derive(Clone, Copy)]
struct Candidate {
    doc: Doc,
    score: u32,
    failed: u32,
}

impl Index {
    /// Answers a query. One pass over the offers gives the matches and all counts.
    pub fn find(&self, query: &OfferQuery, moment: Moment<'_>) -> SearchResults {
        self.find_all(query, moment).0
    }

    /// Offers as hits of a query without words.
    pub fn hits(&self, docs: &[Doc], moment: Moment<'_>) -> Vec<Hit> {
        let words = TextMatch::new(self, "", moment);
        let filter = Filter::new(self, &OfferQuery::default(), moment);
        let builder = HitBuilder { index: self, words: &words, filter: &filter, moment };
        docs.iter().map(|doc| builder.hit(*doc)).collect()
    }

    /// Answers a query, and lists every matching offer in no particular order.
    pub fn find_all(&self, query: &OfferQuery, moment: Moment<'_>) -> (SearchResults, Vec<Doc>) {
        let words = TextMatch::new(self, &query.text, moment);
        let mut filter = Filter::new(self, query, moment);
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
        let hits = HitBuilder { index: self, words: &words, filter: &filter, moment };
        let mut found = SearchResults {
            total,
            hits: hits.page(matching, query),
            facets: facets(self, &filter, query),
            unknown: words.unknown.clone(),
            is_wordless: words.is_wordless,
            ..SearchResults::default()
        };
        if total == 0 {
            found.loosen = loosen(&filter, query, without_words);
            found.nearby = hits.nearby(&near_misses, query);
        }
        (found, docs)
    }
}

fn facets(index: &Index, filter: &Filter<'_>, query: &OfferQuery) -> Vec<(Facet, Vec<Count>)> {
    let counts = |facet: Facet| {
        let chosen = query.values(facet);
        let mut counts: Vec<Count> = index
            .values(facet)
            .enumerate()
            .map(|(number, (value, label))| Count {
                value: value.to_owned(),
                label: label.to_owned(),
                count: filter.count_of(facet, number),
                is_chosen: chosen.iter().any(|chosen| chosen == value),
            })
            .filter(|count| count.count > 0 || count.is_chosen)
            .collect();
        // Chosen values that do not occur are listed too, so that they can be unselected.
        for value in chosen {
            if counts.iter().all(|count| count.value != *value) {
                counts.push(Count {
                    value: value.clone(),
                    label: String::new(),
                    count: 0,
                    is_chosen: true,
                });
            }
        }
        (facet, counts)
    };
    Facet::ALL.into_iter().map(counts).collect()
}

fn loosen(filter: &Filter<'_>, query: &OfferQuery, without_words: u32) -> Vec<Loosen> {
    let mut all: Vec<Loosen> = query
        .chosen
        .keys()
        .map(|facet| Loosen { facet: Some(*facet), count: filter.only_failing(*facet) })
        .collect();
    if !query.text.is_empty() {
        all.push(Loosen { facet: None, count: without_words });
    }
    all.retain(|loosen| loosen.count > 0);
    all.sort_by_key(|loosen| Reverse(loosen.count));
    all
}

/// Ranks offers and turns them into hits.
struct HitBuilder<'a> {
    index: &'a Index,
    words: &'a TextMatch,
    filter: &'a Filter<'a>,
    moment: Moment<'a>,
}

impl HitBuilder<'_> {
    fn page(&self, matching: Vec<Candidate>, query: &OfferQuery) -> Vec<Hit> {
        let skipped = (query.page.0 as usize - 1).saturating_mul(PAGE_SIZE);
        let sort = query.sort.unwrap_or_else(|| {
            let is_by_distance = query.text.is_empty() && query.near.is_some();
            if is_by_distance { Sort::Distance } else { Sort::Relevance }
        });
        let ranked = matching.into_iter().map(|one| (self.rank(one, sort), one.doc)).collect();
        sorted_page(ranked, skipped, PAGE_SIZE).into_iter().map(|(_, doc)| self.hit(doc)).collect()
    }

    /// Offers that fail one condition only; where there are none, those that match the words.
    fn nearby(&self, misses: &[Candidate], query: &OfferQuery) -> Vec<Hit> {
        let is_single = |one: &Candidate| one.failed.is_power_of_two() && one.failed != TEXT;
        let single = misses.iter().filter(|one| is_single(one)).copied().collect::<Vec<_>>();
        let by_words = |one: &&Candidate| one.failed & TEXT == 0 && !query.text.is_empty();
        let misses: Vec<Candidate> = if single.is_empty() {
            misses.iter().filter(by_words).copied().collect()
        } else {
            single
        };
        let origin =
            query.values(Facet::City).first().and_then(|city| self.index.position_of_city(city));
        let metres = |doc| match origin {
            Some(origin) => self.index.metres(origin, doc),
            None => self.filter.metres(doc),
        };
        let mut ranked: Vec<_> = misses
            .into_iter()
            .map(|one| {
                let (first, second) = self.rank(one, Sort::Relevance);
                let metres = metres(one.doc).map_or(i64::MAX, i64::from);
                ((metres, first), second, one.doc)
            })
            .collect();
        ranked.sort_unstable();
        ranked.into_iter().take(NEARBY).map(|(_, _, doc)| self.hit(doc)).collect()
    }

    /// Sort key of an offer: the lower, the earlier.
    fn rank(&self, one: Candidate, sort: Sort) -> (i64, i64) {
        let next = self
            .next(one.doc)
            .map_or(i64::MAX, |next| i64::from(next.day) * 1440 + i64::from(next.span.from));
        // Freshness decides between equally relevant offers; without words the fresh ones come
        // first. Offers that are over come last.
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

    fn next(&self, doc: Doc) -> Option<Occurrence> {
        let Moment { calendar, minute, .. } = self.moment;
        let is_meant = |day| self.filter.is_on_chosen_weekday(day);
        match self.index.times(doc) {
            Some(times) => calendar.next_meant(doc, minute, times, is_meant),
            None => calendar.next(doc, minute),
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
            next: self.next(doc),
            metres: self.filter.metres(doc),
            is_stale: self.is_stale(doc),
            reasons: self.words.reasons(self.index, doc),
        }
    }
}

/// One page of the sorted whole, without sorting all of it.
fn sorted_page<T: Ord>(mut all: Vec<T>, skipped: usize, taken: usize) -> Vec<T> {
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
