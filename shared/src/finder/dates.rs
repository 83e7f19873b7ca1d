//! The calendar: what takes place within four weeks, by day and town.
//!
//! Only the server asks this; no page of the browser's program does.

use super::{DateQuery, Finder};
use crate::api::{FacetView, Named, OfferCard, Pairs};
use crate::id::CityId;
use crate::offer::Offer;
use crate::offer::schedule::Weekday;
use crate::search::postings::Doc;
use crate::search::times::{
    Day, DaysOff, Minute, Occurrence, Times, date_from_number, day_number, weekday_of,
};
use crate::search::{Facet, Hit};
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

/// Days of one period.
pub const PERIOD: Day = 28;
/// Dates on one page.
pub const MAX_DATES: usize = 100;
/// How far ahead the calendar goes, in days; nobody plans further.
const HORIZON: Day = 2 * 366;
/// How far a run of whole days is followed beyond its period, in days.
const LONGEST_RUN: Day = 400;

/// A page of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateList {
    /// The question as understood.
    pub query: DateQuery,
    /// First day of the period.
    pub first: Date,
    /// Last day of the period.
    pub last: Date,
    /// The address of the period before; `None` where that would be the past.
    pub earlier: Option<Pairs>,
    /// The address of the period after; `None` where that is too far ahead.
    pub later: Option<Pairs>,
    /// Number of dates on all pages of the period.
    pub total: usize,
    /// Number of pages; 0 where nothing takes place.
    pub pages: u32,
    /// The days of this page on which something takes place.
    pub days: Vec<DateDay>,
    /// Filters with selectable values, in display order.
    pub facets: Vec<FacetView>,
    /// Cities that distances can be measured from.
    pub cities: Vec<Named>,
}

/// A day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateDay {
    /// The day.
    pub day: Date,
    /// Towns where something takes place, in the operator's order.
    pub towns: Vec<DateTown>,
}

/// A town on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTown {
    /// The town.
    pub city: Named,
    /// What takes place, the earliest first.
    pub entries: Vec<DateEntry>,
}

/// An offer on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateEntry {
    /// The offer; its next time is the one of this day.
    pub card: OfferCard,
    /// The last of several whole days, of which this is the first shown.
    pub until: Option<Date>,
}

/// A date of an offer before it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    day: Day,
    /// Place of the town in the operator's list.
    place: usize,
    occurrence: Occurrence,
    doc: Doc,
    until: Option<Day>,
}

