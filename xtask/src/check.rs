//! `cargo xtask check`: formatting and lints of every build there is.

use crate::process::{cargo, run, step};
use crate::{install, layers};
use anyhow::Result;

/// Fails on the first error.
pub(crate) fn check() -> Result<()> {
    install::wasm_target()?;
    step("formatting", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    step("layers: which crate depends on which", layers::check)?;
    step("lints: server, with app and shared; demo, bench, load, xtask", || clippy(&NATIVE))?;
    step("lints: app as the server has it", || clippy(&APP_ON_SERVER))?;
    step("lints: app in the browser", || clippy(&APP_IN_BROWSER))?;
    step("lints: bench, json-readers and golden in the browser", || clippy(&TESTS_IN_BROWSER))
}

/// Without `app`, which the server brings in with the right feature, and without what only runs in
/// a browser.
const NATIVE: [&str; 8] = [
    "--workspace",
    "--exclude",
    "app",
    "--exclude",
    "json-readers",
    "--exclude",
    "golden",
    "--all-targets",
];
const APP_ON_SERVER: [&str; 5] = ["--package", "app", "--all-targets", "--features", "ssr"];
const APP_IN_BROWSER: [&str; 8] = [
    "--package",
    "app",
    "--lib",
    "--no-default-features",
    "--features",
    "hydrate",
    "--target",
    "wasm32-unknown-unknown",
];
const TESTS_IN_BROWSER: [&str; 9] = [
    "--package",
    "bench",
    "--package",
    "json-readers",
    "--package",
    "golden",
    "--lib",
    "--target",
    "wasm32-unknown-unknown",
];

fn clippy(args: &[&str]) -> Result<()> {
    run(cargo(&["clippy", "--quiet"]).args(args).args(["--", "-Dwarnings"]))
}
