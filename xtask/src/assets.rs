//! The finished site: all files with content hashes in their names, and the manifest that lists
//! them.

use crate::asset_folder::AssetFolder;
use crate::manifest::{Manifest, Styles};
use crate::program::{self, OptionalStage, Plan, Program, compress};
use crate::{css, files, fonts, paths, sizes};
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;

/// Writes the site. Unchanged files stay as they are, files of earlier builds are removed.
pub(crate) fn write(plan: &Plan, program: &Program) -> Result<()> {
    let mut folder = AssetFolder::open(&paths::site().join("assets"))?;
    let is_compressed = plan.has(OptionalStage::Compress);
    let manifest = Manifest {
        styles: add_styles(&mut folder, is_compressed)?,
        icons: folder.add_if_exists("style/icons.svg")?,
        favicon: folder.add_if_exists("style/favicon.svg")?,
        locales: add_locales(&mut folder)?,
        program: Some(program::fingerprint::add_fingerprinted(
            &plan.folder(),
            program,
            &mut folder,
        )?),
    };
    if is_compressed {
        compress::compress_all(&folder.paths())?;
        folder.remove_stale(&compress::SUFFIXES)?;
    } else {
        folder.remove_stale(&[])?;
    }
    manifest.write()?;
    if is_compressed { sizes::report(&manifest) } else { Ok(()) }
}

fn add_styles(folder: &mut AssetFolder, is_minified: bool) -> Result<Styles> {
    let fonts = fonts::add_fonts(folder)?;
    let hall = css::bundle("hall", is_minified)?.map(|css| [fonts.into_bytes(), css].concat());
    let hall = hall.map(|css| folder.add("hall", "css", css)).transpose()?;
    let mut add = |name| {
        let css = css::bundle(name, is_minified)?;
        css.map(|css| folder.add(name, "css", css)).transpose()
    };
    Ok(Styles { main: add("main")?, hall, print: add("print")?, desk: add("desk")? })
}

/// The language files that the app's build script made for the browser, or the sources where there
/// are none.
fn add_locales(folder: &mut AssetFolder) -> Result<BTreeMap<String, String>> {
    let built = paths::target().join("locales");
    let source = if built.exists() { built } else { paths::root().join("locales") };
    let mut locales = BTreeMap::new();
    for path in files::list_files(&source)? {
        if path.extension().is_some_and(|extension| extension == "json") {
            let tag = files::file_stem(&path)?.to_owned();
            let address = folder.add(&format!("locale-{tag}"), "json", fs::read(&path)?)?;
            locales.insert(tag, address);
        }
    }
    Ok(locales)
}
