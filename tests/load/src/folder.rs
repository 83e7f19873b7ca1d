//! A folder that goes when it is no longer needed, also after an error.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of this process.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Makes it within another one.
    ///
    /// # Errors
    /// Where that is not allowed, or one of the same name was left by another process.
    pub(crate) fn make(within: &Path) -> Result<Self> {
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
        // What cannot be taken away is left to whoever looks after the machine.
        let _ = fs::remove_dir_all(&self.0);
    }
}
