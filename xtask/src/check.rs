//! `cargo xtask check`: formatting and lints of every build there is, documentation, licences.

use crate::process::{cargo, run, step, succeeds};
use crate::{install, json_readers, layers, unused_texts};
use anyhow::Result;

/// Fails on the first error.
pub(crate) fn check() -> Result<()> {
    install::wasm_target()?;
    step("formatting", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    step("layers: which crate depends on which", layers::check)?;
    step("texts: every one is shown somewhere", unused_texts::check)?;
    step("what browsers read: no aliases", json_readers::check)?;
    step("lints: every crate that runs outside a browser", || {
        clippy(&[&NATIVE[..], &["--all-targets"]].concat())
    })?;
    step("lints: app in the browser", || clippy(&APP_IN_BROWSER))?;
    step("lints: bench, json-readers and golden in the browser", || clippy(&TESTS_IN_BROWSER))?;
    step("documentation: every link in it leads somewhere", document)?;
    check_dependencies()
}

/// Readers of the source follow links to private items too.
const DOC_FLAGS: &str = "-Dwarnings -Arustdoc::private-intra-doc-links";

fn document() -> Result<()> {
    let mut doc = cargo(&["doc", "--quiet", "--no-deps", "--document-private-items"]);
    run(doc.args(NATIVE).env("RUSTDOCFLAGS", DOC_FLAGS))
}

/// Licences, banned crates and sources by `deny.toml`; known vulnerabilities where their list can be
/// downloaded.
fn check_dependencies() -> Result<()> {
    if !succeeds(&mut cargo(&["deny", "--version"])) {
        println!("!!! LEFT OUT: licences and vulnerabilities of dependencies.");
        println!("!!! `cargo install cargo-deny --locked` brings in what checks them.");
        return Ok(());
    }
    step("licences, banned crates and sources of dependencies", || {
        run(&mut cargo(&["deny", "--all-features", "check", "licenses", "bans", "sources"]))
    })?;
    if !succeeds(&mut cargo(&["deny", "fetch", "db"])) {
        println!("!!! LEFT OUT: vulnerabilities of dependencies; their list cannot be downloaded.");
        return Ok(());
    }
    step("known vulnerabilities of dependencies", || {
        run(&mut cargo(&["deny", "--all-features", "check", "advisories"]))
    })
}

/// Every crate but those that only run in a browser, `app` as the server has it. Lints, tests and
/// documentation choose the same: another choice has other features, and cargo would compile most
/// dependencies once more.
pub(crate) const NATIVE: [&str; 7] =
    ["--workspace", "--exclude", "json-readers", "--exclude", "golden", "--features", "app/ssr"];
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
