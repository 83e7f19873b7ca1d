//! The browser's program: compiled, split by page, bound to JavaScript, made small.
//!
//! Leaves plain names in a folder of its own; `assets` gives them their hashes.

use crate::assets::hash;
use crate::build::Mode;
use crate::process::{cargo, command, run, step};
use crate::{bindings, install, packs, paths, squeeze};
use anyhow::{Context, Result, anyhow, ensure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::UNIX_EPOCH;
use wasm_bindgen_cli_support::Bindgen;

/// Main module, its WASM, and the module that loads the split-off parts.
pub(crate) const JS: &str = "app.js";
pub(crate) const WASM: &str = "app_bg.wasm";
pub(crate) const LOADER: &str = "__wasm_split.js";

/// What wasm-opt must be told that the WASM uses: what Rust's target has switched on. Needed for
/// every part, since the section that says so is gone after splitting.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The program, ready to be named.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Program {
    /// Hash of what it was made from and how.
    source: String,
    /// Split point → the file with the parts it needs.
    pub(crate) rows: BTreeMap<String, String>,
}

/// The folder with the program's files.
pub(crate) fn folder(mode: Mode) -> PathBuf {
    paths::target().join("program").join(profile(mode))
}

/// Builds the program; everything after cargo only where cargo's result is a new one.
pub(crate) fn build(mode: Mode) -> Result<Program> {
    let compiled = step("app for the browser", || compile(mode))?;
    let wasm = fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    let optimizer = if mode == Mode::Release { install::wasm_opt() } else { None };
    let source = source_hash(&wasm, optimizer.is_some())?;
    if let Some(program) = finished(mode, &source) {
        println!("    unchanged");
        return Ok(program);
    }
    let folder = empty_folder(mode)?;
    let pages = step("split by page", || split(&wasm, &folder))?;
    step("bind to JavaScript", || bind(mode, &folder))?;
    if mode == Mode::Release {
        shrink(optimizer.as_deref(), &folder)?;
    }
    let rows = packs::write(&folder, &pages)?;
    if mode == Mode::Release {
        squeeze::javascript_file(&folder.join(JS))?;
        squeeze::javascript_file(&folder.join(LOADER))?;
    }
    let program = Program { source, rows };
    fs::write(folder.join("program.json"), serde_json::to_vec(&program)?)?;
    Ok(program)
}

/// The profile cargo builds the program with.
pub(crate) fn profile(mode: Mode) -> &'static str {
    match mode {
        Mode::Dev => "wasm-dev",
        Mode::Release => "wasm",
    }
}

fn compile(mode: Mode) -> Result<PathBuf> {
    let profile = profile(mode);
    // `rustc` instead of `build`: the linker's argument reaches this one call and touches no
    // other fingerprint, and of the crate types only the one that is needed is built.
    run(cargo(&["rustc", "--package", "app", "--lib", "--crate-type", "cdylib"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", profile])
        .args(["--no-default-features", "--features", "hydrate"])
        // Relocations tell the splitter what needs what.
        .args(["--", "-Clink-args=--emit-relocs"]))?;
    Ok(paths::target().join("wasm32-unknown-unknown").join(profile).join("app.wasm"))
}

/// The compiled WASM, and what is done with it: by this very program, with or without wasm-opt.
fn source_hash(wasm: &[u8], optimized: bool) -> Result<String> {
    let built = fs::metadata(std::env::current_exe()?)?.modified()?;
    let (wasm, built) = (hash(wasm), built.duration_since(UNIX_EPOCH)?.as_millis());
    Ok(format!("{wasm} {built} {optimized}"))
}

fn finished(mode: Mode, source: &str) -> Option<Program> {
    let text = fs::read(folder(mode).join("program.json")).ok()?;
    let program: Program = serde_json::from_slice(&text).ok()?;
    (program.source == source).then_some(program)
}

fn empty_folder(mode: Mode) -> Result<PathBuf> {
    let folder = folder(mode);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn split(wasm: &[u8], folder: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let main = main_part(folder);
    let (module, loader) = (format!("./{JS}"), format!("./{LOADER}"));
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &module;
    options.link_name = &loader;
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    Ok(split.prefetch_map.into_iter().collect())
}

fn main_part(folder: &Path) -> PathBuf {
    folder.join("main.wasm")
}

fn bind(mode: Mode, folder: &Path) -> Result<()> {
    let main = main_part(folder);
    let mut output = Bindgen::new()
        .input_path(&main)
        .out_name("app")
        .web(true)?
        .typescript(false)
        // The parts find what they share by the linker's names.
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()?;
    let script = (mode == Mode::Release).then(|| bindings::shorten(&mut output)).transpose()?;
    output.emit(folder)?;
    if let Some(script) = script {
        fs::write(folder.join(JS), script)?;
    }
    fs::remove_file(main)?;
    let snippets = folder.join("snippets");
    ensure!(!snippets.exists(), "a dependency brings JavaScript files, which get no hashes yet");
    Ok(())
}

fn shrink(optimizer: Option<&Path>, folder: &Path) -> Result<()> {
    let files = wasm_files(folder)?;
    files.iter().try_for_each(|file| squeeze::wasm_file(file))?;
    let Some(optimizer) = optimizer else {
        println!("    no wasm-opt found (npm ci in tests/ brings it): a tenth larger");
        return Ok(());
    };
    step("wasm-opt", || optimize_all(optimizer, &files))
}

/// One file on each core: there are more than a hundred, and each is a process of its own.
fn optimize_all(optimizer: &Path, files: &[PathBuf]) -> Result<()> {
    let waiting = Mutex::new(files.iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || std::iter::from_fn(next).try_for_each(|file| optimize(optimizer, file));
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let mut ended = workers.into_iter().map(thread::ScopedJoinHandle::join);
        ended.try_for_each(|end| end.map_err(|_| anyhow!("a worker panicked"))?)
    })
}

/// Makes a WASM file smaller in place.
pub(crate) fn optimize(optimizer: &Path, file: &Path) -> Result<()> {
    run(command(optimizer, &["-Oz"]).args(WASM_FEATURES).arg(file).arg("-o").arg(file))
}

fn wasm_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
