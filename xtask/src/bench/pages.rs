//! `cargo xtask bench pages`: a release server with ten thousand offers on a database of its
//! own, measured by the crate `bench`.

use super::{bench_command, build_bench, machine, output_folder};
use crate::build;
use crate::mode::Mode;
use crate::process::{run, step};
use crate::program::Plan;
use crate::server::Server;
use anyhow::Result;

/// Ten times the largest catalogue we know of.
const OFFERS: &str = "10000";

/// Builds what it needs, measures and prints.
pub(super) fn pages() -> Result<()> {
    build::build(&Plan::of(Mode::Release))?;
    build_bench()?;
    let folder = output_folder()?;
    machine::record(&folder, &format!("profile release, SQLite, {OFFERS} example offers"))?;
    let server = Server::start(&["--demo-offers", OFFERS])?;
    let args = ["pages", &server.address().to_string(), &folder.display().to_string()];
    step("pages", || run(&mut bench_command(&args)))
}
