//! `target/site/assets`: files under names that change with their contents.

use crate::{files, paths};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder while it is being filled.
pub(crate) struct AssetFolder {
    path: PathBuf,
    files: BTreeSet<String>,
}

impl AssetFolder {
    /// Where files are added; those of earlier builds stay until [`Self::remove_others`].
    pub(crate) fn open(path: &Path) -> Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Self { path: path.to_owned(), files: BTreeSet::new() })
    }

    /// Adds a file under the hash of its contents; the result is its address.
    pub(crate) fn add(&mut self, stem: &str, ending: &str, contents: Vec<u8>) -> Result<String> {
        self.add_named(format!("{stem}.{}.{ending}", files::hash(&contents)), contents)
    }

    /// Adds a file whose name has a hash already; the result is its address.
    pub(crate) fn add_named(&mut self, name: String, contents: Vec<u8>) -> Result<String> {
        let address = format!("/assets/{name}");
        files::write_once(&self.path.join(&name), || Ok(contents))?;
        self.files.insert(name);
        Ok(address)
    }

    /// Adds a file of the repository, where it exists.
    pub(crate) fn add_if_there(&mut self, path: &str) -> Result<Option<String>> {
        let path = paths::root().join(path);
        if !path.exists() {
            return Ok(None);
        }
        let ending = path.extension().and_then(|part| part.to_str()).context("no ending")?;
        self.add(files::stem(&path)?, ending, fs::read(&path)?).map(Some)
    }

    /// What was added.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.files.iter().map(|name| self.path.join(name)).collect()
    }

    /// Removes what was not added, but for what stands beside an added file with one of `endings`.
    pub(crate) fn remove_others(&self, endings: &[&str]) -> Result<()> {
        for path in files::in_folder(&self.path)? {
            let name = files::name(&path)?;
            let added = endings.iter().find_map(|ending| name.strip_suffix(ending));
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
    fn what_an_earlier_build_left_goes() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = AssetFolder::open(place.path()).unwrap();
        let address = folder.add("main", "css", b"a{}".to_vec()).unwrap();
        let name = address.strip_prefix("/assets/").unwrap();
        for other in ["main.0.css".to_owned(), format!("{name}.br"), format!("{name}.gz")] {
            fs::write(place.path().join(other), "").unwrap();
        }
        folder.remove_others(&[".br"]).unwrap();
        let left = files::in_folder(place.path()).unwrap();
        let left: Vec<_> = left.iter().map(|path| files::name(path).unwrap()).collect();
        assert_eq!(left, [name, &format!("{name}.br")]);
    }
}
