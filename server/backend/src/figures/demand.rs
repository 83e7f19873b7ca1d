//! What is looked for, counted without following anybody.
//!
//! Counts are sums of a month. Words that are typed stay in memory until they have been searched for
//! in several quarters of an hour; only then they are worth a row, and nobody can be known by them.
//! What looks like a name of a number, an address or a sentence is never counted. Counting touches no
//! database: a task stores the counts once a minute, and the server when it ends.

use crate::db::DbError;
use crate::db::demand::{DemandRow, add_demand, delete_demand_before};
use crate::service::Service;
use jiff::ToSpan as _;
use jiff::civil::Date;
use shared::language::UiLanguage;
use shared::search::fold::words;
use shared::search::{Facet, OfferQuery, Page};
use shared::time::Millis;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

/// How often counts are stored.
const INTERVAL: Duration = Duration::from_mins(1);
/// Quarters of an hour in which words must have been searched for before they are counted.
const MANY: u32 = 5;
/// Most searches whose words are remembered before they are counted.
const MAX_CANDIDATES: usize = 2_000;
/// Most words of a search that is counted by them.
const MAX_WORDS: usize = 3;
/// Most letters of such words.
const MAX_LETTERS: usize = 40;
/// Most rows of a month.
const MAX_ROWS: u64 = 5_000;
/// Months that are kept.
const MONTHS: i32 = 36;
/// In milliseconds.
const QUARTER_HOUR: i64 = 15 * 60 * 1000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum DemandKind {
    /// Searches.
    Search,
    /// Searches without a result.
    Empty,
    /// First visits, and changes of the language.
    Visit,
    /// Searches by a value of a filter.
    Filter,
    /// Searches by words.
    Words,
    /// Searches by words without a result.
    EmptyWords,
}

impl DemandKind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Empty => "empty",
            Self::Visit => "visit",
            Self::Filter => "filter",
            Self::Words => "words",
            Self::EmptyWords => "empty_words",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Counter {
    month: String,
    kind: DemandKind,
    language: UiLanguage,
    term: String,
}

/// Words that may become worth counting.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Quarters of an hour in which they were searched for.
    quarters: u32,
    /// The last of them.
    last: i64,
}

/// Counts that are not stored yet.
#[derive(Debug, Default)]
pub(crate) struct DemandCounter(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    numbers: HashMap<Counter, i64>,
    /// Of this month.
    candidates: HashMap<(DemandKind, String), Candidate>,
    month: String,
}

/// The moment something is counted at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CountedAt {
    pub(crate) day: Date,
    pub(crate) now: Millis,
}

impl DemandCounter {
    /// Counts the first page of a search.
    pub(crate) fn count_search(
        &self,
        query: &OfferQuery,
        found: usize,
        language: UiLanguage,
        at: CountedAt,
    ) {
        if query.page != Page::default() || query.is_unfiltered() {
            return;
        }
        let Ok(mut counts) = self.0.lock() else { return };
        counts.begin(at);
        counts.add(DemandKind::Search, language, String::new());
        if found == 0 {
            counts.add(DemandKind::Empty, language, String::new());
        }
        for (facet, values) in &query.chosen {
            for value in values.iter().filter(|_| is_counted(*facet)) {
                counts.add(DemandKind::Filter, language, format!("{}.{value}", facet.name()));
            }
        }
        if let Some(term) = term_of(&query.text) {
            let kind = if found == 0 { DemandKind::EmptyWords } else { DemandKind::Words };
            counts.consider(kind, language, term, at);
        }
    }

    /// Counts a visit in a language.
    pub(crate) fn count_visit(&self, language: UiLanguage, at: CountedAt) {
        if let Ok(mut counts) = self.0.lock() {
            counts.begin(at);
            counts.add(DemandKind::Visit, language, String::new());
        }
    }

    /// Takes what has been counted.
    fn take(&self) -> Vec<DemandRow> {
        let numbers = self.0.lock().map(|mut counts| std::mem::take(&mut counts.numbers));
        let row = |(counter, number): (Counter, i64)| DemandRow {
            month: counter.month,
            kind: counter.kind.name().to_owned(),
            language: counter.language.tag().to_owned(),
            term: counter.term,
            number,
        };
        let mut rows: Vec<_> = numbers.unwrap_or_default().into_iter().map(row).collect();
        // Servers that store at the same time wait for each other's rows in the same order.
        rows.sort_by(|one, other| one.key().cmp(&other.key()));
        rows
    }
}

