//! Files of the repository, and files exchanged between the parts of a measurement.

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::{Path, PathBuf};

/// The measurement plan for the browser.
pub(crate) const PLAN: &str = "plan.json";
/// Native measurements.
pub(crate) const NATIVE: &str = "native.json";
/// Measurements in Node.js and in the browser.
pub(crate) const BROWSER: &str = "browser.json";
/// Measurements of the automata for typing errors.
pub(crate) const AUTOMATON: &str = "automaton.json";
/// The machine of the measurements; written by xtask.
pub(crate) const MACHINE: &str = "machine.json";
/// The result.
pub(crate) const RESULT: &str = "search.json";

/// An index for the browser.
pub(crate) fn index(offers: usize) -> String {
    format!("index-{offers}.bin")
}

/// The records of the same offers, for whole answers.
pub(crate) fn records(offers: usize) -> String {
    format!("records-{offers}.json")
}

/// The texts of the same offers, for engines that build their own index.
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
