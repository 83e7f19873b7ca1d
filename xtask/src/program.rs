//! The browser's program: stages from the crate `app` to the files that a browser loads.
//!
//! Owns their order. What each takes, gives and saves stands in its file, and all of them in
//! `program/README.md`. Leaves plain names in a folder of its own; `name` gives them their hashes
//! when the site is put together.

mod bind;
mod bundle;
mod compile;
pub(crate) mod compress;
mod files;
#[cfg(test)]
mod golden;
mod mangle;
pub(crate) mod name;
pub(crate) mod optimize;
mod plan;
mod split;
mod strip;

pub(crate) use plan::{Plan, Saving};

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

/// The program, ready to be named.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Program {
    /// Hash of what it was made from and how.
    source: String,
    /// Split point → the files with its code, besides the main module.
    chunks: BTreeMap<String, Vec<String>>,
}

impl Program {
    /// All that a first visit to a page loads of it.
    pub(crate) fn files_of(&self, page: &str) -> Result<Vec<&str>> {
        let is_it = |split_point: &&String| split::page_of(split_point) == Some(page);
        let split_point = self.chunks.keys().find(is_it);
        let chunks =
            split_point.and_then(|point| self.chunks.get(point)).context("no such page")?;
        Ok([JS, LOADER, WASM].into_iter().chain(chunks.iter().map(String::as_str)).collect())
    }
}

/// Builds the program; everything after cargo only where cargo's result is a new one.
pub(crate) fn build(plan: &Plan) -> Result<Program> {
    let compiled = step("app for the browser", || compile::compile(plan.mode()))?;
    let wasm = fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    let optimizer = if plan.has(Saving::Optimize) { install::wasm_opt() } else { None };
    let folder = plan.folder();
    let source = source_hash(&wasm, optimizer.is_some())?;
    if let Some(program) = finished(&folder, &source) {
        println!("    unchanged");
        return Ok(program);
    }
    make_empty(&folder)?;
    let pages = step("split by page", || split::split(&wasm, &folder))?;
    step("bind to JavaScript", || bind(plan, &folder))?;
    if let Some(optimizer) = optimizer {
        let cache = paths::target().join("program/optimized");
        step("wasm-opt", || optimize::optimize_all(&optimizer, &folder, &cache))?;
    } else if plan.has(Saving::Optimize) {
        println!("    no wasm-opt found (npm ci in tests/ brings it): a little larger");
    }
    if plan.has(Saving::Strip) {
        strip::strip_all(&folder)?;
    }
    let is_bundled = plan.has(Saving::Bundle);
    let chunks = if is_bundled { bundle::bundle(&folder, &pages)? } else { files_of(pages) };
    let program = Program { source, chunks };
    fs::write(folder.join("program.json"), serde_json::to_vec(&program)?)?;
    Ok(program)
}

fn bind(plan: &Plan, folder: &Path) -> Result<()> {
    let mut output = bind::bind(folder)?;
    let mangled = plan.has(Saving::Mangle).then(|| mangle::mangle(&mut output)).transpose()?;
    bind::emit(&mut output, folder)?;
    // In place of the script to the names as they were.
    mangled.map_or(Ok(()), |script| Ok(fs::write(folder.join(JS), script)?))
}

/// Without a bundle a page has a file for each of its chunks.
fn files_of(pages: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let files = |names: Vec<String>| names.iter().map(|name| format!("{name}.wasm")).collect();
    pages.into_iter().map(|(split_point, names)| (split_point, files(names))).collect()
}

/// The compiled WASM, and what is done with it: by this very program, with or without wasm-opt.
fn source_hash(wasm: &[u8], optimized: bool) -> Result<String> {
    let built = fs::metadata(std::env::current_exe()?)?.modified()?;
    let (wasm, built) = (hash(wasm), built.duration_since(UNIX_EPOCH)?.as_millis());
    Ok(format!("{wasm} {built} {optimized}"))
}

fn finished(folder: &Path, source: &str) -> Option<Program> {
    let text = fs::read(folder.join("program.json")).ok()?;
    let program: Program = serde_json::from_slice(&text).ok()?;
    (program.source == source).then_some(program)
}

fn make_empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(())
}