impl Counts {
    fn begin(&mut self, at: CountedAt) {
        let month = month_of(at.day);
        if self.month != month {
            self.month = month;
            self.candidates.clear();
        }
    }

    fn add(&mut self, kind: DemandKind, language: UiLanguage, term: String) {
        let counter = Counter { month: self.month.clone(), kind, language, term };
        *self.numbers.entry(counter).or_default() += 1;
    }

    /// Counts words once they have been searched for in enough quarters of an hour.
    fn consider(&mut self, kind: DemandKind, language: UiLanguage, term: String, at: CountedAt) {
        let quarter = at.now.0.div_euclid(QUARTER_HOUR);
        let key = (kind, term);
        let is_full = self.candidates.len() >= MAX_CANDIDATES;
        if is_full && !self.candidates.contains_key(&key) {
            self.candidates.retain(|_, candidate| candidate.quarters > 1);
            if self.candidates.len() >= MAX_CANDIDATES {
                return;
            }
        }
        let term = key.1.clone();
        let candidate =
            self.candidates.entry(key).or_insert(Candidate { quarters: 0, last: i64::MIN });
        if candidate.last != quarter {
            candidate.quarters = candidate.quarters.saturating_add(1);
            candidate.last = quarter;
        }
        if candidate.quarters == MANY {
            // Those before are counted now; from here on each counts by itself.
            candidate.quarters += 1;
            (0..MANY).for_each(|_| self.add(kind, language, term.clone()));
        } else if candidate.quarters > MANY {
            self.add(kind, language, term);
        }
    }
}

/// Filters whose values are few and known to everybody; any text can be a provider or a district.
const fn is_counted(facet: Facet) -> bool {
    !matches!(facet, Facet::Provider | Facet::District | Facet::Within)
}

/// Words as a term: folded, few, and without digits, so that neither an address nor a telephone
/// number nor a sentence is one.
fn term_of(text: &str) -> Option<String> {
    let words = words(text);
    let term = words.join(" ");
    let is_short = (1..=MAX_WORDS).contains(&words.len()) && term.chars().count() <= MAX_LETTERS;
    let is_plain = !text.contains('@') && !text.chars().any(char::is_numeric);
    (is_short && is_plain).then_some(term)
}

/// The month of a day: `2026-11`.
pub(super) fn month_of(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

impl Service {
    /// The moment for a count.
    pub(crate) fn counted_at(&self) -> CountedAt {
        CountedAt { day: self.0.clock.today(), now: self.0.clock.now() }
    }

    /// Counts a visit that begins, or that changes the language.
    pub fn count_visit(&self, language: UiLanguage) {
        self.0.demand.count_visit(language, self.counted_at());
    }

    /// Stores what has been counted.
    ///
    /// # Errors
    /// The database's only; the counts since the last time are lost then.
    pub async fn store_demand(&self) -> Result<(), DbError> {
        let rows = self.0.demand.take();
        if rows.is_empty() {
            return Ok(());
        }
        let oldest = month_of(self.0.clock.today().saturating_sub(MONTHS.months()));
        let mut tx = self.0.db.write().await?;
        add_demand(&mut tx, &rows, MAX_ROWS).await?;
        delete_demand_before(&mut tx, &oldest).await?;
        tx.commit().await
    }

    /// Starts the task that stores counts once a minute.
    pub fn start_counting(&self) {
        let shutdown = self.0.hub.shutdown_token();
        let service = self.clone();
        self.0.metrics.supervisor.spawn("the demand counter", move || {
            let (service, shutdown) = (service.clone(), shutdown.clone());
            async move {
                let mut interval = tokio::time::interval(INTERVAL);
                interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
                loop {
                    tokio::select! {
                        _ = interval.tick() => service.store_demand_or_log().await,
                        () = shutdown.cancelled() => return,
                    }
                }
            }
        });
    }

    /// The same, where nobody waits for the result.
    pub(crate) async fn store_demand_or_log(&self) {
        if let Err(error) = self.store_demand().await {
            tracing::warn!(%error, "counts of searches could not be stored and are lost");
        }
    }
}

impl DemandRow {
    fn key(&self) -> [&str; 4] {
        [&self.month, &self.kind, &self.language, &self.term]
    }
}

#[cfg(test)]
mod tests;
