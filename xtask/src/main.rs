//! `cargo xtask`: builds, serves and tests Miteinander. Rust is all that has to be installed first.
//!
//! Owns the command line only; each command is a module.

mod asset_folder;
mod assets;
mod bench;
mod build;
mod check;
mod css;
mod files;
mod fonts;
mod fuzz;
mod install;
mod json_readers;
mod layers;
mod manifest;
mod mode;
mod paths;
mod postgres;
mod process;
mod program;
mod serve;
mod server;
mod sizes;
mod test;
mod unused_texts;
mod watch;

use crate::mode::Mode;
use crate::program::Plan;
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, serves and tests Miteinander")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the site, then the server that contains it
    Build {
        /// Small and fast, for users; without it quick to build, for developers
        #[arg(long)]
        release: bool,
        /// Only what the browser loads; a debug server reads it from disk
        #[arg(long)]
        site: bool,
        /// Leave out every stage that only saves bytes (xtask/src/program/README.md)
        #[arg(long)]
        plain: bool,
    },
    /// Builds what is needed and serves it with demo data
    Serve(serve::Args),
    /// Formatting and lints
    Check,
    /// Everything: check, tests on both databases, browser journeys
    Test(test::Args),
    /// Prints what a first visit downloads, or measures search, pages or voting
    Bench {
        #[command(subcommand)]
        benchmark: Option<bench::Benchmark>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Build { release, site, plain } => {
            let mode = Mode::of(release);
            let plan = if plain { Plan::plain(mode) } else { Plan::of(mode) };
            if site { build::build_site(&plan) } else { build::build(&plan) }
        }
        Command::Serve(args) => serve::serve(&args),
        Command::Check => check::check(),
        Command::Test(args) => test::test(&args),
        Command::Bench { benchmark } => bench::bench(benchmark.as_ref()),
    }
}
