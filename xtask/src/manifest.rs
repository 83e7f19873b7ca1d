//! `manifest.json`: the addresses of the site's files. The server parses it (`app/src/assets.rs`).

use crate::{files, paths};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) styles: Styles,
    pub(crate) icons: Option<String>,
    pub(crate) favicon: Option<String>,
    /// Language tag → address.
    pub(crate) locales: BTreeMap<String, String>,
    pub(crate) program: Option<Program>,
}

/// Addresses of the style sheets.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Styles {
    pub(crate) main: Option<String>,
    pub(crate) hall: Option<String>,
    pub(crate) print: Option<String>,
    #[serde(default)]
    pub(crate) desk: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Program {
    pub(crate) build_id: String,
    pub(crate) js: String,
    pub(crate) loader: String,
    pub(crate) wasm: String,
    /// Page → addresses of the files it needs besides `wasm`.
    pub(crate) chunks: BTreeMap<String, Vec<String>>,
}

impl Manifest {
    pub(crate) fn read() -> Result<Self> {
        let path = paths::site().join("manifest.json");
        let text = fs::read(&path).context("there is no site yet: cargo xtask build --release")?;
        Ok(serde_json::from_slice(&text)?)
    }

    pub(crate) fn write(&self) -> Result<()> {
        let path = paths::site().join("manifest.json");
        files::write_if_changed(&path, &serde_json::to_vec_pretty(self)?)
    }
}
