//! The board's own font: files and rules of the npm package, with hashes in the names.
//!
//! A browser loads only the files whose letters are on the page. Where the packages of `tests/` are
//! not installed, the site has no font of its own, and boards use the machine's.

use crate::asset_folder::AssetFolder;
use crate::install;
use anyhow::Result;
use std::fs;

/// Subsets of the package that no language of the interface needs.
const LEFT_OUT: [&str; 2] = ["hebrew", "cyrillic-ext"];

/// Adds the files of the font; returns its rules, which are empty where there is none.
pub(crate) fn add_fonts(folder: &mut AssetFolder) -> Result<String> {
    let Some(package) = install::font() else { return Ok(String::new()) };
    let sheet = fs::read_to_string(package.join("index.css"))?;
    let mut rules = String::new();
    for rule in sheet.split_inclusive('}') {
        let Some(file) = file_of(rule) else { continue };
        if LEFT_OUT.iter().any(|subset| file.contains(&format!("-{subset}-wght"))) {
            continue;
        }
        let contents = fs::read(package.join("files").join(format!("{file}.woff2")))?;
        let address = folder.add(file, "woff2", contents)?;
        rules.push_str(&rule.replace(&format!("./files/{file}.woff2"), &address));
    }
    Ok(rules)
}

/// The name of the file that a rule loads, without its ending.
fn file_of(rule: &str) -> Option<&str> {
    let (_, rest) = rule.split_once("url(./files/")?;
    Some(rest.split_once(".woff2")?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_its_file() {
        let rule = "@font-face { src: url(./files/rubik-latin-wght-normal.woff2) format('woff2') }";
        assert_eq!(file_of(rule), Some("rubik-latin-wght-normal"));
        assert_eq!(file_of("a { color: red }"), None);
    }
}
