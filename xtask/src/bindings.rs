//! Makes what wasm-bindgen wrote smaller: the main part and the script that belongs to it.
//!
//! Knows the layout of that script, and fails the build where it is another one. Classes go that
//! a dependency offers to scripts and nobody calls, with the code behind them. Names that program
//! and script know each other by end in sixteen digits of a hash, which nothing compresses: they
//! become numbers.

use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use wasm_bindgen_cli_support::Output;

/// The module of the script as the program imports it.
const SCRIPT: &str = "./app_bg.js";

/// Changes the program in place; the result is the script to it.
pub(crate) fn shorten(output: &mut Output) -> Result<String> {
    let (script, classes) = split_off_classes(output.js());
    let program = output.wasm_mut();
    let is_theirs = |name: &str| {
        let call = format!("wasm.{name}(");
        classes.contains(&call) && !script.contains(&call)
    };
    let unused: Vec<_> = program
        .exports
        .iter()
        .filter(|export| is_theirs(&export.name))
        .map(walrus::Export::id)
        .collect();
    for export in unused {
        program.exports.delete(export);
    }
    walrus::passes::gc::run(program);
    let mut numbers = BTreeMap::new();
    for import in program.imports.iter_mut().filter(|import| import.module == SCRIPT) {
        let number = numbers.len().to_string();
        numbers.insert(std::mem::replace(&mut import.name, number.clone()), number);
    }
    let script = number_imports(&script, &numbers)?;
    for class in class_names(&classes) {
        ensure!(!script.contains(class), "the program needs {class}");
    }
    Ok(script)
}

/// The script without its classes, and the classes.
fn split_off_classes(script: &str) -> (String, String) {
    let (mut rest, mut classes) = (String::new(), String::new());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("export class ") {
            push_lines(&mut classes, &block(line, &mut lines));
        } else if line.starts_with("if (Symbol.dispose)") || is_finalization(line) {
            let is_open = |line: &&str| !line.ends_with(';');
            push_lines(&mut classes, &[line]);
            if is_open(&line) {
                let more: Vec<_> = lines.by_ref().take_while(is_open).collect();
                push_lines(&mut classes, &more);
            }
        } else {
            push_lines(&mut rest, &[line]);
        }
    }
    (rest, classes)
}

/// From a line that opens braces to the one that closes the last.
fn block<'a>(first: &'a str, lines: &mut impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut depth = 0;
    let mut block = Vec::new();
    for line in std::iter::once(first).chain(lines) {
        depth += line.matches('{').count();
        depth = depth.saturating_sub(line.matches('}').count());
        block.push(line);
        if depth == 0 {
            break;
        }
    }
    block
}

fn push_lines(text: &mut String, lines: &[&str]) {
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
}

fn is_finalization(line: &str) -> bool {
    line.starts_with("const ") && line.contains("Finalization = ")
}

fn class_names(classes: &str) -> impl Iterator<Item = &str> {
    classes.lines().filter_map(|line| line.strip_prefix("export class ")?.split(' ').next())
}

/// Gives the functions that the program imports their numbers, and drops those it does not.
fn number_imports(script: &str, numbers: &BTreeMap<String, String>) -> Result<String> {
    let mut numbered = String::with_capacity(script.len());
    let mut found = 0;
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        let Some(name) = import(line) else {
            push_lines(&mut numbered, &[line]);
            continue;
        };
        let function = block(line.trim_start(), &mut lines).join("\n");
        if let Some(number) = numbers.get(name) {
            found += 1;
            push_lines(&mut numbered, &[&function.replacen(name, number, 1)]);
        }
    }
    ensure!(found == numbers.len(), "the script has {found} of {} imports", numbers.len());
    Ok(numbered)
}

/// The name of the function that begins here in the object of imports.
fn import(line: &str) -> Option<&str> {
    let (name, value) = line.trim_start().split_once(": ")?;
    (name.starts_with("__wb") && value.starts_with("function")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = "\
export class Sink {
    free() {
        wasm.sink_free(1);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        __wbg_a_0123: function(arg0) {
            return arg0;
        },
        __wbg_b_4567: function() { return handleError(function (arg0) {
            arg0.b();
        }, arguments); },
    };
}
const SinkFinalization = 1
    ? { a: 2 }
    : 3;
";

    #[test]
    fn classes_go_with_all_that_belongs_to_them() {
        let (rest, classes) = split_off_classes(EXAMPLE);
        assert!(!rest.contains("Sink"));
        assert!(rest.contains("arg0.b();"));
        assert!(classes.contains("wasm.sink_free("));
        assert_eq!(class_names(&classes).collect::<Vec<_>>(), ["Sink"]);
    }

    #[test]
    fn imports_get_their_numbers_and_others_go() {
        let (rest, _) = split_off_classes(EXAMPLE);
        let numbers = BTreeMap::from([("__wbg_b_4567".to_owned(), "0".to_owned())]);
        let expected = "\
function __wbg_get_imports() {
    const import0 = {
0: function() { return handleError(function (arg0) {
            arg0.b();
        }, arguments); },
    };
}
";
        assert_eq!(number_imports(&rest, &numbers).unwrap(), expected);
        let unknown = BTreeMap::from([("__wbg_c_89ab".to_owned(), "0".to_owned())]);
        assert!(number_imports(&rest, &unknown).is_err());
    }
}
