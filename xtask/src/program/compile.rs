//! Compiles the app for the browser.
//!
//! Takes the crate `app`; gives one WebAssembly file that holds every page. Necessary.

use crate::mode::Mode;
use crate::paths;
use crate::process::{cargo, run};
use anyhow::Result;
use std::path::PathBuf;

/// Returns the compiled file. Cargo does nothing where nothing has changed.
pub(super) fn compile(mode: Mode) -> Result<PathBuf> {
    let profile = mode.program_profile();
    // `rustc` instead of `build`: the linker's argument applies to this call only and changes no
    // other fingerprint, and only the one crate type that is needed is built.
    run(cargo(&["rustc", "--package", "app", "--lib", "--crate-type", "cdylib"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", profile])
        .args(["--no-default-features", "--features", "hydrate"])
        // The splitter finds out from relocations which function needs which.
        .args(["--", "-Clink-args=--emit-relocs"]))?;
    Ok(paths::target().join("wasm32-unknown-unknown").join(profile).join("app.wasm"))
}
