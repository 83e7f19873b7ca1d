//! Texts that no code shows: keys of `locales/de.json` whose accessor is named nowhere.
//!
//! Other languages have the same keys, which the build of `i18n` checks.

use crate::files::rust_sources;
use crate::paths;
use anyhow::{Result, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Folders whose code shows texts.
const FOLDERS: [&str; 5] = ["app", "demo", "desk", "server", "shared"];
/// Sections that are also looked up by keys known only at run time, as `TABLES` in
/// `shared/i18n/build/locales.rs`.
const TABLES: [&str; 3] = ["error", "field", "taxonomy"];
/// CLDR plural forms, which are no part of an accessor's name.
const FORMS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

/// Fails where a text is never shown.
pub(crate) fn check() -> Result<()> {
    let locale = fs::read_to_string(paths::root().join("locales/de.json"))?;
    let mut words = BTreeSet::new();
    for folder in FOLDERS {
        collect_words(&paths::root().join(folder), &mut words)?;
    }
    let unused = unused_keys(&serde_json::from_str(&locale)?, &words);
    ensure!(unused.is_empty(), "texts that no code shows: {}", unused.join(", "));
    Ok(())
}

fn unused_keys(locale: &Value, words: &BTreeSet<String>) -> Vec<String> {
    let mut keys = Vec::new();
    collect_keys("", locale, &mut keys);
    let is_table = |key: &str| {
        TABLES.iter().any(|table| key.strip_prefix(table).is_some_and(|rest| rest.starts_with('.')))
    };
    keys.retain(|key| {
        let accessor = key.replace(['.', '-'], "_");
        let base = FORMS.iter().find_map(|form| accessor.strip_suffix(form));
        !is_table(key)
            && !words.contains(&accessor)
            && !base.is_some_and(|base| words.contains(base))
    });
    keys
}

fn collect_keys(path: &str, value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let key = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect_keys(&key, member, keys);
            }
        }
        _ => keys.push(path.to_owned()),
    }
}

/// All identifiers in the Rust files of a folder.
fn collect_words(folder: &Path, words: &mut BTreeSet<String>) -> Result<()> {
    let is_other = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
    for source in rust_sources(folder)? {
        words.extend(source.text.split(is_other).map(str::to_owned));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::unused_keys;
    use serde_json::json;

    #[test]
    fn a_text_is_unused_where_no_code_names_its_accessor() {
        let locale = json!({
            "finder": {"found_one": "", "found_other": "", "title": "", "old": {"hint": ""}},
            "taxonomy": {"weekday": {"mo": ""}},
        });
        let words = ["finder_found", "finder_title"].map(str::to_owned).into();
        assert_eq!(unused_keys(&locale, &words), ["finder.old.hint"]);
    }
}
