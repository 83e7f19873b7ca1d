//! Bundles the chunks of each page into one file.
//!
//! Takes the chunks and the list of those that each page needs; gives a bundle for every page and,
//! in place of the splitter's loader, one that unpacks bundles (`bundle/loader.js`). The splitter
//! makes more than a hundred chunks, some of fifty bytes, up to 75 a page: each would be a request,
//! and compressed by itself. Optional: saves requests, and 23 kB for the phone page, 27 for the
//! finder.

use super::files::LOADER;
use super::split::page_name;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The file extension of a bundle.
const EXTENSION: &str = "bundle";

/// Unpacks bundles; its exports are appended.
const LOADER_SOURCE: &str = include_str!("bundle/loader.js");

/// Comments take 0.3 kB of the loader after compression, and every page loads it.
fn loader_without_comments() -> String {
    let is_comment = |line: &&str| {
        let line = line.trim_start();
        ["//", "/*", "*"].iter().any(|start| line.starts_with(start))
    };
    LOADER_SOURCE.lines().filter(|line| !is_comment(line)).flat_map(|line| [line, "\n"]).collect()
}

struct Chunk {
    /// Its number among all chunks, by which the loader tells what it has loaded.
    number: u32,
    code: Vec<u8>,
}

/// Replaces chunks with bundles. `pages` is split point → names of its chunks; the result is split
/// point → its bundle's file.
pub(super) fn bundle(
    folder: &Path,
    pages: &BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<String, Vec<String>>> {
    let chunks = drain_chunks(folder, pages)?;
    let mut bundles = BTreeMap::new();
    let mut loader = loader_without_comments();
    for (split_point, names) in pages {
        let file = format!("{}.{EXTENSION}", page_name(split_point).unwrap_or(split_point));
        let page_chunks: Vec<_> =
            names.iter().filter_map(|name| chunks.get(name.as_str())).collect();
        fs::write(folder.join(&file), encode_bundle(&page_chunks)?)?;
        // The program imports the function by this name.
        writeln!(loader, "export const __wasm_split_load_{split_point} = split(\"./{file}\");")?;
        bundles.insert(split_point.clone(), vec![file]);
    }
    fs::write(folder.join(LOADER), loader)?;
    Ok(bundles)
}

/// Reads all chunks and removes their files.
fn drain_chunks<'a>(
    folder: &Path,
    pages: &'a BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<&'a str, Chunk>> {
    let names: BTreeSet<&String> = pages.values().flatten().collect();
    let drain = |(number, name): (usize, &'a String)| {
        let file = folder.join(format!("{name}.wasm"));
        let code = fs::read(&file).with_context(|| file.display().to_string())?;
        fs::remove_file(file)?;
        Ok((name.as_str(), Chunk { number: u32::try_from(number)?, code }))
    };
    names.into_iter().enumerate().map(drain).collect()
}

/// Every chunk, preceded by its number and its size, each in four bytes, little-endian.
fn encode_bundle(chunks: &[&Chunk]) -> Result<Vec<u8>> {
    let mut bundle = Vec::new();
    for Chunk { number, code } in chunks {
        bundle.extend(number.to_le_bytes());
        bundle.extend(u32::try_from(code.len())?.to_le_bytes());
        bundle.extend(code);
    }
    Ok(bundle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_says_which_chunk_ends_where() {
        let first = Chunk { number: 7, code: b"abc".to_vec() };
        let second = Chunk { number: 0x0102, code: b"d".to_vec() };
        let expected = b"\x07\0\0\0\x03\0\0\0abc\x02\x01\0\0\x01\0\0\0d";
        assert_eq!(encode_bundle(&[&first, &second]).unwrap(), expected);
    }

    #[test]
    fn every_page_gets_one_bundle() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["shared", "home", "map"] {
            fs::write(folder.path().join(format!("{name}.wasm")), name).unwrap();
        }
        let pages = [("__home_page_view_1", "home"), ("__map_page_view_2", "map")]
            .map(|(page, own)| (page.to_owned(), vec!["shared".to_owned(), own.to_owned()]));
        let bundles = bundle(folder.path(), &pages.into()).unwrap();
        assert_eq!(bundles["__map_page_view_2"], ["map_page.bundle"]);
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, [LOADER, "home_page.bundle", "map_page.bundle"]);
        let loader = fs::read_to_string(folder.path().join(LOADER)).unwrap();
        let export =
            "export const __wasm_split_load___map_page_view_2 = split(\"./map_page.bundle\");";
        assert!(loader.contains(export));
        assert!(loader.contains("const split =") && !loader.contains("/*"), "{loader}");
    }
}
