//! `cargo xtask test`: everything there is, and one line at the end that says how much.

use crate::build;
use crate::mode::Mode;
use crate::postgres::Cluster;
use crate::process::{cargo, command, run_and_read, step};
use crate::program::Plan;
use crate::{check, install, paths, readers};
use anyhow::{Context, Result, ensure};
use clap::{Parser, ValueEnum};
use std::fs;
use std::path::PathBuf;

#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// Parts to leave out where they cannot run
    #[arg(long, value_enum, value_delimiter = ',')]
    without: Vec<Part>,
}

/// What may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The journeys in Chromium
    Browser,
    /// The conformance suite on the second database
    Postgres,
}

/// How many tests there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
}

/// Runs everything that is not left out; an error where anything fails.
pub(crate) fn test(args: &Args) -> Result<()> {
    let leaves_out = |part| args.without.contains(&part);
    check::check()?;
    let mut count = test_rust(!leaves_out(Part::Postgres))?;
    if !leaves_out(Part::Browser) {
        count = count.and(test_browser()?);
    }
    for part in &args.without {
        println!("!!! LEFT OUT: {part:?}. This run says nothing about it.");
    }
    ensure!(count.failed == 0, "{} failed", count.failed);
    println!("{} passed, {} failed", count.passed, count.failed);
    Ok(())
}

fn test_rust(with_postgres: bool) -> Result<Count> {
    // What only a browser runs has no tests of its own.
    let only_wasm = ["--exclude", "json-readers", "--exclude", "golden"];
    let workspace = [&["--workspace", "--exclude", "app"][..], &only_wasm].concat();
    let workspace = if with_postgres {
        let cluster = step("a PostgreSQL for the tests", Cluster::start)?;
        step("tests: shared, demo, server, bench, load, xtask", || {
            cargo_test(&workspace, Some(&cluster.url()))
        })?
    } else {
        let args = [&workspace[..], &["--", "--skip", "postgres"]].concat();
        step("tests: shared, demo, server, bench, load, xtask", || cargo_test(&args, None))?
    };
    let app = step("tests: app", || cargo_test(&["--package", "app", "--features", "ssr"], None))?;
    Ok(workspace.and(app))
}

/// With a URL the tests find a cluster there to create their databases in.
fn cargo_test(args: &[&str], postgres: Option<&str>) -> Result<Count> {
    let mut command = cargo(&["test"]);
    command.args(args);
    if let Some(url) = postgres {
        command.env("MITEINANDER_TEST_POSTGRES_URL", url);
    }
    Ok(count_cargo(&run_and_read(&mut command)?))
}

fn test_browser() -> Result<Count> {
    install::npm_packages()?;
    let chromium = install::chromium()?;
    // The site is the one that ships. The server is the one that was built for the other tests: it
    // stops at an overflow, and the released one takes another twelve minutes to build.
    build::build_site(&Plan::of(Mode::Release))?;
    build::build_server(Mode::Dev)?;
    step("both readers of JSON for the browser", readers::build)?;
    let output = step("browser journeys", || {
        let mut node = command("node", &["--test", "--test-reporter=tap"]);
        node.args(journeys()?)
            .env("MITEINANDER_BIN", paths::server(Mode::Dev.server_profile()))
            .env("MITEINANDER_SITE", paths::site())
            .env("CHROMIUM", &chromium);
        run_and_read(&mut node)
    })?;
    count_node(&output).context("no result from node")
}

/// Named one by one, since versions of node disagree on what a folder means here.
fn journeys() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(paths::root().join("tests/browser"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    // Without names node would look for tests by itself, everywhere.
    ensure!(!files.is_empty(), "no journeys in tests/browser");
    files.sort();
    Ok(files)
}

/// Sums `test result: ok. 5 passed; 0 failed; …` of every test program.
fn count_cargo(output: &str) -> Count {
    let results = output.lines().filter_map(|line| line.strip_prefix("test result: "));
    results.fold(Count::default(), |sum, line| {
        sum.and(Count {
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

/// Reads `# pass 5` and `# fail 0` at the end of node's report.
fn count_node(output: &str) -> Option<Count> {
    let number = |name: &str| {
        let mut lines = output.lines().rev();
        lines.find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
    };
    Some(Count { passed: number("# pass ")?, failed: number("# fail ")? })
}

impl Count {
    fn and(self, other: Self) -> Self {
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
        assert_eq!(count_cargo(output), Count { passed: 7, failed: 3 });
    }

    #[test]
    fn the_closing_lines_of_node_are_read() {
        let output = "ok 1 - a page\n1..1\n# tests 4\n# pass 3\n# fail 1\n# skipped 0\n";
        assert_eq!(count_node(output), Some(Count { passed: 3, failed: 1 }));
        assert_eq!(count_node("nothing"), None);
    }
}
