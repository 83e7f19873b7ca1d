//! Benchmarks of search speed, search quality and page load times.
//!
//! `cargo xtask bench search` runs this program twice: `bench measure <folder>` measures natively
//! and writes the browser's input to the folder; `bench report <folder>` reads both measurements,
//! prints them and writes `search.json`. `cargo xtask bench pages` starts a server and runs `bench
//! pages <address> <folder>`, which writes `pages.json`.
//!
//! Owns the command line only. No test depends on the figures: they are printed together with the
//! machine they were measured on.

mod automaton;
mod county;
mod desk;
mod files;
mod http;
mod intake;
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
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["measure", folder] => measure::measure(Path::new(folder)),
        ["report", folder] => report::report(Path::new(folder)),
        ["pages", address, folder] => pages::pages(address, Path::new(folder)),
        ["desk", folder] => desk::desk(Path::new(folder)),
        _ => bail!("bench measure | report | desk <folder>, or pages <address> <folder>"),
    }
}
