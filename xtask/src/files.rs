//! Listing folders, content hashes, atomic writes.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Sixteen hexadecimal digits.
pub(crate) fn hash(contents: &[u8]) -> String {
    Sha256::digest(contents).iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The files of a folder, sorted by name, without subfolders.
pub(crate) fn list_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

/// A Rust file with its contents.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

/// All Rust files of a folder and its subfolders.
pub(crate) fn rust_sources(folder: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            sources.extend(rust_sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            sources.push(Source { path, text });
        }
    }
    Ok(sources)
}

/// Writes a file unless it exists. Names contain hashes, so an existing file is right. The write is
/// atomic, so that an interrupted build leaves no partial file for the next one to trust.
pub(crate) fn write_if_missing(
    path: &Path,
    contents: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let unfinished = path.with_extension("unfinished");
    fs::write(&unfinished, contents()?)?;
    fs::rename(unfinished, path)?;
    Ok(())
}

/// Writes a file unless it already has these contents: the server is rebuilt when one of the site's
/// files is modified.
pub(crate) fn write_if_changed(path: &Path, contents: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == contents) {
        return Ok(());
    }
    fs::write(path, contents)?;
    Ok(())
}

/// The name without folders.
pub(crate) fn file_name(path: &Path) -> Result<&str> {
    path.file_name().and_then(|name| name.to_str()).context("a file without a name")
}

/// The name without folders and extension.
pub(crate) fn file_stem(path: &Path) -> Result<&str> {
    path.file_stem().and_then(|stem| stem.to_str()).context("a file without a name")
}
