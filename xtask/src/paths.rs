//! Where things lie in the repository.

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
