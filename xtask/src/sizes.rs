//! What a first visit downloads, page by page: bytes after brotli.

use crate::manifest::{Manifest, Program};
use crate::program::{self, compress};
use crate::{files, paths};
use anyhow::{Context, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Written to `sizes.json`.
#[derive(Debug, Serialize)]
struct Sizes<'a> {
    build_id: &'a str,
    css: Css,
    icons: u64,
    /// Main module and loader.
    js: u64,
    /// What every page needs.
    wasm: u64,
    locales: BTreeMap<&'a str, u64>,
    pages: BTreeMap<&'a str, Page>,
}

/// The style sheets.
#[derive(Debug, Serialize)]
struct Css {
    main: u64,
    hall: u64,
    print: u64,
}

#[derive(Debug, Serialize)]
struct Page {
    chunks: u64,
    /// JavaScript and WASM together.
    first_load: u64,
}

/// Prints the table and writes `sizes.json`.
pub(crate) fn report(manifest: &Manifest) -> Result<()> {
    let program = manifest.program.as_ref().context("the site has no program")?;
    let sizes = measure(manifest, program)?;
    print(&sizes);
    let path = paths::site().join("sizes.json");
    files::write_if_changed(&path, &serde_json::to_vec_pretty(&sizes)?)
}

fn measure<'a>(manifest: &'a Manifest, program: &'a Program) -> Result<Sizes<'a>> {
    let js = brotli_size(&program.js)? + brotli_size(&program.loader)?;
    let wasm = brotli_size(&program.wasm)?;
    let mut pages = BTreeMap::new();
    for (page, chunks) in &program.chunks {
        let chunks = chunks.iter().map(|chunk| brotli_size(chunk)).sum::<Result<u64>>()?;
        pages.insert(page.as_str(), Page { chunks, first_load: js + wasm + chunks });
    }
    let mut locales = BTreeMap::new();
    for (tag, address) in &manifest.locales {
        locales.insert(tag.as_str(), brotli_size(address)?);
    }
    let optional = |address: &Option<String>| address.as_deref().map_or(Ok(0), brotli_size);
    let styles = &manifest.styles;
    let css = Css {
        main: optional(&styles.main)?,
        hall: optional(&styles.hall)?,
        print: optional(&styles.print)?,
    };
    let icons = optional(&manifest.icons)?;
    Ok(Sizes { build_id: &program.build_id, css, icons, js, wasm, locales, pages })
}

/// The first load of one page of a program whose names have no hashes yet.
pub(crate) fn first_load(folder: &Path, program: &program::Program, page: &str) -> Result<u64> {
    let compressed = |file: &str| {
        let contents = fs::read(folder.join(file)).with_context(|| file.to_owned())?;
        Ok(compress::brotli(&contents)?.len() as u64)
    };
    program.first_load_files(page)?.into_iter().map(compressed).sum()
}

fn brotli_size(address: &str) -> Result<u64> {
    let path = paths::site().join(address.trim_start_matches('/'));
    let compressed = format!("{}.br", path.display());
    let data = fs::metadata(&compressed)
        .with_context(|| format!("{compressed} (a dev build is not compressed)"))?;
    Ok(data.len())
}

fn print(sizes: &Sizes<'_>) {
    println!("First load, bytes after brotli (build {}):", sizes.build_id);
    println!("{:<24}{:>9}{:>9}{:>9}{:>9}", "page", "js", "base", "chunks", "sum");
    for (name, page) in &sizes.pages {
        println!(
            "{name:<24}{:>9}{:>9}{:>9}{:>9}",
            sizes.js, sizes.wasm, page.chunks, page.first_load
        );
    }
    let locale = sizes.locales.values().max().unwrap_or(&0);
    println!(
        "in addition: css {} (hall {}, print {}), pictograms {}, the largest locale {locale}",
        sizes.css.main, sizes.css.hall, sizes.css.print, sizes.icons
    );
}
