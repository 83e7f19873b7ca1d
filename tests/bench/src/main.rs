//! How fast and how well the search finds, and how fast pages come.
//!
//! `cargo xtask bench search` runs this program twice: `bench measure <folder>` measures
//! natively and leaves in the folder what the browser needs; `bench report <folder>` reads what
//! both have measured, prints it and writes `search.json`. `cargo xtask bench pages` starts a
//! server and runs `bench pages <address> <folder>`, which writes `pages.json`.
//!
//! Owns the command line only. Figures are never judged by a test: they are printed with what
//! they were measured on.

mod automaton;
mod county;
mod files;
mod http;
mod measure;
mod pages;
mod percentiles;
mod quality;
mod queries;
mod report;
mod run;
mod tables;

use anyhow::{Result, bail};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    match words {
        ["measure", folder] => measure::measure(Path::new(folder)),
        ["report", folder] => report::report(Path::new(folder)),
        ["pages", address, folder] => pages::pages(address, Path::new(folder)),
        _ => bail!("bench measure <folder> | report <folder> | pages <address> <folder>"),
    }
}
