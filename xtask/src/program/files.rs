//! Names of the program's files during the build; `fingerprint` adds hashes to them.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The main module's JavaScript.
pub(super) const JS: &str = "app.js";
/// The main module.
pub(super) const WASM: &str = "app_bg.wasm";
/// The JavaScript module that loads chunks; the main module imports it by this name.
pub(super) const LOADER: &str = "__wasm_split.js";
/// The main module between the splitter and wasm-bindgen.
pub(super) const MAIN: &str = "main.wasm";

/// The WebAssembly files of a folder, sorted by name.
pub(super) fn list_wasm(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "wasm"));
    files.sort();
    Ok(files)
}
