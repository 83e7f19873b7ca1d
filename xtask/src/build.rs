//! `cargo xtask build`: the site, then the server.

use crate::mode::Mode;
use crate::process::{cargo, run, step};
use crate::program::{self, Plan};
use crate::{assets, install};
use anyhow::Result;

/// Builds the site and the server.
pub(crate) fn build(plan: &Plan) -> Result<()> {
    build_site(plan)?;
    build_server(plan.mode())
}

/// Builds everything that the browser loads.
pub(crate) fn build_site(plan: &Plan) -> Result<()> {
    install::wasm_target()?;
    let program = program::build(plan)?;
    step("site: style sheet, locales, hashed names, compression", || assets::write(plan, &program))
}

/// Builds the server; in release it embeds the site, which must have been built before.
pub(crate) fn build_server(mode: Mode) -> Result<()> {
    let args: &[&str] = match mode {
        Mode::Dev => &["build", "--package", "server"],
        Mode::Release => &["build", "--package", "server", "--release"],
    };
    step("server", || run(&mut cargo(args)))
}
