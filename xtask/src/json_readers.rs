//! The JSON reader of the browser: what it cannot read, and the crate `tests/json` as a module for
//! Node.js, with both parsers for their journey.

use crate::files::rust_sources;
use crate::process::{cargo, run};
use crate::{install, paths};
use anyhow::{Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// Fails where a type of `shared` has an alias: the reader counts the words of an enum, and an alias
/// counts as one, so that every later variant would be taken for another.
pub(crate) fn check() -> Result<()> {
    let mut found = Vec::new();
    for source in rust_sources(&paths::root().join("shared/src"))? {
        if has_alias(&source.text) {
            found.push(source.path.display().to_string());
        }
    }
    ensure!(found.is_empty(), "the browser cannot read a serde alias: {}", found.join(", "));
    Ok(())
}

fn has_alias(source: &str) -> bool {
    source.split("#[serde(").skip(1).any(|rest| {
        rest.split_once(")]").is_some_and(|(attribute, _)| attribute.contains("alias ="))
    })
}

/// Builds it to where `tests/browser/json.test.mjs` loads it from.
pub(crate) fn build() -> Result<()> {
    install::wasm_target()?;
    let target = "wasm32-unknown-unknown";
    let profile = "wasm-dev";
    run(&mut cargo(&[
        "build",
        "--package",
        "json-readers",
        "--target",
        target,
        "--profile",
        profile,
    ]))?;
    Bindgen::new()
        .input_path(paths::target().join(target).join(profile).join("json_readers.wasm"))
        .nodejs(true)?
        .typescript(false)
        .generate(paths::target().join("json-readers"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_found_in_attributes_only() {
        assert!(has_alias("#[serde(rename = \"a\", alias = \"b\")]\nA,"));
        assert!(!has_alias("#[serde(default)]\nlet alias = \"b\";"));
    }
}
