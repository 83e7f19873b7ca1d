//! One file for each page: all parts of the program it needs besides the main one, in a row.
//!
//! The splitter leaves a part for every set of pages that share code: more than a hundred, some
//! of fifty bytes, up to 75 a page. Each would be a request, and compressed by itself. Owns how
//! a row is laid out and the module that reads it (`loader.js`); the parts stay as they are.

use crate::assets::page_of;
use crate::wasm::LOADER;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The ending of a row's file.
pub(crate) const ENDING: &str = "parts";

/// Reads rows; what it exports is written below it.
const READER: &str = include_str!("packs/loader.js");

/// Puts a row in place of each page's parts, and our loader in place of the splitter's. `pages`
/// is split point → names of its parts; the result is split point → the row's file.
pub(crate) fn write(
    folder: &Path,
    pages: &BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<String, String>> {
    let names: BTreeSet<&String> = pages.values().flatten().collect();
    let mut parts = BTreeMap::new();
    for (number, name) in names.into_iter().enumerate() {
        let file = folder.join(format!("{name}.wasm"));
        let code = fs::read(&file).with_context(|| file.display().to_string())?;
        fs::remove_file(file)?;
        parts.insert(name.as_str(), (u32::try_from(number)?, code));
    }
    let mut rows = BTreeMap::new();
    let mut loader = READER.to_owned();
    for (split_point, names) in pages {
        let file = format!("{}.{ENDING}", page_of(split_point).unwrap_or(split_point));
        let of_page: Vec<_> = names.iter().filter_map(|name| parts.get(name.as_str())).collect();
        fs::write(folder.join(&file), row(&of_page)?)?;
        // The program imports it by this name.
        writeln!(loader, "export const __wasm_split_load_{split_point} = split(\"./{file}\");")?;
        rows.insert(split_point.clone(), file);
    }
    fs::write(folder.join(LOADER), loader)?;
    Ok(rows)
}

/// Each part behind its number and its size, both in four bytes, the lowest first.
fn row(parts: &[&(u32, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut row = Vec::new();
    for (number, code) in parts {
        row.extend(number.to_le_bytes());
        row.extend(u32::try_from(code.len())?.to_le_bytes());
        row.extend(code);
    }
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_which_part_ends_where() {
        let (first, second) = ((7, b"abc".to_vec()), (0x0102, b"d".to_vec()));
        let expected = b"\x07\0\0\0\x03\0\0\0abc\x02\x01\0\0\x01\0\0\0d";
        assert_eq!(row(&[&first, &second]).unwrap(), expected);
    }

    #[test]
    fn parts_become_a_row_for_every_page() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["shared", "home", "map"] {
            fs::write(folder.path().join(format!("{name}.wasm")), name).unwrap();
        }
        let pages = [("__home_page_view_1", "home"), ("__map_page_view_2", "map")]
            .map(|(page, own)| (page.to_owned(), vec!["shared".to_owned(), own.to_owned()]));
        let rows = write(folder.path(), &pages.into()).unwrap();
        assert_eq!(rows["__map_page_view_2"], "map_page.parts");
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, [LOADER, "home_page.parts", "map_page.parts"]);
        let loader = fs::read_to_string(folder.path().join(LOADER)).unwrap();
        let export =
            "export const __wasm_split_load___map_page_view_2 = split(\"./map_page.parts\");";
        assert!(loader.contains(export));
    }
}
