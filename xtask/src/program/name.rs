//! Names the program's files by their contents and writes the names where files name each other.
//!
//! Takes the finished files of the program; gives them to the site under names with hashes, and
//! what the manifest says of them. Necessary: browsers may keep a file for ever, so its name must
//! change with it, and files of two builds must never meet.

use super::Program;
use super::files::{JS, LOADER, WASM};
use super::split::page_of;
use crate::asset_folder::AssetFolder;
use crate::{files, manifest};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Adds the program in `source` to the site.
pub(crate) fn name(
    source: &Path,
    program: &Program,
    site: &mut AssetFolder,
) -> Result<manifest::Program> {
    let wasm = site.add("app", "wasm", fs::read(source.join(WASM))?)?;
    let chunks = add_chunks(source, program, site)?;
    let js = fs::read_to_string(source.join(JS))?;
    let loader = name_chunks(fs::read_to_string(source.join(LOADER))?, &chunks)?;
    // The two modules import each other, so neither name can be the hash of the finished file:
    // both carry the hash of everything, which is also what a page must agree with.
    let build_id = files::hash(format!("{js}{loader}{wasm}").as_bytes());
    let (js_name, loader_name) = (format!("app.{build_id}.js"), format!("split.{build_id}.js"));
    let js = name_import(&js, LOADER, &loader_name)?;
    let loader = name_import(&loader, JS, &js_name)?;
    let js = format!("{js}\nexport const buildId = \"{build_id}\";\n");
    Ok(manifest::Program {
        js: site.add_named(js_name, js.into_bytes())?,
        loader: site.add_named(loader_name, loader.into_bytes())?,
        chunks: by_page(program, &chunks)?,
        build_id,
        wasm,
    })
}

/// File → address.
fn add_chunks(
    source: &Path,
    program: &Program,
    site: &mut AssetFolder,
) -> Result<BTreeMap<String, String>> {
    let chunks: BTreeSet<&String> = program.chunks.values().flatten().collect();
    let add = |file: &String| {
        let (stem, ending) = file.rsplit_once('.').context("a chunk without an ending")?;
        let address = site.add(stem, ending, fs::read(source.join(file))?)?;
        Ok((file.clone(), address))
    };
    chunks.into_iter().map(add).collect()
}

/// Tells the loader the final names; it asks for files beside itself.
fn name_chunks(loader: String, chunks: &BTreeMap<String, String>) -> Result<String> {
    chunks.iter().try_fold(loader, |loader, (file, address)| {
        let name = files::name(Path::new(address))?;
        let (old, new) = (format!("\"./{file}\""), format!("\"./{name}\""));
        ensure!(loader.contains(&old), "the loader does not load {file}");
        Ok(loader.replace(&old, &new))
    })
}

/// Replaces the name in the import only: the same text can also be a key that WASM knows.
fn name_import(module: &str, old: &str, new: &str) -> Result<String> {
    let (from, to) = (format!("from \"./{old}\""), format!("from \"./{new}\""));
    ensure!(module.contains(&from), "no import of {old}");
    Ok(module.replace(&from, &to))
}

/// Page → addresses of its chunks.
fn by_page(
    program: &Program,
    chunks: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Vec<String>>> {
    let mut pages = BTreeMap::new();
    for (split_point, files) in &program.chunks {
        let address = |file| chunks.get(file).cloned().context("a chunk is missing");
        if let Some(page) = page_of(split_point) {
            let addresses = files.iter().map(address).collect::<Result<_>>()?;
            let double = pages.insert(page.to_owned(), addresses);
            ensure!(double.is_none(), "two pages are called {page}");
        }
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_is_renamed_and_a_key_is_not() {
        let module = "import * as a from \"./x.js\";\nconst keys = { \"./x.js\": a };";
        let renamed = name_import(module, "x.js", "x.1.js").unwrap();
        assert_eq!(renamed, "import * as a from \"./x.1.js\";\nconst keys = { \"./x.js\": a };");
        assert!(name_import(module, "y.js", "y.1.js").is_err());
    }

    #[test]
    fn chunks_are_renamed_by_whole_name() {
        let chunks = [("offer.wasm", "/assets/offer.a.wasm"), ("no_offer.wasm", "/assets/b.wasm")]
            .map(|(name, address)| (name.to_owned(), address.to_owned()));
        let loader = "f(\"./offer.wasm\"); f(\"./no_offer.wasm\");".to_owned();
        assert_eq!(
            name_chunks(loader, &chunks.into()).unwrap(),
            "f(\"./offer.a.wasm\"); f(\"./b.wasm\");"
        );
    }
}
