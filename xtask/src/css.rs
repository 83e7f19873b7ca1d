//! Bundles `style/main.css` and its imports into one style sheet.

use crate::paths;
use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Features, Targets};

/// `style/{name}.css` with its imports, minified on request; `None` where there is no such file.
pub(crate) fn bundle(name: &str, is_minified: bool) -> Result<Option<Vec<u8>>> {
    let entry = paths::root().join(format!("style/{name}.css"));
    if !entry.exists() {
        return Ok(None);
    }
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    // Errors borrow from the bundler, so they are turned into text.
    let mut sheet = bundler.bundle(&entry).map_err(|error| anyhow!("{error}"))?;
    sheet
        .minify(MinifyOptions { targets: targets(), ..Default::default() })
        .map_err(|error| anyhow!("{error}"))?;
    let printer = PrinterOptions { minify: is_minified, targets: targets(), ..Default::default() };
    let css = sheet.to_css(printer).map_err(|error| anyhow!("{error}"))?;
    Ok(Some(css.code.into_bytes()))
}

/// Browsers from the end of 2020. Logical properties are not compiled away: all of these support
/// them (except for rounded corners), and writing them out per direction would double the sheet.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    let browsers = Browsers {
        android: version(87, 0),
        chrome: version(87, 0),
        edge: version(87, 0),
        firefox: version(80, 0),
        ios_saf: version(14, 0),
        safari: version(14, 0),
        samsung: version(13, 0),
        ..Default::default()
    };
    Targets { browsers: Some(browsers), exclude: Features::LogicalProperties, ..Default::default() }
}
