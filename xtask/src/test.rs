//! `cargo xtask test`: all checks and tests, and one line at the end with their number.

use crate::build;
use crate::mode::Mode;
use crate::postgres::Cluster;
use crate::process::{cargo, command, run_and_capture, step};
use crate::program::Plan;
use crate::{check, fuzz, install, json_readers, paths};
use anyhow::{Context, Result, ensure};
use clap::{Parser, ValueEnum};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// Parts to leave out where they cannot run
    #[arg(long, value_enum, value_delimiter = ',')]
    without: Vec<Part>,
}

/// A part that may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// All journeys in browsers
    Browser,
    /// The journeys in Firefox
    Firefox,
    /// The journeys in `WebKit`
    Webkit,
    /// The conformance suite on the second database
    Postgres,
}

/// Files of journeys that run at the same time: they wait for timers and the network most of the
/// time. By default Node.js leaves one core free, and so runs a single file on two.
const JOURNEY_FILES: usize = 2;

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct TestCount {
    passed: u64,
    failed: u64,
}

/// Runs everything that is not left out; an error where any test fails.
pub(crate) fn test(args: &Args) -> Result<()> {
    let is_left_out = |part| args.without.contains(&part);
    check::check()?;
    let mut count = test_rust(!is_left_out(Part::Postgres))?;
    let is_fuzzed = fuzz::fuzz_api()?;
    if !is_left_out(Part::Browser) {
        count = count.plus(test_browser(&args.without)?);
    }
    for part in &args.without {
        println!("!!! LEFT OUT: {part:?}. This run says nothing about it.");
    }
    if !is_fuzzed {
        println!("!!! LEFT OUT: requests made from the OpenAPI document.");
        println!("!!! `pip install schemathesis` brings in what makes them.");
    }
    ensure!(count.failed == 0, "{} failed", count.failed);
    println!("{} passed, {} failed", count.passed, count.failed);
    Ok(())
}

fn test_rust(with_postgres: bool) -> Result<TestCount> {
    let title = "tests: every crate that runs outside a browser";
    if with_postgres {
        let cluster = step("a PostgreSQL for the tests", Cluster::start)?;
        step(title, || cargo_test(&check::NATIVE, Some(&cluster.url())))
    } else {
        let args = [&check::NATIVE[..], &["--", "--skip", "postgres"]].concat();
        step(title, || cargo_test(&args, None))
    }
}

/// With a URL, the tests create their databases in the cluster there.
fn cargo_test(args: &[&str], postgres: Option<&str>) -> Result<TestCount> {
    let mut command = cargo(&["test"]);
    command.args(args);
    if let Some(url) = postgres {
        command.env("MITEINANDER_TEST_POSTGRES_URL", url);
    }
    Ok(count_cargo(&run_and_capture(&mut command)?))
}

fn test_browser(without: &[Part]) -> Result<TestCount> {
    install::npm_packages()?;
    let browsers = browsers(without)?;
    // The release site, and the debug server as the other tests have built it: it panics on
    // overflow, and any other server takes minutes to build.
    build::build_site(&Plan::of(Mode::Release))?;
    step("both JSON parsers for the browser", json_readers::build)?;
    let output = step("browser journeys", || {
        let concurrency = format!("--test-concurrency={JOURNEY_FILES}");
        let mut node = command("node", &["--test", "--test-reporter=tap", &concurrency]);
        node.args(journey_files()?)
            .env("MITEINANDER_BIN", paths::server(Mode::Dev.server_profile()))
            .env("MITEINANDER_SITE", paths::site())
            .envs(browsers);
        run_and_capture(&mut node)
    })?;
    count_node(&output).context("no summary from Node.js")
}

/// Paths of the browsers by environment variable; an empty one leaves a browser out.
fn browsers(without: &[Part]) -> Result<BTreeMap<&'static str, PathBuf>> {
    let mut paths = BTreeMap::from([("CHROMIUM", install::chromium()?)]);
    let nowhere = PathBuf::new();
    if without.contains(&Part::Firefox) {
        paths.insert("FIREFOX", nowhere.clone());
    } else {
        paths.insert("FIREFOX", install::firefox()?);
    }
    if without.contains(&Part::Webkit) {
        paths.insert("WEBKIT_DRIVER", nowhere);
    } else {
        let webkit = install::webkit()?;
        paths.insert("WEBKIT_DRIVER", webkit.driver);
        paths.insert("WEBKIT_BROWSER", webkit.browser);
        paths.insert("XVFB", webkit.xvfb);
    }
    Ok(paths)
}

/// Listed one by one, since versions of Node.js disagree on what a folder means here.
fn journey_files() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(paths::root().join("tests/browser"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    // Without arguments, Node.js would look for tests everywhere.
    ensure!(!files.is_empty(), "no journeys in tests/browser");
    files.sort();
    Ok(files)
}

/// Sums `test result: ok. 5 passed; 0 failed; …` of every test program.
fn count_cargo(output: &str) -> TestCount {
    let results = output.lines().filter_map(|line| line.strip_prefix("test result: "));
    results.fold(TestCount::default(), |sum, line| {
        sum.plus(TestCount {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed"),
        })
    })
}

fn number_before(line: &str, word: &str) -> u64 {
    let words: Vec<_> = line.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
    let pair = words.windows(2).find(|pair| pair[1] == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// Parses `# pass 5` and `# fail 0` at the end of Node.js' report.
fn count_node(output: &str) -> Option<TestCount> {
    let number = |name: &str| {
        let mut lines = output.lines().rev();
        lines.find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
    };
    Some(TestCount { passed: number("# pass ")?, failed: number("# fail ")? })
}

impl TestCount {
    fn plus(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_test_programs_are_added_up() {
        let output = "test a ... ok\ntest result: ok. 5 passed; 0 failed; 1 ignored; 0 measured\n\
                      test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured\n";
        assert_eq!(count_cargo(output), TestCount { passed: 7, failed: 3 });
    }

    #[test]
    fn the_summary_of_node_is_parsed() {
        let output = "ok 1 - a page\n1..1\n# tests 4\n# pass 3\n# fail 1\n# skipped 0\n";
        assert_eq!(count_node(output), Some(TestCount { passed: 3, failed: 1 }));
        assert_eq!(count_node("nothing"), None);
    }
}
