//! Builds the crate `tests/json` as a module for Node.js: both JSON parsers, for their journey.

use crate::process::{cargo, run};
use crate::{install, paths};
use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

/// Builds it to where `tests/browser/json.test.mjs` loads it from.
pub(crate) fn build() -> Result<()> {
    install::wasm_target()?;
    let target = "wasm32-unknown-unknown";
    let profile = "wasm-dev";
    run(&mut cargo(&[
        "build",
        "--package",
        "json-readers",
        "--target",
        target,
        "--profile",
        profile,
    ]))?;
    Bindgen::new()
        .input_path(paths::target().join(target).join(profile).join("json_readers.wasm"))
        .nodejs(true)?
        .typescript(false)
        .generate(paths::target().join("json-readers"))
}
