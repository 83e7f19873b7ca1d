//! `cargo xtask bench first-view`: a release server, visited by a slow phone with an empty cache.

use super::server::Server;
use super::{folder, machine};
use crate::build;
use crate::install;
use crate::mode::Mode;
use crate::process::{command, run, step};
use crate::program::Plan;
use anyhow::Result;
use clap::Parser;

#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// How often each page is visited; the median counts
    #[arg(long, default_value_t = 5)]
    runs: u32,
}

/// Builds what it takes, measures and prints.
pub(super) fn first_view(args: &Args) -> Result<()> {
    install::npm_packages()?;
    let chromium = install::chromium()?;
    build::build(&Plan::of(Mode::Release))?;
    let folder = folder()?;
    machine::note(&folder, "profile release, SQLite, example data")?;
    let server = Server::start(&[])?;
    let (origin, runs) = (format!("http://{}", server.address()), args.runs.to_string());
    let words = ["tests/bench/first-view.mjs", &origin, &folder.display().to_string(), &runs];
    step("first view", || run(command("node", &words).env("CHROMIUM", &chromium)))
}
