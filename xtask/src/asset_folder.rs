//! `target/site/assets`: files with content hashes in their names.

use crate::{files, paths};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder and the files added to it by this build.
pub(crate) struct AssetFolder {
    path: PathBuf,
    files: BTreeSet<String>,
}

impl AssetFolder {
    /// Opens or creates it; files of earlier builds stay until [`Self::remove_stale`].
    pub(crate) fn open(path: &Path) -> Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Self { path: path.to_owned(), files: BTreeSet::new() })
    }

    /// Adds a file with the hash of its contents in its name; returns its address.
    pub(crate) fn add(&mut self, stem: &str, extension: &str, contents: Vec<u8>) -> Result<String> {
        self.add_named(format!("{stem}.{}.{extension}", files::hash(&contents)), contents)
    }

    /// Adds a file whose name already contains a hash; returns its address.
    pub(crate) fn add_named(&mut self, name: String, contents: Vec<u8>) -> Result<String> {
        let address = format!("/assets/{name}");
        files::write_if_missing(&self.path.join(&name), || Ok(contents))?;
        self.files.insert(name);
        Ok(address)
    }

    /// Adds a file of the repository, where it exists.
    pub(crate) fn add_if_exists(&mut self, path: &str) -> Result<Option<String>> {
        let path = paths::root().join(path);
        if !path.exists() {
            return Ok(None);
        }
        let extension =
            path.extension().and_then(|part| part.to_str()).context("no file extension")?;
        self.add(files::file_stem(&path)?, extension, fs::read(&path)?).map(Some)
    }

    /// The files added.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.files.iter().map(|name| self.path.join(name)).collect()
    }

    /// Removes all files that were not added, except an added file's name with one of `suffixes`.
    pub(crate) fn remove_stale(&self, suffixes: &[&str]) -> Result<()> {
        for path in files::list_files(&self.path)? {
            let name = files::file_name(&path)?;
            let added = suffixes.iter().find_map(|suffix| name.strip_suffix(suffix));
            if !self.files.contains(added.unwrap_or(name)) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_an_earlier_build_are_removed() {
        let temporary = tempfile::tempdir().unwrap();
        let mut folder = AssetFolder::open(temporary.path()).unwrap();
        let address = folder.add("main", "css", b"a{}".to_vec()).unwrap();
        let name = address.strip_prefix("/assets/").unwrap();
        for other in ["main.0.css".to_owned(), format!("{name}.br"), format!("{name}.gz")] {
            fs::write(temporary.path().join(other), "").unwrap();
        }
        folder.remove_stale(&[".br"]).unwrap();
        let left = files::list_files(temporary.path()).unwrap();
        let left: Vec<_> = left.iter().map(|path| files::file_name(path).unwrap()).collect();
        assert_eq!(left, [name, &format!("{name}.br")]);
    }
}
