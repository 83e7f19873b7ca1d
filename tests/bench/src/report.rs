//! The report of a measurement: figures, limits, and whether native code and WebAssembly find the
//! same.

use crate::automaton::Compared;
use crate::files;
use crate::measure::COMPARED;
use crate::percentiles::Summary;
use crate::quality::{Rate, rates};
use crate::queries::{self, Asked, Class};
use crate::run::{Engine, Measured, Place, Prepared, Run};
use crate::tables;
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The content of `search.json`. Times are milliseconds.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// The machine.
    pub(crate) machine: BTreeMap<String, String>,
    pub(crate) programs: Vec<String>,
    pub(crate) runs: Vec<Summarised>,
    pub(crate) quality: Vec<Quality>,
    pub(crate) automata: Vec<Compared>,
    pub(crate) bars: Vec<Bar>,
    /// Queries with a different number of offers in WebAssembly and native code.
    pub(crate) differing: Vec<String>,
}

/// One engine in one environment at one size.
#[derive(Debug, Serialize)]
pub(crate) struct Summarised {
    pub(crate) engine: Engine,
    pub(crate) place: Place,
    pub(crate) offers: usize,
    pub(crate) prepared: Prepared,
    pub(crate) classes: BTreeMap<Class, Summary>,
    /// All queries.
    pub(crate) mixed: Option<Summary>,
    /// All queries with words, which other engines support too.
    pub(crate) words: Option<Summary>,
}

/// Search quality of an engine.
#[derive(Debug, Serialize)]
pub(crate) struct Quality {
    pub(crate) engine: Engine,
    pub(crate) classes: BTreeMap<Class, Rate>,
}

/// A performance target.
#[derive(Debug, Serialize)]
pub(crate) struct Bar {
    pub(crate) what: String,
    pub(crate) at_most_ms: f64,
    /// `None` if it was not measured.
    pub(crate) measured_ms: Option<f64>,
    pub(crate) is_kept: bool,
}

/// Maximum p95 of all queries.
const P95: [(Place, usize, f64); 3] =
    [(Place::Native, 10_000, 10.0), (Place::Wasm, 10_000, 16.0), (Place::Native, 100_000, 40.0)];
/// Maximum time to build the index of ten thousand offers.
const MAKE_MS: f64 = 500.0;

/// Combines the measurements, prints and stores the report.
pub(crate) fn report(folder: &Path) -> Result<()> {
    let asked = queries::read()?;
    let native: Measured = files::read(&folder.join(files::NATIVE))?;
    let browser: Measured = files::read(&folder.join(files::BROWSER))?;
    let runs: Vec<Run> = native.runs.into_iter().chain(browser.runs).collect();
    let differing = differing(&asked, &runs);
    let quality = native
        .answers
        .iter()
        .chain(&browser.answers)
        .map(|one| Quality { engine: one.engine, classes: rates(&asked, &one.answers) })
        .collect();
    let summarised: Vec<Summarised> = runs.into_iter().map(summarise).collect();
    let report = Report {
        machine: files::read(&folder.join(files::MACHINE))?,
        programs: native.programs.into_iter().chain(browser.programs).collect(),
        quality,
        automata: files::read(&folder.join(files::AUTOMATON))?,
        bars: bars(&summarised),
        runs: summarised,
        differing,
    };
    print!("{}", tables::render(&report));
    files::write(&folder.join(files::RESULT), &report)
}

fn summarise(run: Run) -> Summarised {
    let together = |is_in: fn(Class) -> bool| {
        let samples: Vec<f64> = run
            .samples
            .iter()
            .filter(|(class, _)| is_in(**class))
            .flat_map(|(_, samples)| samples)
            .copied()
            .collect();
        Summary::of(&samples)
    };
    Summarised {
        engine: run.engine,
        place: run.place,
        offers: run.offers,
        classes: run
            .samples
            .iter()
            .filter_map(|(class, all)| Some((*class, Summary::of(all)?)))
            .collect(),
        mixed: together(|_| true),
        words: together(Class::has_words),
        prepared: run.prepared,
    }
}

fn bars(runs: &[Summarised]) -> Vec<Bar> {
    let find = |engine, place, offers| {
        runs.iter().find(|run| (run.engine, run.place, run.offers) == (engine, place, offers))
    };
    let p95 = P95.into_iter().map(|(place, offers, most)| {
        let run = find(Engine::WholeAnswer, place, offers);
        let measured = run.and_then(|run| run.mixed).map(|mixed| mixed.p95);
        Bar::new(format!("p95 of whole answers, {offers} offers, {}", place.name()), most, measured)
    });
    let build = Bar::new(
        format!("making the index of {COMPARED} offers, native"),
        MAKE_MS,
        find(Engine::Miteinander, Place::Native, COMPARED).and_then(|run| run.prepared.make_ms),
    );
    p95.chain([build]).collect()
}

impl Bar {
    fn new(what: String, at_most_ms: f64, measured_ms: Option<f64>) -> Self {
        // A missing measurement misses its target.
        let is_kept = measured_ms.is_some_and(|measured| measured <= at_most_ms);
        Self { what, at_most_ms, measured_ms, is_kept }
    }
}

/// Queries with different results in native code and WebAssembly.
fn differing(asked: &[Asked], runs: &[Run]) -> Vec<String> {
    let of = |place| runs.iter().filter(move |run| run.place == place);
    let pairs = of(Place::Wasm).filter_map(|wasm| {
        let is_same = |one: &&Run| (one.engine, one.offers) == (wasm.engine, wasm.offers);
        let native = of(Place::Native).find(is_same)?;
        Some((wasm.offers, native.totals.iter().zip(&wasm.totals)))
    });
    let differing = pairs.flat_map(|(offers, totals)| {
        let unlike = asked.iter().zip(totals).filter(|(_, (native, wasm))| native != wasm);
        unlike.map(move |(one, (native, wasm))| {
            format!("{offers} offers, {:?}: native {native}, WebAssembly {wasm}", one.pairs)
        })
    });
    differing.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(place: Place, offers: usize, samples: &[f64]) -> Run {
        Run {
            engine: Engine::WholeAnswer,
            place,
            offers,
            prepared: Prepared::default(),
            samples: BTreeMap::from([(Class::All, samples.to_vec())]),
            totals: vec![samples.len()],
        }
    }

    #[test]
    fn a_bar_is_missed_where_it_is_passed_or_nothing_was_measured() {
        let runs = [run(Place::Native, 10_000, &[9.0, 10.0]), run(Place::Wasm, 10_000, &[16.1])];
        let bars = bars(&runs.map(summarise));
        let kept: Vec<_> = bars.iter().map(|bar| bar.is_kept).collect();
        assert_eq!(kept, [true, false, false, false]);
    }

    #[test]
    fn a_different_result_in_the_browser_is_named() {
        let asked = queries::read().unwrap();
        let native = run(Place::Native, 1_000, &[1.0, 1.0]);
        let wasm = run(Place::Wasm, 1_000, &[1.0]);
        assert_eq!(differing(&asked, &[native.clone(), wasm]).len(), 1);
        assert_eq!(differing(&asked, &[native, run(Place::Wasm, 1_000, &[1.0, 9.0])]).len(), 0);
    }

    #[test]
    fn queries_with_words_are_summarised_separately() {
        let mut run = run(Place::Native, 1, &[5.0]);
        run.samples.insert(Class::Word, vec![1.0]);
        let summarised = summarise(run);
        assert_eq!(summarised.mixed.map(|all| all.count), Some(2));
        assert_eq!(summarised.words.map(|all| all.count), Some(1));
    }
}
