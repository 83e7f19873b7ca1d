//! Adds content hashes to the names of the program's files, and to the references between them.
//!
//! Takes the finished files of the program; adds them to the site under their new names, and gives
//! the program's part of the manifest. Necessary: browsers may cache a file for ever, so its name
//! must change with its contents, and files of different builds must never be mixed.

use super::Program;
use super::files::{JS, LOADER, WASM};
use super::split::page_name;
use crate::asset_folder::AssetFolder;
use crate::{files, manifest};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Adds the program in `source` to the site.
pub(crate) fn add_fingerprinted(
    source: &Path,
    program: &Program,
    site: &mut AssetFolder,
) -> Result<manifest::Program> {
    let wasm = site.add("app", "wasm", fs::read(source.join(WASM))?)?;
    let chunks = add_chunks(source, program, site)?;
    let js = fs::read_to_string(source.join(JS))?;
    let loader = rename_chunks(fs::read_to_string(source.join(LOADER))?, &chunks)?;
    // The two modules import each other, so neither name can be the hash of the finished file:
    // both contain the hash of everything, which is also the build id that a page must match.
    let build_id = files::hash(format!("{js}{loader}{wasm}").as_bytes());
    let (js_name, loader_name) = (format!("app.{build_id}.js"), format!("split.{build_id}.js"));
    let js = rename_import(&js, LOADER, &loader_name)?;
    let loader = rename_import(&loader, JS, &js_name)?;
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
        let (stem, extension) =
            file.rsplit_once('.').context("a chunk without a file extension")?;
        let address = site.add(stem, extension, fs::read(source.join(file))?)?;
        Ok((file.clone(), address))
    };
    chunks.into_iter().map(add).collect()
}

/// Writes the final names into the loader, which requests files next to itself.
fn rename_chunks(loader: String, chunks: &BTreeMap<String, String>) -> Result<String> {
    chunks.iter().try_fold(loader, |loader, (file, address)| {
        let name = files::file_name(Path::new(address))?;
        let (old, new) = (format!("\"./{file}\""), format!("\"./{name}\""));
        ensure!(loader.contains(&old), "the loader does not load {file}");
        Ok(loader.replace(&old, &new))
    })
}

/// Replaces the name in the import only: the same text can also be a key inside the WASM.
fn rename_import(module: &str, old: &str, new: &str) -> Result<String> {
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
        if let Some(page) = page_name(split_point) {
            let addresses = files.iter().map(address).collect::<Result<_>>()?;
            let duplicate = pages.insert(page.to_owned(), addresses);
            ensure!(duplicate.is_none(), "two pages are called {page}");
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
        let renamed = rename_import(module, "x.js", "x.1.js").unwrap();
        assert_eq!(renamed, "import * as a from \"./x.1.js\";\nconst keys = { \"./x.js\": a };");
        assert!(rename_import(module, "y.js", "y.1.js").is_err());
    }

    #[test]
    fn chunks_are_renamed_by_whole_name() {
        let chunks = [("offer.wasm", "/assets/offer.a.wasm"), ("no_offer.wasm", "/assets/b.wasm")]
            .map(|(name, address)| (name.to_owned(), address.to_owned()));
        let loader = "f(\"./offer.wasm\"); f(\"./no_offer.wasm\");".to_owned();
        assert_eq!(
            rename_chunks(loader, &chunks.into()).unwrap(),
            "f(\"./offer.a.wasm\"); f(\"./b.wasm\");"
        );
    }
}
