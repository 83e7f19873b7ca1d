//! `cargo xtask build`: the site, then the server.

use crate::process::{cargo, run, step};
use crate::program::{self, Plan};
use crate::{assets, install};
use anyhow::Result;

/// For whom to build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to build; the server reads the site from disk.
    Dev,
    /// Small and fast; the server carries the site within itself.
    Release,
}

impl Mode {
    pub(crate) fn of(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }

    /// The folder below `target` that cargo puts the server into.
    pub(crate) fn server_profile(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }

    /// The profile cargo builds the browser's program with, and its folder below `target`.
    pub(crate) fn program_profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm",
        }
    }
}

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