impl Finder<'_> {
    /// The dates of the matching offers within a period, one page of them.
    pub fn list_dates(&self, query: &DateQuery) -> DateList {
        let today = day_number(self.now.local.day);
        let begin =
            query.from.map_or(today, day_number).clamp(today, today.saturating_add(HORIZON));
        let (results, docs) = self.catalogue.index.find_all(&query.offers, self.now.moment());
        let mut found: Vec<Found> = docs
            .into_iter()
            .flat_map(|doc| self.dates_of(doc, query, begin..begin.saturating_add(PERIOD)))
            .collect();
        found.sort_unstable();
        let page = query.offers.page.0 as usize - 1;
        let shown = found.iter().skip(page.saturating_mul(MAX_DATES)).take(MAX_DATES);
        let shown: Vec<Found> = shown.copied().collect();
        let period_from = |from: Day| {
            let from = (from > today).then(|| date_from_number(from));
            DateQuery { from, ..query.clone() }
        };
        DateList {
            query: period_from(begin),
            first: date_from_number(begin),
            last: date_from_number(begin.saturating_add(PERIOD - 1)),
            earlier: (begin > today).then(|| period_from(begin.saturating_sub(PERIOD)).to_pairs()),
            later: (begin < today.saturating_add(HORIZON))
                .then(|| period_from(begin.saturating_add(PERIOD)).to_pairs()),
            total: found.len(),
            pages: u32::try_from(found.len().div_ceil(MAX_DATES)).unwrap_or(u32::MAX),
            days: self.by_day(&self.with_hits(&shown)),
            facets: self.facet_views(&results, &query.offers),
            cities: self.cities(),
        }
    }

    /// The matching offers that have a meant date ahead, in catalogue order, reduced to those dates.
    pub fn find_dated(&self, query: &DateQuery) -> Vec<Offer> {
        let today = day_number(self.now.local.day);
        let reduced = |offer: &Offer| {
            let schedule = query.scope.schedule(offer);
            let times = Times::from(&schedule);
            times
                .first_from(today, &self.catalogue.days_off)
                .map(|_| Offer { schedule, ..offer.clone() })
        };
        self.find_all(&query.offers).into_iter().filter_map(reduced).collect()
    }

    fn dates_of(&self, doc: Doc, query: &DateQuery, period: Range<Day>) -> Vec<Found> {
        let Some(offer) = self.catalogue.offer(doc) else { return Vec::new() };
        let Some(times) = self.catalogue.index.times(doc) else { return Vec::new() };
        let times = match query.scope.covers_all_of(offer) {
            true => Cow::Borrowed(times),
            false if times.has_single_dates() => Cow::Owned(times.single_dates()),
            false => return Vec::new(),
        };
        let (today, minute) = (day_number(self.now.local.day), self.now.local.minute);
        let is_asked = |day: Day| {
            let weekday = Weekday::ALL.get(weekday_of(day)).map(|weekday| weekday.name());
            let days = query.offers.values(Facet::Weekday);
            let is_weekday = days.is_empty() || days.iter().any(|day| Some(&**day) == weekday);
            is_weekday && (day == today || query.offers.values(Facet::When).is_empty())
        };
        let cities = &self.catalogue.taxonomy.cities;
        let place = cities.iter().position(|city| city.id == offer.city).unwrap_or(usize::MAX);
        runs(&times, period, &self.catalogue.days_off)
            .into_iter()
            .filter(|run| run.days().any(is_asked) && run.is_ahead(today, minute))
            .map(|Run { occurrence, until }| Found {
                day: occurrence.day,
                place,
                occurrence,
                doc,
                until,
            })
            .collect()
    }

    /// Dates with their offers as hits, made together.
    fn with_hits(&self, found: &[Found]) -> Vec<(Found, Hit)> {
        let docs: Vec<Doc> = found.iter().map(|one| one.doc).collect();
        let hits = self.catalogue.index.hits(&docs, self.now.moment());
        found.iter().copied().zip(hits).collect()
    }

    fn by_day(&self, found: &[(Found, Hit)]) -> Vec<DateDay> {
        let by_town = |day: &[(Found, Hit)]| {
            let towns =
                day.chunk_by(|(one, _), (other, _)| self.city_of(one) == self.city_of(other));
            towns.filter_map(|town| self.town(town)).collect()
        };
        found
            .chunk_by(|(one, _), (other, _)| one.day == other.day)
            .filter_map(|day| Some((day.first()?.0.day, day)))
            .map(|(number, day)| DateDay { day: date_from_number(number), towns: by_town(day) })
            .collect()
    }

    fn city_of(&self, found: &Found) -> Option<&CityId> {
        self.catalogue.offer(found.doc).map(|offer| &offer.city)
    }

    fn town(&self, found: &[(Found, Hit)]) -> Option<DateTown> {
        let (first, _) = found.first()?;
        let city = self.reader.named(&self.catalogue.taxonomy.cities, self.city_of(first)?);
        let entries = found.iter().filter_map(|(one, hit)| self.entry(one, hit));
        Some(DateTown { city, entries: entries.collect() })
    }

    fn entry(&self, found: &Found, hit: &Hit) -> Option<DateEntry> {
        let offer = self.catalogue.offer(found.doc)?;
        let hit = Hit { next: Some(found.occurrence), ..hit.clone() };
        let until = found.until.map(date_from_number);
        Some(DateEntry { card: self.card(offer, &hit), until })
    }
}

/// An occurrence, or several whole days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    occurrence: Occurrence,
    /// The last day, where there are several.
    until: Option<Day>,
}

impl Run {
    fn days(&self) -> RangeInclusive<Day> {
        self.occurrence.day..=self.until.unwrap_or(self.occurrence.day)
    }

    /// Whether it has not ended at a minute of a day.
    fn is_ahead(&self, today: Day, minute: Minute) -> bool {
        self.until.is_some() || self.occurrence.is_ahead(today, minute)
    }
}

/// The occurrences within a period. Whole days in a row are one, also beyond the period's end.
fn runs(times: &Times, period: Range<Day>, days_off: &DaysOff) -> Vec<Run> {
    let on = |day: Day| {
        let spans = times.on(day, days_off).into_iter();
        spans.map(move |span| Occurrence { day, span })
    };
    let has_whole_days = times.has_whole_days();
    let is_whole = |day: Day| has_whole_days && on(day).any(|one| one.span.is_whole_day());
    let mut runs = Vec::new();
    for day in period.clone() {
        let begins = day == period.start || !is_whole(day.saturating_sub(1));
        for occurrence in on(day).filter(|one| begins || !one.span.is_whole_day()) {
            let most = day.saturating_add(LONGEST_RUN);
            let last = || (day..most).take_while(|day| is_whole(*day)).last();
            let is_whole_day = occurrence.span.is_whole_day();
            let until = is_whole_day.then(last).flatten().filter(|last| *last > day);
            runs.push(Run { occurrence, until });
        }
    }
    runs
}

#[cfg(test)]
mod tests;
