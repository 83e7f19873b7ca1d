//! The browser's program: stages from the crate `app` to the files that a browser loads.
//!
//! Owns their order. Each file says what its stage takes, gives and saves, and `program/README.md`
//! has all of them. The result is a folder of files with plain names; `fingerprint` adds hashes to
//! them when the site is put together.

mod bind;
mod bundle;
mod compile;
pub(crate) mod compress;
mod files;
pub(crate) mod fingerprint;
#[cfg(test)]
mod golden;
mod mangle;
pub(crate) mod optimize;
mod plan;
mod split;
mod strip;

pub(crate) use plan::{OptionalStage, Plan};

use crate::files::hash;
use crate::process::step;
use crate::{install, paths};
use anyhow::{Context, Result};
use files::{JS, LOADER, WASM};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The program, before hashes are added to its names.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Program {
    /// Hash of its source and of how it was built.
    source: String,
    /// Split point → the files with its code, besides the main module.
    chunks: BTreeMap<String, Vec<String>>,
}

impl Program {
    /// The files that a first visit to a page loads.
    pub(crate) fn first_load_files(&self, page: &str) -> Result<Vec<&str>> {
        let is_page = |split_point: &&String| split::page_name(split_point) == Some(page);
        let split_point = self.chunks.keys().find(is_page);
        let chunks =
            split_point.and_then(|point| self.chunks.get(point)).context("no such page")?;
        Ok([JS, LOADER, WASM].into_iter().chain(chunks.iter().map(String::as_str)).collect())
    }
}

/// Builds the program; the stages after cargo run only where cargo's output has changed.
pub(crate) fn build(plan: &Plan) -> Result<Program> {
    let compiled = step("app for the browser", || compile::compile(plan.mode()))?;
    let wasm = fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    let optimizer = if plan.has(OptionalStage::Optimize) { install::binaryen() } else { None };
    let folder = plan.folder();
    let source = source_hash(&wasm, optimizer.is_some())?;
    if let Some(program) = load_current(&folder, &source) {
        println!("    unchanged");
        return Ok(program);
    }
    recreate_folder(&folder)?;
    let pages = step("split by page", || split::split(&wasm, &folder))?;
    step("bind to JavaScript", || bind(plan, &folder))?;
    if let Some(optimizer) = optimizer {
        let cache = paths::target().join("program/optimized");
        step("optimise", || optimize::optimize_all(&optimizer, &folder, &cache))?;
    } else if plan.has(OptionalStage::Optimize) {
        println!("    no binaryen found (npm ci in tests/ brings it): a little larger");
    }
    if plan.has(OptionalStage::Strip) {
        strip::strip_all(&folder)?;
    }
    let is_bundled = plan.has(OptionalStage::Bundle);
    let chunks = if is_bundled { bundle::bundle(&folder, &pages)? } else { chunk_files(pages) };
    let program = Program { source, chunks };
    fs::write(folder.join("program.json"), serde_json::to_vec(&program)?)?;
    Ok(program)
}

fn bind(plan: &Plan, folder: &Path) -> Result<()> {
    let mut output = bind::bind(folder)?;
    let mangled =
        plan.has(OptionalStage::Mangle).then(|| mangle::mangle(&mut output)).transpose()?;
    bind::emit(&mut output, folder)?;
    // Replaces the script with the original names.
    mangled.map_or(Ok(()), |script| Ok(fs::write(folder.join(JS), script)?))
}

/// Without bundles, a page has a file for each of its chunks.
fn chunk_files(pages: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let files = |names: Vec<String>| names.iter().map(|name| format!("{name}.wasm")).collect();
    pages.into_iter().map(|(split_point, names)| (split_point, files(names))).collect()
}

/// Covers the compiled WASM, this build of xtask, and whether there is an optimiser.
fn source_hash(wasm: &[u8], optimized: bool) -> Result<String> {
    let built = fs::metadata(std::env::current_exe()?)?.modified()?;
    let (wasm, built) = (hash(wasm), built.duration_since(UNIX_EPOCH)?.as_millis());
    Ok(format!("{wasm} {built} {optimized}"))
}

/// The program built before, if its source hash is still the same.
fn load_current(folder: &Path, source: &str) -> Option<Program> {
    let text = fs::read(folder.join("program.json")).ok()?;
    let program: Program = serde_json::from_slice(&text).ok()?;
    (program.source == source).then_some(program)
}

fn recreate_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(())
}
