//! `cargo xtask bench pages`: a release server with ten thousand offers on a database of its
//! own, asked by the measuring program.

use super::server::Server;
use super::{build_program, folder, machine, program};
use crate::build;
use crate::mode::Mode;
use crate::process::{run, step};
use crate::program::Plan;
use anyhow::Result;

/// Ten times the largest catalogue we know of.
const OFFERS: &str = "10000";

/// Builds what it takes, measures and prints.
pub(super) fn pages() -> Result<()> {
    build::build(&Plan::of(Mode::Release))?;
    build_program()?;
    let folder = folder()?;
    machine::note(&folder, &format!("profile release, SQLite, {OFFERS} example offers"))?;
    let server = Server::start(&["--demo-offers", OFFERS])?;
    let words = ["pages", &server.address().to_string(), &folder.display().to_string()];
    step("pages", || run(&mut program(&words)))
}
