//! `cargo xtask bench load`: many phones and a board against a release server with a database
//! of its own.

use super::folder;
use crate::build;
use crate::mode::Mode;
use crate::paths;
use crate::process::{cargo, command, run, step};
use crate::program::Plan;
use anyhow::Result;
use clap::Parser;

/// What is passed on.
#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// Flags of the program in tests/load, such as `--phones 500`; they win over ours
    #[arg(last = true)]
    flags: Vec<String>,
}

/// Builds what it takes, measures and prints.
pub(super) fn load(args: &Args) -> Result<()> {
    build::build(&Plan::of(Mode::Release))?;
    // Together with the server, whose dependencies it then shares.
    let packages = ["build", "--release", "--package", "server", "--package", "load"];
    step("the program in tests/load", || run(&mut cargo(&packages)))?;
    let mut program = command(paths::target().join("release/load"), &[]);
    if !args.names("--address") && !args.names("--server") {
        program.arg("--server").arg(paths::server(Mode::Release.server_profile()));
    }
    if !args.names("--folder") {
        // Not the system's folder for temporary files, which may have no disk below it.
        program.arg("--folder").arg(folder()?);
    }
    run(program.args(&args.flags))
}

impl Args {
    fn names(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given.split('=').next() == Some(flag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_found_with_its_value_beside_it_or_behind_it() {
        let args = Args { flags: ["--address=http://a", "--code", "x"].map(str::to_owned).into() };
        assert!(args.names("--address") && args.names("--code"));
        assert!(!args.names("--server"));
    }
}
