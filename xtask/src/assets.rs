//! The finished site: every file under a name that changes with its contents, and the manifest
//! that says which is which.

use crate::asset_folder::AssetFolder;
use crate::manifest::{Manifest, Styles};
use crate::program::{self, Plan, Program, Saving, compress};
use crate::{css, files, paths, sizes};
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;

/// Writes the site; files that are already there stay, files of earlier builds go.
pub(crate) fn write(plan: &Plan, program: &Program) -> Result<()> {
    let mut folder = AssetFolder::open(&paths::site().join("assets"))?;
    let is_small = plan.has(Saving::Compress);
    let manifest = Manifest {
        styles: add_styles(&mut folder, is_small)?,
        icons: folder.add_if_there("style/icons.svg")?,
        favicon: folder.add_if_there("style/favicon.svg")?,
        locales: add_locales(&mut folder)?,
        program: Some(program::name::name(&plan.folder(), program, &mut folder)?),
    };
    if is_small {
        compress::compress_all(&folder.paths())?;
        folder.remove_others(&compress::ENDINGS)?;
    } else {
        folder.remove_others(&[])?;
    }
    manifest.write()?;
    if is_small { sizes::report(&manifest) } else { Ok(()) }
}

fn add_styles(folder: &mut AssetFolder, is_small: bool) -> Result<Styles> {
    let mut add = |name| {
        let css = css::bundle(name, is_small)?;
        css.map(|css| folder.add(name, "css", css)).transpose()
    };
    Ok(Styles { main: add("main")?, hall: add("hall")?, print: add("print")? })
}

/// What the app's build script made for the browser, or the plain files where it made nothing.
fn add_locales(folder: &mut AssetFolder) -> Result<BTreeMap<String, String>> {
    let built = paths::target().join("locales");
    let source = if built.exists() { built } else { paths::root().join("locales") };
    let mut locales = BTreeMap::new();
    for path in files::in_folder(&source)? {
        if path.extension().is_some_and(|extension| extension == "json") {
            let tag = files::stem(&path)?.to_owned();
            let address = folder.add(&format!("locale-{tag}"), "json", fs::read(&path)?)?;
            locales.insert(tag, address);
        }
    }
    Ok(locales)
}
