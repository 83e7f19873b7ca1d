//! Files of the repository, and those that the parts of a measurement leave for each other.

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::{Path, PathBuf};

/// What to ask, and how, for the browser.
pub(crate) const PLAN: &str = "plan.json";
/// What was measured natively.
pub(crate) const NATIVE: &str = "native.json";
/// What was measured in Node.js and in the browser.
pub(crate) const BROWSER: &str = "browser.json";
/// What the automata for typing errors take.
pub(crate) const AUTOMATON: &str = "automaton.json";
/// What it was all measured on; written by xtask.
pub(crate) const MACHINE: &str = "machine.json";
/// The result.
pub(crate) const RESULT: &str = "search.json";

/// An index, for the browser.
pub(crate) fn index(offers: usize) -> String {
    format!("index-{offers}.bin")
}

/// The texts of the same offers, for engines that make their own index.
pub(crate) fn texts(offers: usize) -> String {
    format!("texts-{offers}.json")
}

/// A file of the repository.
pub(crate) fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read(path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&text).with_context(|| path.display().to_string())
}

pub(crate) fn write<T: Serialize + ?Sized>(path: &Path, value: &T) -> Result<()> {
    fs::write(path, serde_json::to_vec(value)?).with_context(|| path.display().to_string())
}
