//! A temporary folder, removed on drop.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of this process.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Creates it in another folder.
    ///
    /// # Errors
    /// Without permission, or where another process has left one of the same name.
    pub(crate) fn create(within: &Path) -> Result<Self> {
        let folder = within.join(format!("miteinander-load-{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| folder.display().to_string())?;
        Ok(Self(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // If removal fails, the folder is left to the operator.
        let _ = fs::remove_dir_all(&self.0);
    }
}
