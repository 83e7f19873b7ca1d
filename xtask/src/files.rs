//! Reading folders, naming files by their contents, writing them whole.

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

/// The files of a folder, by name; not those of folders within.
pub(crate) fn in_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

/// Writes a file unless one of that name is there. Names carry hashes, so a file that exists is
/// right; whole or not at all, so that an interrupted build leaves no half file that the next
/// one would believe.
pub(crate) fn write_once(path: &Path, contents: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let unfinished = path.with_extension("unfinished");
    fs::write(&unfinished, contents()?)?;
    fs::rename(unfinished, path)?;
    Ok(())
}

/// Writes a file unless it says the same already: the server is built anew when one of the site's
/// files changes.
pub(crate) fn write_if_new(path: &Path, contents: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == contents) {
        return Ok(());
    }
    fs::write(path, contents)?;
    Ok(())
}

/// The name without folders.
pub(crate) fn name(path: &Path) -> Result<&str> {
    path.file_name().and_then(|name| name.to_str()).context("a file without a name")
}

/// The name without folders and ending.
pub(crate) fn stem(path: &Path) -> Result<&str> {
    path.file_stem().and_then(|stem| stem.to_str()).context("a file without a name")
}
