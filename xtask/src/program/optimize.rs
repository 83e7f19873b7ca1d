//! Optimises every module for size (`wasm-opt -Oz`, npm package `binaryen`).
//!
//! Makes the WebAssembly files of the folder smaller, and drops their names. Optional: saves 5.1 kB
//! for the phone page and 6.2 for the finder; skipped where there is no wasm-opt.

use super::files;
use crate::process::command;
use anyhow::{Result, anyhow, ensure};
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The cache is emptied when it has more entries: enough for several releases.
const MAX_CACHED: usize = 1000;

/// Optimises the WebAssembly files of `folder`, in parallel: there are more than a hundred, and
/// each is a process of its own. Results are cached in `cache`, by the hash of their input.
pub(super) fn optimize_all(optimizer: &Path, folder: &Path, cache: &Path) -> Result<()> {
    prepare_cache(cache)?;
    let files = files::list_wasm(folder)?;
    let queue = Mutex::new(files.iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let optimize = |file: &PathBuf| optimize_cached(optimizer, file, cache);
    let work = || std::iter::from_fn(next).try_for_each(optimize);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
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

fn optimize_cached(optimizer: &Path, file: &Path, cache: &Path) -> Result<()> {
    let cached = cache.join(crate::files::hash(&fs::read(file)?));
    crate::files::write_if_missing(&cached, || {
        optimize(optimizer, file)?;
        Ok(fs::read(file)?)
    })?;
    fs::copy(cached, file)?;
    Ok(())
}

/// Optimises a WebAssembly file in place. The file itself declares which features it may use.
/// wasm-opt's messages are shown only where it fails, since it warns about names in every file.
pub(crate) fn optimize(optimizer: &Path, file: &Path) -> Result<()> {
    let output = command(optimizer, &["-Oz"]).arg(file).arg("-o").arg(file).output()?;
    let stderr = || String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "wasm-opt of {}: {}", file.display(), stderr());
    Ok(())
}
