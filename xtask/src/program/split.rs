//! Splits the program by page (`wasm_split_cli_support`).
//!
//! Takes the compiled WebAssembly with its relocations; gives `main.wasm`, a chunk for every set
//! of pages that share code, a loader, and the list of chunks that each page needs. Necessary: the
//! code that `#[lazy_route]` generates cannot run before it is split.

use super::files::{JS, LOADER, MAIN};
use anyhow::{Result, anyhow};
use std::collections::BTreeMap;
use std::path::Path;

/// Splits into `folder`. Returns split point → names of its chunks, without extension.
pub(super) fn split(wasm: &[u8], folder: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let (main, module, loader) = (folder.join(MAIN), format!("./{JS}"), format!("./{LOADER}"));
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &module;
    options.link_name = &loader;
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    Ok(split.prefetch_map.into_iter().collect())
}

/// `__home_page_view_1234` → `home_page`; `None` for split points that are not routes.
pub(super) fn page_name(split_point: &str) -> Option<&str> {
    let name = split_point.trim_end_matches(|c: char| c.is_ascii_digit());
    name.strip_prefix("__")?.strip_suffix("_view_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_point_names_its_page() {
        assert_eq!(page_name("__home_page_view_1234"), Some("home_page"));
        assert_eq!(page_name("heavy_table_1234"), None);
    }
}
