//! `cargo xtask bench servers`: two release servers over one PostgreSQL; how soon the board of one
//! shows a vote cast at the other.

use super::{machine, output_folder};
use crate::build;
use crate::install;
use crate::mode::Mode;
use crate::postgres::Cluster;
use crate::process::{command, run, step};
use crate::program::Plan;
use crate::server::Server;
use anyhow::Result;

/// Votes measured at each board.
const VOTES: &str = "100";

/// Builds what it needs, measures and prints.
pub(super) fn servers() -> Result<()> {
    install::npm_packages()?;
    build::build(&Plan::of(Mode::Release))?;
    let folder = output_folder()?;
    machine::record(&folder, "profile release, PostgreSQL, example data")?;
    let cluster = step("a PostgreSQL to measure on", Cluster::start)?;
    let first = Server::start_on(&cluster.url())?;
    first.wait_until_ready()?;
    let second = Server::start_on(&cluster.url())?;
    let [first, second] = [&first, &second].map(|server| format!("http://{}", server.address()));
    let folder = folder.display().to_string();
    let args = ["tests/bench/two-servers.mjs", &*first, &*second, &*folder, VOTES];
    step("two servers", || run(&mut command("node", &args)))
}
