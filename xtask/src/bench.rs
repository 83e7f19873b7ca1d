//! `cargo xtask bench`: figures, printed with what they were measured on.
//!
//! Search and pages are measured by the crate `bench`, a hall full of phones by `load`, what a
//! visitor sees by Chromium. They are built only when they are asked for: the first build of this
//! program must not wait for them.

mod first_view;
mod load;
mod machine;
mod pages;
mod search;
mod server;
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
pub(crate) enum What {
    /// The search: natively and as WebAssembly, beside another engine
    Search,
    /// What each stage of the program's build saves; takes minutes
    Stages,
    /// A first visit with a slow phone, until it can be read and until the program runs
    FirstView(first_view::Args),
    /// The pages of a release server with ten thousand offers
    Pages,
    /// Two release servers over one PostgreSQL: from a vote on the one to the board of the other
    Servers,
    /// A release server with a hall full of phones and a board; fails where a dot is lost
    Load(load::Args),
}

/// Measures; without anything said, prints what a first visit downloads.
pub(crate) fn bench(what: Option<&What>) -> Result<()> {
    match what {
        None => sizes::report(&Manifest::read()?),
        Some(What::Search) => search::search(),
        Some(What::Stages) => stages::stages(),
        Some(What::FirstView(args)) => first_view::first_view(args),
        Some(What::Pages) => pages::pages(),
        Some(What::Servers) => servers::servers(),
        Some(What::Load(args)) => load::load(args),
    }
}

/// Where measurements leave their files.
fn folder() -> Result<PathBuf> {
    let folder = paths::target().join("bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn build_program() -> Result<()> {
    step("the measuring program", || {
        run(&mut cargo(&["build", "--release", "--package", "bench", "--bin", "bench"]))
    })
}

/// The measuring program with these words.
fn program(words: &[&str]) -> Command {
    command(paths::target().join("release/bench"), words)
}
