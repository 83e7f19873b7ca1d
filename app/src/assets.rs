//! Addresses of the site's files, as the build wrote them into `manifest.json`.
//!
//! Addresses only: where the files are and how they are served is the server's business.

use serde::Deserialize;
use shared::language::UiLanguage;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The site's files by their addresses, which contain hashes. Empty where nothing was built; pages
/// are then rendered without script and style sheet. Cheap to clone; the server puts it into the
/// context.
#[derive(Clone, Debug, Default)]
pub struct Assets(Arc<Manifest>);

/// Written by `xtask` (`xtask/src/manifest.rs`); the two must agree.
#[derive(Debug, Default, Deserialize)]
struct Manifest {
    #[serde(default)]
    styles: Styles,
    icons: Option<String>,
    favicon: Option<String>,
    #[serde(default)]
    locales: BTreeMap<String, String>,
    program: Option<Program>,
}

/// The text of the main style sheet, in the context where the browser cannot have the file yet: a
/// page of a first visit carries it, so that the first paint needs one round trip less. Cheap to
/// clone.
#[derive(Clone, Debug)]
pub struct InlineStyle(pub Arc<str>);

/// Addresses of the style sheets.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Styles {
    /// For every page; nothing is painted before it has arrived.
    pub(crate) main: Option<String>,
    /// For the pages of `Page::needs_hall_styles`.
    pub(crate) hall: Option<String>,
    /// For paper.
    pub(crate) print: Option<String>,
    /// For the desk.
    pub(crate) desk: Option<String>,
}

/// The browser's program. Files of different builds do not work together, hence the id.
#[derive(Debug, Deserialize)]
pub(crate) struct Program {
    pub(crate) build_id: String,
    /// The main module.
    pub(crate) js: String,
    /// The module that loads chunks; the main module imports it.
    pub(crate) loader: String,
    pub(crate) wasm: String,
    /// Page → the files it needs besides `wasm`: one bundle of chunks, or each chunk by itself.
    chunks: BTreeMap<String, Vec<String>>,
}

impl Assets {
    /// Parses a manifest.
    ///
    /// # Errors
    /// Where the text is not a manifest.
    pub fn parse(manifest: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(manifest).map(|manifest| Self(Arc::new(manifest)))
    }

    /// The main style sheet.
    pub fn main_style(&self) -> Option<&str> {
        self.0.styles.main.as_deref()
    }

    /// The style sheet of the desk, which comes after the main one.
    pub fn desk_style(&self) -> Option<&str> {
        self.0.styles.desk.as_deref()
    }

    pub(crate) fn styles(&self) -> &Styles {
        &self.0.styles
    }

    /// The SVG sprite with all pictograms.
    pub fn icons(&self) -> Option<&str> {
        self.0.icons.as_deref()
    }

    /// The icon in the browser's tab.
    pub fn favicon(&self) -> Option<&str> {
        self.0.favicon.as_deref()
    }

    /// The texts of one language, for the browser.
    pub fn locale(&self, language: UiLanguage) -> Option<&str> {
        self.0.locales.get(language.tag()).map(String::as_str)
    }

    /// Identifies a build of the browser's program.
    pub fn build_id(&self) -> Option<&str> {
        self.0.program.as_ref().map(|program| program.build_id.as_str())
    }

    pub(crate) fn program(&self) -> Option<&Program> {
        self.0.program.as_ref()
    }
}

impl Program {
    /// What a page needs besides the main WASM file.
    pub(crate) fn chunks(&self, page: &str) -> &[String] {
        self.chunks.get(page).map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_without_program_still_names_the_style_sheet() {
        let assets = Assets::parse(br#"{"styles": {"main": "/assets/main.1.css"}}"#).unwrap();
        assert_eq!(assets.styles().main.as_deref(), Some("/assets/main.1.css"));
        assert_eq!(assets.build_id(), None);
        assert_eq!(assets.locale(UiLanguage::De), None);
    }

    #[test]
    fn a_page_has_its_own_chunks() {
        let manifest = br#"{"program": {"build_id": "1", "js": "a", "loader": "b", "wasm": "c",
            "chunks": {"home_page": ["d"]}}, "locales": {"ar": "f"}}"#;
        let assets = Assets::parse(manifest).unwrap();
        let program = assets.program().unwrap();
        assert_eq!(program.chunks("home_page"), ["d"]);
        assert!(program.chunks("other_page").is_empty());
        assert_eq!(assets.locale(UiLanguage::Ar), Some("f"));
    }
}
