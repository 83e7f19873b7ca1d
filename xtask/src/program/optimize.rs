//! Optimises every module for size (as `wasm-opt -Oz`, by the npm package `binaryen`).
//!
//! Makes the WebAssembly files of the folder smaller, and drops their names. Optional: saves 5.1 kB
//! for the phone page and 6.2 for the finder; skipped where the package is missing.

use super::files;
use crate::paths;
use crate::process::command;
use anyhow::{Result, anyhow, ensure};
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

/// The cache is emptied when it has more entries: enough for several releases.
const MAX_CACHED: usize = 1000;

/// A file that the cache does not have yet, and where its result goes.
struct Missing {
    file: PathBuf,
    cached: PathBuf,
}

/// Optimises the WebAssembly files of `folder`. There are more than a hundred, most of them small, and
/// loading the library takes longer than most of them, so each core has one process for its share.
/// Results are cached in `cache`, by the hash of their input.
pub(super) fn optimize_all(library: &Path, folder: &Path, cache: &Path) -> Result<()> {
    prepare_cache(cache)?;
    let mut missing = Vec::new();
    for file in files::list_wasm(folder)? {
        let cached = cache.join(crate::files::hash(&fs::read(&file)?));
        if cached.exists() {
            fs::copy(cached, file)?;
        } else {
            missing.push(Missing { file, cached });
        }
    }
    optimize_shares(library, &missing)?;
    for Missing { file, cached } in &missing {
        crate::files::write_if_missing(cached, || Ok(fs::read(file)?))?;
    }
    Ok(())
}

fn optimize_shares(library: &Path, missing: &[Missing]) -> Result<()> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = |number: usize| -> Vec<&Path> {
        missing.iter().skip(number).step_by(cores).map(|one| one.file.as_path()).collect()
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores)
            .map(|number| scope.spawn(move || optimize(library, &share(number))))
            .collect();
        let mut ended = workers.into_iter().map(thread::ScopedJoinHandle::join);
        ended.try_for_each(|end| end.map_err(|_| anyhow!("a worker panicked"))?)
    })
}

fn prepare_cache(cache: &Path) -> Result<()> {
    fs::create_dir_all(cache)?;
    if crate::files::list_files(cache)?.len() > MAX_CACHED {
        fs::remove_dir_all(cache)?;
        fs::create_dir_all(cache)?;
    }
    Ok(())
}

/// Optimises WebAssembly files in place, in one process. Each file itself declares which features it
/// may use. Messages are shown only where it fails, since there are warnings about names in every
/// file.
pub(crate) fn optimize(library: &Path, files: &[&Path]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let program = paths::root().join("xtask/src/program/optimize.mjs");
    let output = command("node", &[]).arg(program).arg(library).args(files).output()?;
    let stderr = || String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "optimising {} files: {}", files.len(), stderr());
    Ok(())
}
