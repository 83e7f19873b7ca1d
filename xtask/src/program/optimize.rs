//! Optimises every module for size (`wasm-opt -Oz`, npm package `binaryen`).
//!
//! Takes the WebAssembly files of the folder and gives them smaller and without names. Only saves
//! bytes, 5.1 kB for the phone page and 6.2 for the finder; left out where there is no wasm-opt.

use super::files;
use crate::process::command;
use anyhow::{Result, anyhow, ensure};
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many results are kept before all are thrown away: some releases' worth.
const KEPT: usize = 1000;

/// Optimises the WebAssembly files of `folder`, one on each core: there are more than a hundred,
/// and each is a process of its own. Results are kept in `cache` by what they were made from.
pub(super) fn optimize_all(optimizer: &Path, folder: &Path, cache: &Path) -> Result<()> {
    prepare(cache)?;
    let files = files::wasm_in(folder)?;
    let waiting = Mutex::new(files.iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let once = |file: &PathBuf| optimize_once(optimizer, file, cache);
    let work = || std::iter::from_fn(next).try_for_each(once);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let mut ended = workers.into_iter().map(thread::ScopedJoinHandle::join);
        ended.try_for_each(|end| end.map_err(|_| anyhow!("a worker panicked"))?)
    })
}

fn prepare(cache: &Path) -> Result<()> {
    fs::create_dir_all(cache)?;
    if crate::files::in_folder(cache)?.len() > KEPT {
        fs::remove_dir_all(cache)?;
        fs::create_dir_all(cache)?;
    }
    Ok(())
}

fn optimize_once(optimizer: &Path, file: &Path, cache: &Path) -> Result<()> {
    let kept = cache.join(crate::files::hash(&fs::read(file)?));
    crate::files::write_once(&kept, || {
        optimize(optimizer, file)?;
        Ok(fs::read(file)?)
    })?;
    fs::copy(kept, file)?;
    Ok(())
}

/// Makes a WebAssembly file smaller in place. Which features it may use stands in the file. What
/// wasm-opt has to say is only shown where it fails: of names it warns for every file.
pub(crate) fn optimize(optimizer: &Path, file: &Path) -> Result<()> {
    let output = command(optimizer, &["-Oz"]).arg(file).arg("-o").arg(file).output()?;
    let said = || String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "wasm-opt of {}: {}", file.display(), said());
    Ok(())
}
