//! Runs all stages on the real output of the pinned tools, with the crate `golden` as the program.
//!
//! The expected output of wasm-bindgen and of the splitter is in `xtask/golden`, without hashes. A
//! new version with another output format fails here, before a stage misreads it.

use super::files::{self, JS, LOADER, WASM};
use super::{Program, bind, bundle, chunk_files, fingerprint, mangle, split, strip};
use crate::asset_folder::AssetFolder;
use crate::mode::Mode;
use crate::process::{cargo, run};
use crate::{install, paths};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use tempfile::TempDir;

type Pages = BTreeMap<String, Vec<String>>;

/// The compiled program, built by the first test that needs it.
fn compiled() -> &'static [u8] {
    static COMPILED: OnceLock<Vec<u8>> = OnceLock::new();
    COMPILED.get_or_init(|| {
        install::wasm_target().unwrap();
        let target = "wasm32-unknown-unknown";
        let profile = Mode::Release.program_profile();
        run(cargo(&["rustc", "--quiet", "--package", "golden", "--target", target]).args([
            "--profile",
            profile,
            "--",
            "-Clink-args=--emit-relocs",
        ]))
        .unwrap();
        fs::read(paths::target().join(target).join(profile).join("golden.wasm")).unwrap()
    })
}

fn split_program() -> (TempDir, Pages) {
    let folder = tempfile::tempdir().unwrap();
    let pages = split::split(compiled(), folder.path()).unwrap();
    (folder, pages)
}

/// After the necessary stages: split and bound.
fn bound_program() -> (TempDir, Pages) {
    let (folder, pages) = split_program();
    bind::emit(&mut bind::bind(folder.path()).unwrap(), folder.path()).unwrap();
    (folder, pages)
}

/// Compares with a file of `xtask/golden`, and writes the actual output to `target/golden`.
fn expect_golden(name: &str, text: &str) {
    let text = without_hashes(text);
    let folder = paths::target().join("golden");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), &text).unwrap();
    let golden = fs::read_to_string(paths::root().join("xtask/golden").join(name)).unwrap();
    assert!(golden == text, "xtask/golden/{name} is not target/golden/{name}; see {}", file!());
}

/// Runs of at least sixteen digits, hexadecimal or not, become `#`.
fn without_hashes(text: &str) -> String {
    let mut rest = text;
    let mut result = String::new();
    while let Some(start) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let digits = &rest[start..];
        let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        result.push_str(&rest[..start]);
        result.push_str(if end >= 16 { "#" } else { &digits[..end] });
        rest = &digits[end..];
    }
    result + rest
}

fn read_text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// What a script exports by `export const`.
fn exports(script: &str) -> Vec<&str> {
    let mut names: Vec<_> = script
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split(' ').next())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn the_splitter_writes_the_expected_loader() {
    let (folder, pages) = split_program();
    expect_golden("loader.js", &read_text(folder.path(), LOADER));
    let names: Vec<_> = pages.keys().map(|point| split::page_name(point)).collect();
    assert_eq!(names, [Some("home_page"), Some("map_page")]);
    let [home, map] = &pages.values().collect::<Vec<_>>()[..] else { panic!("{pages:?}") };
    assert_eq!(home.iter().filter(|chunk| map.contains(chunk)).count(), 1, "{pages:?}");
    for chunk in home.iter().chain(*map) {
        assert!(folder.path().join(format!("{chunk}.wasm")).exists(), "{chunk}");
    }
}

#[test]
fn wasm_bindgen_writes_the_expected_script() {
    let (folder, _) = bound_program();
    expect_golden("app.js", &read_text(folder.path(), JS));
}

#[test]
fn mangling_changes_the_names_of_imports_and_nothing_else() {
    let (folder, _) = split_program();
    let mut output = bind::bind(folder.path()).unwrap();
    let script = output.js().to_owned();
    let mangled = mangle::mangle(&mut output).unwrap();
    let (before, after): (Vec<_>, Vec<_>) = (script.lines().collect(), mangled.lines().collect());
    assert_eq!(before.len(), after.len());
    let changed: Vec<_> = before.iter().zip(&after).filter(|(old, new)| old != new).collect();
    for (number, (old, new)) in changed.iter().enumerate() {
        let (name, function) = old.trim_start().split_once(": ").unwrap();
        assert!(name.starts_with("__wb"), "{old}");
        assert!(new.ends_with(function), "{new}");
        assert!(after.iter().any(|line| line.starts_with(&format!("{number}: "))), "{number}");
    }
    let imports = output.wasm().imports.iter();
    let names: Vec<_> = imports.filter(|one| one.module == "./app_bg.js").collect();
    assert!(names.iter().all(|import| import.name.parse::<u32>().is_ok()));
    assert_eq!(names.len(), changed.len());
}

#[test]
fn stripping_changes_custom_sections_only() {
    let (folder, _) = bound_program();
    let before = walrus::Module::from_file(folder.path().join(WASM)).unwrap();
    strip::strip_all(folder.path()).unwrap();
    let after = walrus::Module::from_file(folder.path().join(WASM)).unwrap();
    assert_eq!(after.funcs.iter().count(), before.funcs.iter().count());
    let names = |module: &walrus::Module| {
        module.exports.iter().map(|export| export.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&after), names(&before));
    assert_ne!(before.customs.iter().count(), 0);
    assert_eq!(after.customs.iter().count(), 0);
}

#[test]
fn bundles_contain_the_chunks_and_their_loader_has_the_same_exports() {
    let (folder, pages) = bound_program();
    let folder = folder.path();
    let original = read_text(folder, LOADER);
    let chunks: BTreeMap<_, _> = files::list_wasm(folder)
        .unwrap()
        .into_iter()
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())
        })
        .collect();
    let bundles = bundle::bundle(folder, &pages).unwrap();
    assert_eq!(exports(&read_text(folder, LOADER)), exports(&original));
    for (split_point, files) in bundles {
        let bundle = fs::read(folder.join(&files[0])).unwrap();
        let sizes = pages[&split_point].iter().map(|name| 8 + chunks[name].len());
        assert_eq!(bundle.len(), sizes.sum::<usize>());
        for name in &pages[&split_point] {
            let code = &chunks[name];
            assert!(bundle.windows(code.len()).any(|window| window == code), "{name}");
        }
    }
}

#[test]
fn every_file_named_in_a_script_exists() {
    for is_bundled in [false, true] {
        let (folder, pages) = bound_program();
        let folder = folder.path();
        let chunks =
            if is_bundled { bundle::bundle(folder, &pages).unwrap() } else { chunk_files(pages) };
        let program = Program { source: String::new(), chunks };
        let site = tempfile::tempdir().unwrap();
        let mut assets = AssetFolder::open(site.path()).unwrap();
        let named = fingerprint::add_fingerprinted(folder, &program, &mut assets).unwrap();
        assert_eq!(named.chunks.keys().collect::<Vec<_>>(), ["home_page", "map_page"]);
        for address in [&named.js, &named.loader] {
            let script = read_text(site.path(), address.strip_prefix("/assets/").unwrap());
            for mention in script.split("\"./").skip(1) {
                let file = mention.split('"').next().unwrap();
                // These names are keys inside the program, not files.
                let is_key = file == "app_bg.js" || file == LOADER;
                assert!(is_key || site.path().join(file).exists(), "{address}: {file}");
            }
        }
        for file in named.chunks.values().flatten() {
            assert!(site.path().join(file.strip_prefix("/assets/").unwrap()).exists(), "{file}");
        }
    }
}
