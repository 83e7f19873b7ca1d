//! `cargo xtask bench first-view`: a release server, visited by a slow phone with an empty cache.

use super::{machine, output_folder};
use crate::build;
use crate::install;
use crate::mode::Mode;
use crate::process::{command, run, step};
use crate::program::Plan;
use crate::server::Server;
use anyhow::Result;
use clap::Parser;

#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// How often each page is visited; the median counts
    #[arg(long, default_value_t = 5)]
    runs: u32,
}

/// Builds what it needs, measures and prints.
pub(super) fn first_view(options: &Args) -> Result<()> {
    install::npm_packages()?;
    let chromium = install::chromium()?;
    build::build(&Plan::of(Mode::Release))?;
    let folder = output_folder()?;
    machine::record(&folder, "profile release, SQLite, example data")?;
    let server = Server::start(&[])?;
    let (origin, runs) = (format!("http://{}", server.address()), options.runs.to_string());
    let args = ["tests/bench/first-view.mjs", &origin, &folder.display().to_string(), &runs];
    step("first view", || run(command("node", &args).env("CHROMIUM", &chromium)))
}
