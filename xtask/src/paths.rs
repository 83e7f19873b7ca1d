//! Where things lie in the repository.

use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
pub(crate) fn root() -> &'static Path {
    // The crate lies directly below.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Everything that is built. The server embeds the site from here, so this is not configurable.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The finished site: `assets/`, `manifest.json`, `sizes.json`.
pub(crate) fn site() -> PathBuf {
    target().join("site")
}

/// The server that a mode builds.
pub(crate) fn server(profile: &str) -> PathBuf {
    target().join(profile).join("miteinander")
}

/// Writes a file of the site unless it says the same already: the server is built anew when one
/// of them changes.
pub(crate) fn write_if_new(path: &Path, contents: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == contents) {
        return Ok(());
    }
    fs::write(path, contents)?;
    Ok(())
}
