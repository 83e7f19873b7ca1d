//! Takes out of the program what the browser does not need and no optimiser is needed for.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// Drops the custom sections of a WASM file: names, producers, target features.
pub(crate) fn wasm_file(path: &Path) -> Result<()> {
    let wasm = fs::read(path)?;
    let squeezed = without_custom_sections(&wasm).context("not a WASM file")?;
    fs::write(path, squeezed)?;
    Ok(())
}

/// Drops indentation and doc comments of a JavaScript file that wasm-bindgen wrote.
pub(crate) fn javascript_file(path: &Path) -> Result<()> {
    let squeezed = without_layout(&fs::read_to_string(path)?)?;
    fs::write(path, squeezed)?;
    Ok(())
}

/// Magic number and version.
const HEADER: usize = 8;

fn without_custom_sections(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut squeezed = wasm.get(..HEADER)?.to_vec();
    let mut position = HEADER;
    while position < wasm.len() {
        let (size, width) = leb128(wasm.get(position + 1..)?)?;
        let end = (position + 1 + width).checked_add(size)?;
        let section = wasm.get(position..end)?;
        let is_custom = section[0] == 0;
        if !is_custom {
            squeezed.extend_from_slice(section);
        }
        position = end;
    }
    Some(squeezed)
}

/// A number of seven bits a byte, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

fn without_layout(script: &str) -> Result<String> {
    let mut squeezed = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines() {
        // A text over several lines would lose its indentation; wasm-bindgen writes none.
        ensure!(line.matches('`').count() % 2 == 0, "a template literal over several lines");
        let line = line.trim();
        in_comment |= line.starts_with("/*");
        let is_code = !in_comment && !line.is_empty() && !line.starts_with("//");
        if is_code {
            squeezed.push_str(line);
            squeezed.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    Ok(squeezed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_go() {
        let wasm = [b"\0asm\x01\0\0\0".as_slice(), &[0, 3, 1, b'n', 7], &[1, 1, 0]].concat();
        let expected = [b"\0asm\x01\0\0\0".as_slice(), &[1, 1, 0]].concat();
        assert_eq!(without_custom_sections(&wasm), Some(expected));
        assert_eq!(without_custom_sections(&wasm[..wasm.len() - 1]), None);
    }

    #[test]
    fn long_sections_are_measured_right() {
        assert_eq!(leb128(&[0xe5, 0x8e, 0x26, 9]), Some((624_485, 3)));
        assert_eq!(leb128(&[0xff; 9]), None);
    }

    #[test]
    fn layout_goes_and_code_stays() {
        let script = "/**\n * @returns {number}\n */\nexport function a() {\n    // why\n    return `x`;\n}\n";
        assert_eq!(without_layout(script).unwrap(), "export function a() {\nreturn `x`;\n}\n");
        assert!(without_layout("const a = `b\n    c`;").is_err());
    }
}
