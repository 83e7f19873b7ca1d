//! The native measurements, and the input of the browser's.

use crate::automaton;
use crate::county::County;
use crate::files;
use crate::percentiles::median;
use crate::quality::FIRST;
use crate::queries::{self, Asked, Class};
use crate::run::{Answer, Answers, Engine, Measured, Place, Prepared, Run};
use anyhow::Result;
use bench::answers::Answering;
use bench::moment::{MINUTE, TODAY, days_off, moment};
use serde::Serialize;
use shared::search::OfferQuery;
use shared::search::index::Index;
use shared::search::postings::Doc;
use shared::search::times::{Minute, day_number};
use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Numbers of offers to measure; ten thousand are ten times the largest county we know of.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// The size at which engines are compared.
pub(crate) const COMPARED: usize = 10_000;
/// The largest size of whole answers in the browser, which needs the records as JSON for that.
const ANSWERED_IN_BROWSER: usize = 10_000;
/// Up to this size index construction is measured five times, beyond it three times.
const SMALL: usize = 10_000;
/// Rounds of all queries before measuring, and measured ones.
const WARM_UP: usize = 2;
const ROUNDS: usize = 20;

/// The parameters of a measurement, for the browser.
#[derive(Debug, Serialize)]
struct Plan<'a> {
    sizes: [usize; SIZES.len()],
    /// The size at which engines are compared.
    compared: usize,
    /// The largest size of whole answers.
    answered: usize,
    /// The size at which search quality is evaluated.
    shown: usize,
    minute: Minute,
    warm_up: usize,
    rounds: usize,
    questions: &'a [Asked],
}

impl<'a> Plan<'a> {
    const fn new(questions: &'a [Asked]) -> Self {
        let (compared, shown) = (COMPARED, demo::EXAMPLE_COUNT);
        let (warm_up, rounds) = (WARM_UP, ROUNDS);
        Self {
            sizes: SIZES,
            compared,
            answered: ANSWERED_IN_BROWSER,
            shown,
            minute: MINUTE,
            warm_up,
            rounds,
            questions,
        }
    }
}

/// Runs all native measurements.
pub(crate) fn measure(folder: &Path) -> Result<()> {
    let asked = queries::read()?;
    files::write(&folder.join(files::PLAN), &Plan::new(&asked))?;
    let mut measured = Measured::default();
    for offers in SIZES {
        let county = County::read(offers)?;
        measured.runs.push(measure_county(&county, offers, &asked, folder)?);
        measured.runs.push(measure_answers(&county, offers, &asked, folder)?);
    }
    let county = County::read(demo::EXAMPLE_COUNT)?;
    files::write(&folder.join(files::texts(demo::EXAMPLE_COUNT)), &county.texts())?;
    measured.answers.push(answers(&county.index(), &asked)?);
    files::write(&folder.join(files::NATIVE), &measured)?;
    let automata = automaton::compare(&County::read(COMPARED)?)?;
    files::write(&folder.join(files::AUTOMATON), &automata)
}

fn measure_county(county: &County, offers: usize, asked: &[Asked], folder: &Path) -> Result<Run> {
    if offers == COMPARED {
        files::write(&folder.join(files::texts(offers)), &county.texts())?;
    }
    let times = if offers > SMALL { 3 } else { 5 };
    eprintln!("    {offers} offers: making the index {times} times");
    let (make_ms, index) = median_of(times, || county.index());
    let bytes = index.to_bytes()?;
    fs::write(folder.join(files::index(offers)), &bytes)?;
    // Queries run on the loaded index, as on a phone.
    drop(index);
    let (load_ms, index) = median_of(times, || Index::from_bytes(&bytes));
    let index = index?;
    let days_off = days_off()?;
    let today = day_number(TODAY);
    let (calendar_ms, calendar) = median_of(times, || index.calendar(today, &days_off));
    let size = index.size();
    let prepared = Prepared {
        make_ms: Some(make_ms),
        load_ms: Some(load_ms),
        bytes: Some(bytes.len()),
        calendar_ms: Some(calendar_ms),
        terms: Some(index.terms()),
        postings_bytes: Some(size.postings),
        columns_bytes: Some(size.columns),
        floor_ms: Some(floor(index.len())),
    };
    eprintln!("    {offers} offers: {} questions, {ROUNDS} rounds", asked.len());
    let (samples, totals) =
        ask(asked, |query| black_box(index.find(query, moment(&calendar, MINUTE))).total);
    Ok(Run { engine: Engine::Miteinander, place: Place::Native, offers, prepared, samples, totals })
}

/// The same queries with everything a page shows.
fn measure_answers(county: &County, offers: usize, asked: &[Asked], folder: &Path) -> Result<Run> {
    let records = county.records()?;
    if offers <= ANSWERED_IN_BROWSER {
        files::write(&folder.join(files::records(offers)), &records)?;
    }
    let index = Index::from_bytes(&fs::read(folder.join(files::index(offers)))?)?;
    let answering = Answering::new(records, index)?;
    eprintln!("    {offers} offers: whole answers");
    let (samples, totals) = ask(asked, |query| answering.answer(query));
    let prepared = Prepared::default();
    Ok(Run { engine: Engine::WholeAnswer, place: Place::Native, offers, prepared, samples, totals })
}

/// Every query in turn, round after round; `find` returns the number of offers.
fn ask(
    asked: &[Asked],
    find: impl Fn(&OfferQuery) -> usize,
) -> (BTreeMap<Class, Vec<f64>>, Vec<usize>) {
    let find = |one: &Asked| find(black_box(&one.query));
    let mut totals = Vec::new();
    for _ in 0..WARM_UP {
        totals = asked.iter().map(find).collect();
    }
    let mut samples: BTreeMap<Class, Vec<f64>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for one in asked {
            let (time, found) = timed(|| find(one));
            black_box(found);
            samples.entry(one.class).or_default().push(time);
        }
    }
    (samples, totals)
}

fn answers(index: &Index, asked: &[Asked]) -> Result<Answers> {
    let calendar = index.calendar(day_number(TODAY), &days_off()?);
    let id = |doc: Doc| index.id(doc).map(ToString::to_string).unwrap_or_default();
    let answer = |one: &Asked| {
        let found = index.find(&one.query, moment(&calendar, MINUTE));
        let first = found.hits.iter().take(FIRST).map(|hit| id(hit.doc)).collect();
        Answer { total: found.total, first }
    };
    Ok(Answers { engine: Engine::Miteinander, answers: asked.iter().map(answer).collect() })
}

/// Time to sum up as many numbers as there are offers, in milliseconds.
fn floor(offers: usize) -> f64 {
    let numbers: Vec<u32> = (0..).take(offers).collect();
    let add = || black_box(&numbers).iter().fold(0_u32, |sum, number| sum.wrapping_add(*number));
    median_of(101, || black_box(add())).0
}

/// Median time of several runs in milliseconds, and the result of the last one.
pub(crate) fn median_of<T>(times: usize, work: impl Fn() -> T) -> (f64, T) {
    let (time, mut made) = timed(&work);
    let mut samples = vec![time];
    while samples.len() < times {
        // Dropped first, so that no two results exist at the same time.
        drop(made);
        let (time, next) = timed(&work);
        samples.push(time);
        made = next;
    }
    (median(&samples), made)
}

/// Time of some work in milliseconds, and its result.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let made = black_box(work());
    (start.elapsed().as_secs_f64() * 1e3, made)
}
