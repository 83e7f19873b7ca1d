//! The finished site: every file under a name that changes with its contents, compressed
//! beforehand, and the manifest that says which is which.

use crate::build::Mode;
use crate::manifest::{self, Manifest};
use crate::wasm::{self, JS, LOADER, Program, WASM};
use crate::{css, packs, paths, sizes};
use anyhow::{Context, Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes the site; files that are already there stay, files of earlier builds go.
pub(crate) fn write(mode: Mode, program: &Program) -> Result<()> {
    let mut folder = AssetFolder::open()?;
    let manifest = Manifest {
        css: css::bundle(mode)?.map(|css| folder.add("main", "css", css)).transpose()?,
        icons: folder.add_if_there("style/icons.svg")?,
        favicon: folder.add_if_there("style/favicon.svg")?,
        locales: add_locales(&mut folder)?,
        program: Some(add_program(&mut folder, mode, program)?),
    };
    folder.close(mode)?;
    manifest.write()?;
    if mode == Mode::Release { sizes::report(&manifest) } else { Ok(()) }
}

/// What the app's build script made for the browser, or the plain files where it made nothing.
fn add_locales(folder: &mut AssetFolder) -> Result<BTreeMap<String, String>> {
    let built = paths::target().join("locales");
    let source = if built.exists() { built } else { paths::root().join("locales") };
    let mut locales = BTreeMap::new();
    for path in files_in(&source)? {
        if path.extension().is_some_and(|extension| extension == "json") {
            let tag = stem(&path)?.to_owned();
            let address = folder.add(&format!("locale-{tag}"), "json", fs::read(&path)?)?;
            locales.insert(tag, address);
        }
    }
    Ok(locales)
}

fn add_program(
    folder: &mut AssetFolder,
    mode: Mode,
    program: &Program,
) -> Result<manifest::Program> {
    let source = wasm::folder(mode);
    let wasm = folder.add("app", "wasm", fs::read(source.join(WASM))?)?;
    let rows = add_rows(folder, &source, program)?;
    let js = fs::read_to_string(source.join(JS))?;
    let loader = name_rows(fs::read_to_string(source.join(LOADER))?, &rows)?;
    // The two modules import each other, so neither name can be the hash of the finished file:
    // both carry the hash of everything, which is also what a page must agree with.
    let build_id = hash(format!("{js}{loader}{wasm}").as_bytes());
    let (js_name, loader_name) = (format!("app.{build_id}.js"), format!("split.{build_id}.js"));
    let js = name_import(&js, LOADER, &loader_name)?;
    let loader = name_import(&loader, JS, &js_name)?;
    let js = format!("{js}\nexport const buildId = \"{build_id}\";\n");
    Ok(manifest::Program {
        js: folder.add_named(js_name, js.into_bytes())?,
        loader: folder.add_named(loader_name, loader.into_bytes())?,
        parts: rows_by_page(program, &rows)?,
        build_id,
        wasm,
    })
}

/// File → address.
fn add_rows(
    folder: &mut AssetFolder,
    source: &Path,
    program: &Program,
) -> Result<BTreeMap<String, String>> {
    let mut rows = BTreeMap::new();
    for file in program.rows.values() {
        let name = file.trim_end_matches(packs::ENDING).trim_end_matches('.');
        let address = folder.add(name, packs::ENDING, fs::read(source.join(file))?)?;
        let double = rows.insert(file.clone(), address);
        ensure!(double.is_none(), "two pages are called {name}");
    }
    Ok(rows)
}

/// Tells the loader the final names; it asks for files beside itself.
fn name_rows(mut loader: String, rows: &BTreeMap<String, String>) -> Result<String> {
    for (file, address) in rows {
        let (old, new) = (format!("\"./{file}\""), format!("\"./{}\"", file_name(address)));
        ensure!(loader.contains(&old), "the loader does not load {file}");
        loader = loader.replace(&old, &new);
    }
    Ok(loader)
}

/// Replaces the name in the import only: the same text can also be a key that WASM knows.
fn name_import(module: &str, old: &str, new: &str) -> Result<String> {
    let (from, to) = (format!("from \"./{old}\""), format!("from \"./{new}\""));
    ensure!(module.contains(&from), "no import of {old}");
    Ok(module.replace(&from, &to))
}

fn rows_by_page(
    program: &Program,
    rows: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>> {
    let mut pages = BTreeMap::new();
    for (split_point, file) in &program.rows {
        if let Some(page) = page_of(split_point) {
            let address = rows.get(file).cloned().context("a file of parts is missing")?;
            pages.insert(page.to_owned(), address);
        }
    }
    Ok(pages)
}

/// `__home_page_view_1234` → `home_page`; nothing for split points that are no route.
pub(crate) fn page_of(split_point: &str) -> Option<&str> {
    let name = split_point.trim_end_matches(|c: char| c.is_ascii_digit());
    name.strip_prefix("__")?.strip_suffix("_view_")
}

/// `target/site/assets` while it is being filled.
struct AssetFolder {
    path: PathBuf,
    files: BTreeSet<String>,
}

impl AssetFolder {
    fn open() -> Result<Self> {
        let path = paths::site().join("assets");
        fs::create_dir_all(&path)?;
        Ok(Self { path, files: BTreeSet::new() })
    }

    /// Adds a file under the hash of its contents; the result is its address.
    fn add(&mut self, stem: &str, extension: &str, contents: Vec<u8>) -> Result<String> {
        self.add_named(format!("{stem}.{}.{extension}", hash(&contents)), contents)
    }

    fn add_named(&mut self, name: String, contents: Vec<u8>) -> Result<String> {
        let address = format!("/assets/{name}");
        write_once(&self.path.join(&name), || Ok(contents))?;
        self.files.insert(name);
        Ok(address)
    }

    fn add_if_there(&mut self, path: &str) -> Result<Option<String>> {
        let path = paths::root().join(path);
        if !path.exists() {
            return Ok(None);
        }
        let extension = path.extension().and_then(|part| part.to_str()).context("no ending")?;
        self.add(stem(&path)?, extension, fs::read(&path)?).map(Some)
    }

    /// Compresses what is new and removes what no longer belongs.
    fn close(self, mode: Mode) -> Result<()> {
        if mode == Mode::Release {
            self.compress()?;
        }
        for path in files_in(&self.path)? {
            let name = file_name(path.to_str().context("name")?).to_owned();
            let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
            if !self.files.contains(plain) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    fn compress(&self) -> Result<()> {
        let files: Vec<_> = self.files.iter().map(|name| self.path.join(name)).collect();
        let half = files.len().div_ceil(2).max(1);
        std::thread::scope(|scope| {
            let halves: Vec<_> = files
                .chunks(half)
                .map(|files| scope.spawn(|| files.iter().try_for_each(|file| compress(file))))
                .collect();
            let panicked = |_| Err(anyhow!("compression panicked"));
            halves.into_iter().try_for_each(|half| half.join().unwrap_or_else(panicked))
        })
    }
}

fn compress(file: &Path) -> Result<()> {
    let variant = |ending: &str| PathBuf::from(format!("{}.{ending}", file.display()));
    write_once(&variant("br"), || brotli(&fs::read(file)?))?;
    write_once(&variant("gz"), || gzip(&fs::read(file)?))
}

fn brotli(contents: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: contents.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*contents, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(contents: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(contents)?;
    Ok(encoder.finish()?)
}

/// Names carry hashes, so a file that exists is right; whole or not at all, so that an
/// interrupted build leaves no half file that the next one would believe.
fn write_once(path: &Path, contents: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let part = path.with_extension("part");
    fs::write(&part, contents()?)?;
    fs::rename(part, path)?;
    Ok(())
}

/// Sixteen hexadecimal digits.
pub(crate) fn hash(contents: &[u8]) -> String {
    Sha256::digest(contents).iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

fn stem(path: &Path) -> Result<&str> {
    path.file_stem().and_then(|stem| stem.to_str()).context("a file without a name")
}

fn file_name(address: &str) -> &str {
    address.rsplit_once('/').map_or(address, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_point_names_its_page() {
        assert_eq!(page_of("__home_page_view_1234"), Some("home_page"));
        assert_eq!(page_of("heavy_table_1234"), None);
    }

    #[test]
    fn an_import_is_renamed_and_a_key_is_not() {
        let module = "import * as a from \"./x.js\";\nconst keys = { \"./x.js\": a };";
        let renamed = name_import(module, "x.js", "x.1.js").unwrap();
        assert_eq!(renamed, "import * as a from \"./x.1.js\";\nconst keys = { \"./x.js\": a };");
        assert!(name_import(module, "y.js", "y.1.js").is_err());
    }

    #[test]
    fn rows_are_renamed_by_whole_name() {
        let rows =
            [("offer.parts", "/assets/offer.a.parts"), ("no_offer.parts", "/assets/b.parts")]
                .map(|(name, address)| (name.to_owned(), address.to_owned()));
        let loader = "f(\"./offer.parts\"); f(\"./no_offer.parts\");".to_owned();
        assert_eq!(
            name_rows(loader, &rows.into()).unwrap(),
            "f(\"./offer.a.parts\"); f(\"./b.parts\");"
        );
    }
}
