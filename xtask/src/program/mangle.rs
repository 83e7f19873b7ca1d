//! Mangles the names of the functions that the program imports from JavaScript: they become
//! numbers.
//!
//! Takes wasm-bindgen's output for the main module; changes the program and its script.
//! wasm-bindgen's names end in a hash of sixteen digits, once in the program and once in the
//! script, and hashes do not compress. Optional: saves 5.4 kB on every page. Depends on the layout
//! of wasm-bindgen's imports object, and fails the build where that has changed.

use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use wasm_bindgen_cli_support::Output;

/// The script's name in the program's imports.
const SCRIPT: &str = "./app_bg.js";

/// Changes the program in place; returns the script that goes with it.
pub(super) fn mangle(output: &mut Output) -> Result<String> {
    let mut numbers = BTreeMap::new();
    let imports = output.wasm_mut().imports.iter_mut();
    for import in imports.filter(|import| import.module == SCRIPT) {
        let number = numbers.len().to_string();
        numbers.insert(std::mem::replace(&mut import.name, number.clone()), number);
    }
    ensure!(!numbers.is_empty(), "the program imports nothing from {SCRIPT}");
    rename(output.js(), &numbers)
}

/// Renames the keys of the imports object, each of which begins a line.
fn rename(script: &str, numbers: &BTreeMap<String, String>) -> Result<String> {
    let mut renamed = String::with_capacity(script.len());
    let mut found = 0;
    for line in script.lines() {
        let key = line.trim_start().split_once(": ");
        if let Some((number, value)) = key.and_then(|(key, value)| Some((numbers.get(key)?, value)))
        {
            found += 1;
            renamed.extend([number, ": ", value, "\n"]);
        } else {
            renamed.extend([line, "\n"]);
        }
    }
    ensure!(found == numbers.len(), "the script has {found} of {} imports", numbers.len());
    Ok(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_that_the_script_does_not_have_is_an_error() {
        let numbers = BTreeMap::from([("__wbg_a_0123".to_owned(), "0".to_owned())]);
        let script = "  __wbg_a_0123: function(arg0) {\n},\n__wbg_b_0123: function() {\n},\n";
        let expected = "0: function(arg0) {\n},\n__wbg_b_0123: function() {\n},\n";
        assert_eq!(rename(script, &numbers).unwrap(), expected);
        assert!(rename("import { a } from './a.js';\n", &numbers).is_err());
    }
}
