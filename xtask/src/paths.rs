//! Paths in the repository.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    // This crate is directly below.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// All build output. The server embeds the site from here, so this is not configurable.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The finished site: `assets/`, `manifest.json`, `sizes.json`.
pub(crate) fn site() -> PathBuf {
    target().join("site")
}

/// The server's binary of this profile.
pub(crate) fn server(profile: &str) -> PathBuf {
    target().join(profile).join("miteinander")
}
