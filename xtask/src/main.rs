//! `cargo xtask`: builds, serves and tests Miteinander. Nothing has to be installed first but Rust.
//!
//! Owns the command line only; each command is a module.

mod assets;
mod bench;
mod bindings;
mod build;
mod check;
mod css;
mod floors;
mod install;
mod manifest;
mod packs;
mod paths;
mod postgres;
mod process;
mod serve;
mod sizes;
mod squeeze;
mod test;
mod wasm;
mod watch;

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
    /// Builds the site, then the server that carries it
    Build {
        /// Small and fast, for users; without it quick to build, for developers
        #[arg(long)]
        release: bool,
        /// Only what the browser loads; a debug server reads it from disk
        #[arg(long)]
        site: bool,
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
        what: Option<bench::What>,
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
        Command::Build { release, site: true } => build::build_site(build::Mode::of(release)),
        Command::Build { release, site: false } => build::build(build::Mode::of(release)),
        Command::Serve(args) => serve::serve(&args),
        Command::Check => check::check(),
        Command::Test(args) => test::test(&args),
        Command::Bench { what } => bench::bench(what.as_ref()),
    }
}
