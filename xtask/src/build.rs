//! `cargo xtask build`: the site, then the server.

use crate::process::{cargo, run, step};
use crate::{assets, install, wasm};
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
}

/// Builds the site and the server.
pub(crate) fn build(mode: Mode) -> Result<()> {
    build_site(mode)?;
    build_server(mode)
}

/// Builds everything that the browser loads.
pub(crate) fn build_site(mode: Mode) -> Result<()> {
    install::wasm_target()?;
    let program = wasm::build(mode)?;
    step("site: style sheet, locales, hashed names, compression", || assets::write(mode, &program))
}

/// Builds the server; in release it embeds the site, which must have been built before.
pub(crate) fn build_server(mode: Mode) -> Result<()> {
    let args: &[&str] = match mode {
        Mode::Dev => &["build", "--package", "server"],
        Mode::Release => &["build", "--package", "server", "--release"],
    };
    step("server", || run(&mut cargo(args)))
}
