//! Turns `locales/*.json` into typed accessors and one file per language for the browser.
//!
//! Owns input, output and the instructions to Cargo; validation and code generation are pure and
//! live in `build/`.

#[path = "build/locales.rs"]
mod locales;

use locales::{BrowserFile, Source};
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(setting("CARGO_MANIFEST_DIR")?).join("../../locales");
    let out = PathBuf::from(setting("OUT_DIR")?);
    let is_server = setting("CARGO_FEATURE_SERVER").is_ok();
    rerun_if_changed(&folder);
    rerun_if_changed(Path::new("build"));
    match locales::compile(&read_sources(&folder)?, is_server) {
        Ok(output) => {
            fs::write(out.join("i18n.rs"), output.code)?;
            write_browser_files(&output.files, &folder, &target_folder(&out)?.join("locales"))
        }
        Err(failures) => {
            // Each line makes Cargo fail the build after showing all of them.
            for failure in failures {
                println!("cargo::error={failure}");
            }
            Ok(())
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the environment is how Cargo talks to build scripts"
)]
fn setting(name: &str) -> io::Result<String> {
    std::env::var(name).map_err(|error| io::Error::other(format!("{name}: {error}")))
}

fn rerun_if_changed(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

fn read_sources(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(tag) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".json"))
        else {
            continue;
        };
        let text = fs::read_to_string(&path)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        sources.push(Source { tag: tag.to_owned(), text });
    }
    Ok(sources)
}

/// A build script only knows its own folder, `target/…/build/i18n-…/out`.
fn target_folder(out: &Path) -> io::Result<PathBuf> {
    let is_named = |folder: &&Path| folder.file_name().is_some_and(|name| name == "target");
    // A target folder with another name is recognised by Cargo's cache tag; a target triple's
    // folder inside it has one too, so the outermost one is used.
    let is_tagged = |folder: &&Path| folder.join("CACHEDIR.TAG").exists();
    out.ancestors()
        .find(is_named)
        .or_else(|| out.ancestors().filter(is_tagged).last())
        .map(Path::to_path_buf)
        .ok_or_else(|| io::Error::other(format!("no target folder above {}", out.display())))
}

fn write_browser_files(files: &[BrowserFile], sources: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for file in files {
        let name = format!("{}.json", file.tag);
        let path = folder.join(&name);
        if fs::read_to_string(&path).ok().as_deref() != Some(&file.text) {
            write_as_old_as(&sources.join(&name), &path, &file.text)?;
        }
        // So that a deleted file is restored.
        rerun_if_changed(&path);
    }
    Ok(())
}

/// A watched file must not be newer than the run that wrote it, or Cargo would build everything a
/// second time; so it gets the modification time of its source. It is renamed into place, because
/// the builds for server and browser may run at the same time.
fn write_as_old_as(source: &Path, path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_extension(format!("{}.draft", std::process::id()));
    fs::write(&draft, text)?;
    fs::File::options()
        .write(true)
        .open(&draft)?
        .set_modified(fs::metadata(source)?.modified()?)?;
    fs::rename(&draft, path)
}
