//! `cargo xtask bench load`: many phones and a board against a release server with a database
//! of its own.

use super::output_folder;
use crate::build;
use crate::mode::Mode;
use crate::paths;
use crate::process::{cargo, command, run, step};
use crate::program::Plan;
use anyhow::Result;
use clap::Parser;

#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// Flags of the program in tests/load, such as `--phones 500`; they win over ours
    #[arg(last = true)]
    flags: Vec<String>,
}

/// Builds what it needs, measures and prints.
pub(super) fn load(args: &Args) -> Result<()> {
    build::build(&Plan::of(Mode::Release))?;
    // Built together with the server, so that they share their dependencies.
    let packages = ["build", "--release", "--package", "server", "--package", "load"];
    step("the program in tests/load", || run(&mut cargo(&packages)))?;
    let mut program = command(paths::target().join("release/load"), &[]);
    if !args.has("--address") && !args.has("--server") {
        program.arg("--server").arg(paths::server(Mode::Release.server_profile()));
    }
    if !args.has("--folder") {
        // Not the system's temporary folder, which may be in memory.
        program.arg("--folder").arg(output_folder()?);
    }
    run(program.args(&args.flags))
}

impl Args {
    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given.split('=').next() == Some(flag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_found_with_its_value_attached_or_separate() {
        let args = Args { flags: ["--address=http://a", "--code", "x"].map(str::to_owned).into() };
        assert!(args.has("--address") && args.has("--code"));
        assert!(!args.has("--server"));
    }
}
