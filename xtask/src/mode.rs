//! The build modes.

/// Whether to build for developers or for users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to build; the server reads the site from disk.
    Dev,
    /// Small and fast; the server embeds the site.
    Release,
}

impl Mode {
    pub(crate) fn of(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }

    /// The folder below `target` that cargo puts the server into.
    pub(crate) fn server_profile(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }

    /// The profile cargo builds the browser's program with, and its folder below `target`.
    pub(crate) fn program_profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm",
        }
    }
}
