//! Binds the main module to JavaScript (`wasm-bindgen-cli-support`).
//!
//! Takes `main.wasm`; gives `app_bg.wasm` and `app.js`. Necessary: it makes the functions that
//! Rust imports from the browser. Chunks do not need it, since they import from the main
//! module only.

use super::files::MAIN;
use anyhow::{Result, ensure};
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::{Bindgen, Output};

/// Runs wasm-bindgen on the main module; [`emit`] writes the result.
pub(super) fn bind(folder: &Path) -> Result<Output> {
    Bindgen::new()
        .input_path(folder.join(MAIN))
        .out_name("app")
        .web(true)?
        .typescript(false)
        // Chunks find shared functions by the linker's names.
        .keep_lld_exports(true)
        .demangle(false)
        .omit_default_module_path(true)
        .generate_output()
}

/// Writes the files that replace `main.wasm`.
pub(super) fn emit(output: &mut Output, folder: &Path) -> Result<()> {
    output.emit(folder)?;
    fs::remove_file(folder.join(MAIN))?;
    let snippets = folder.join("snippets");
    ensure!(!snippets.exists(), "a dependency brings JavaScript files, which get no hashes yet");
    Ok(())
}
