//! `cargo xtask bench`: measurements, printed with the machine they were taken on.
//!
//! The crate `bench` measures search and pages, `load` a hall full of phones, Chromium what a
//! visitor sees. They are built only on demand: the first build of xtask must not wait for them.

mod desk;
mod first_view;
mod load;
mod machine;
mod pages;
mod search;

mod servers;
mod stages;

use crate::manifest::Manifest;
use crate::paths;
use crate::process::{cargo, command, run, step};
use crate::sizes;
use anyhow::Result;
use clap::Subcommand;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What to measure besides sizes.
#[derive(Debug, Subcommand)]
pub(crate) enum Benchmark {
    /// The search: natively and as WebAssembly, beside another engine
    Search,
    /// What each stage of the program's build saves; takes minutes
    Stages,
    /// A first visit with a slow phone, until it can be read and until the program runs
    FirstView(first_view::Args),
    /// The pages of a release server with ten thousand offers
    Pages,
    /// The desk with ten thousand offers, and an import of as many
    Desk,
    /// Two release servers over one PostgreSQL: from a vote on the one to the board of the other
    Servers,
    /// A release server with a hall full of phones and a board; fails where a dot is lost
    Load(load::Args),
}

/// Runs a benchmark; without one, prints what a first visit downloads.
pub(crate) fn bench(benchmark: Option<&Benchmark>) -> Result<()> {
    match benchmark {
        None => sizes::report(&Manifest::read()?),
        Some(Benchmark::Search) => search::search(),
        Some(Benchmark::Stages) => stages::stages(),
        Some(Benchmark::FirstView(args)) => first_view::first_view(args),
        Some(Benchmark::Pages) => pages::pages(),
        Some(Benchmark::Desk) => desk::desk(),
        Some(Benchmark::Servers) => servers::servers(),
        Some(Benchmark::Load(args)) => load::load(args),
    }
}

/// The output folder of all benchmarks.
fn output_folder() -> Result<PathBuf> {
    let folder = paths::target().join("bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn build_bench() -> Result<()> {
    step("bench", || {
        run(&mut cargo(&["build", "--release", "--package", "bench", "--bin", "bench"]))
    })
}

/// The program of the crate `bench` with these arguments.
fn bench_command(args: &[&str]) -> Command {
    command(paths::target().join("release/bench"), args)
}
